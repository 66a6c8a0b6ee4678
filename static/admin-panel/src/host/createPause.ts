import { browserTools } from './tools';

/** Awaited between two pieces of work: lets the page draw and react where the work has taken long enough. */
export type Pause = () => Promise<void>;

/** Waits until the page has drawn and reacted, if it has to. @param signal once it has aborted, nothing is waited for */
export function nextTask(signal = new AbortController().signal): Promise<void> {
  return browserTools.clock.sleep(0, signal);
}

/** Work done at a stretch, ms: a frame has 16, and the page needs some of it. */
const STRETCH_MS = 8;

/**
 * A pause for long work, to be awaited every few hundred steps.
 * @param signal once it has aborted, the pause rejects; absent for work that is done to its end whatever happens
 */
export function createPause(signal = new AbortController().signal): Pause {
  const { clock } = browserTools;
  let since = clock.now();
  return async () => {
    signal.throwIfAborted();
    if (clock.now() - since < STRETCH_MS) return;
    await nextTask(signal);
    signal.throwIfAborted();
    since = clock.now();
  };
}
