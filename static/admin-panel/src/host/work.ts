import type { Pause } from './createPause';

/**
 * Work in steps: it yields where the page may draw and react before it goes on. For what is done at once where it is short;
 * what asks or fetches something in between is an async function that awaits a `Pause`.
 */
export type Work<Out> = Generator<undefined, Out, undefined>;

/** Items between two steps: far less than a frame of anything that is done with one. */
const ITEMS_IN_STEP = 250;

/**
 * Does the same with each of many, with steps in between.
 * @param weigh for how many usual items one counts, where some may be far larger than others
 */
export function* forEachOf<Item>(
  items: Iterable<Item>,
  visit: (item: Item) => void,
  weigh?: (item: Item) => number,
): Work<void> {
  let done = 0;
  for (const item of items) {
    visit(item);
    done += weigh?.(item) ?? 1;
    if (done < ITEMS_IN_STEP) continue;
    done = 0;
    yield;
  }
}

/** Does work without a pause. @throws what the work throws */
export function runAtOnce<Out>(work: Work<Out>): Out {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Does work with a pause between two steps where one is due. @throws what the work or the pause throws */
export async function runWithPauses<Out>(work: Work<Out>, pause: Pause): Promise<Out> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await pause();
  }
}

/**
 * Does the same with each of many, with a pause where one is due.
 * @param weigh for how many usual items one counts
 * @throws what `visit` or the pause throws
 */
export function forEachWithPauses<Item>(
  items: Iterable<Item>,
  pause: Pause,
  visit: (item: Item) => void,
  weigh?: (item: Item) => number,
): Promise<void> {
  return runWithPauses(forEachOf(items, visit, weigh), pause);
}

/**
 * A function to be called with the work that was done, which pauses once that is so much.
 * @returns what is to be awaited; undefined where no pause is due, so that nothing is
 */
export function createRest(pause: Pause, most: number): (done: number) => Promise<void> | undefined {
  let sum = 0;
  return (done) => {
    sum += done;
    if (sum < most) return undefined;
    sum = 0;
    return pause();
  };
}
