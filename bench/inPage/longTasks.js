/** Notes the tasks over 50 ms, in ms; `window.longTasks` in every frame. */
(() => {
  window.longTasks = [];
  new window.PerformanceObserver((tasks) => {
    window.longTasks.push(...tasks.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask' });
})();
