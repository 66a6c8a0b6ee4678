/** First script in every frame: notes on the host page when the app has its first row of members on the screen. */
(() => {
  const host = window.top;
  if (host === window) return;

  /** @param {Element} row */
  function isOnScreen(row) {
    const { top, bottom, width } = row.getBoundingClientRect();
    return row.textContent.trim() !== '' && width > 0 && bottom > 0 && top < window.innerHeight;
  }

  function look() {
    const rows = document.querySelectorAll('tbody th[scope="row"], [role="rowheader"]');
    if (![...rows].some(isOnScreen)) return void window.requestAnimationFrame(look);
    // What is there before a frame is painted with it, and a task of its own comes after.
    const { port1, port2 } = new window.MessageChannel();
    port1.onmessage = () => {
      const { timeOrigin } = window.performance;
      const now = window.performance.now();
      host.firstRow = { sinceFrameMs: now, sinceHostMs: timeOrigin + now - host.performance.timeOrigin };
    };
    port2.postMessage(undefined);
  }

  window.requestAnimationFrame(look);
})();
