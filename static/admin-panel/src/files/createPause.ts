/** Work done at a stretch, ms: a frame has 16, and the page needs some of it. */
const STRETCH_MS = 8;

/**
 * A function to await between two pieces of work: lets the page draw and react where the work has taken long enough.
 * @param signal once it aborts, the function rejects
 */
export function createPause(signal: AbortSignal): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < STRETCH_MS) return;
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
    since = performance.now();
  };
}
