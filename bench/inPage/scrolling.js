/** Scrolls the list of members from top to bottom and watches how the page copes; `window.scrolling` in the app's frame. */
(() => {
  const VIEWPORTS_A_FRAME = 0.9;
  /** Part of the time that is spent paging through the first rows; the rest goes through all of them. */
  const PAGING_SHARE = 0.2;

  /** What scrolls the table: the nearest around it that has something to scroll, or the page. */
  function scroller() {
    for (let element = document.querySelector('table'); element; element = element.parentElement) {
      const { overflowY } = window.getComputedStyle(element);
      const scrolls = overflowY === 'auto' || overflowY === 'scroll';
      if (scrolls && element.scrollHeight > element.clientHeight) return element;
    }
    return document.scrollingElement;
  }

  const nextFrame = () => new Promise((resolve) => window.requestAnimationFrame(resolve));
  const sleep = (ms) => new Promise((resolve) => window.setTimeout(resolve, ms));

  /** One pass of about `durationMs`: a viewport a frame first, then larger steps, each to rows that were not there. */
  async function pass(durationMs) {
    const list = scroller();
    list.scrollTop = 0;
    await sleep(500);
    const longTasksMs = [];
    const observer = new window.PerformanceObserver((tasks) =>
      longTasksMs.push(...tasks.getEntries().map(({ duration }) => duration)),
    );
    observer.observe({ type: 'longtask' });
    const bottom = list.scrollHeight - list.clientHeight;
    let frames = 0;
    let slowestFrameMs = 0;
    let switchedTop = 0;
    const started = await nextFrame();
    for (let before = started, share = 0; share < 1; frames += 1) {
      const now = await nextFrame();
      slowestFrameMs = Math.max(slowestFrameMs, now - before);
      before = now;
      share = (now - started) / durationMs;
      if (share < PAGING_SHARE) {
        list.scrollTop += list.clientHeight * VIEWPORTS_A_FRAME;
        switchedTop = list.scrollTop;
      } else {
        const through = Math.min(1, (share - PAGING_SHARE) / (1 - PAGING_SHARE));
        list.scrollTop = switchedTop + (bottom - switchedTop) * through;
      }
    }
    list.scrollTop = list.scrollHeight; // Rows may have turned out higher than the list had thought.
    await sleep(500); // The observer tells of a task after it.
    observer.disconnect();
    return { longTasksMs, frames, slowestFrameMs, heightPx: list.scrollHeight, endedAtPx: list.scrollTop };
  }

  /** The most elements there are, over `stops` places of the list. */
  async function mostElements(stops) {
    const list = scroller();
    let most = 0;
    for (let stop = 0; stop <= stops; stop += 1) {
      list.scrollTop = ((list.scrollHeight - list.clientHeight) * stop) / stops;
      await sleep(150);
      most = Math.max(most, document.querySelectorAll('*').length);
    }
    return most;
  }

  window.scrolling = { pass, mostElements };
})();
