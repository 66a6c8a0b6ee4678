import type { IndexRanges } from '../contract/changes';

/** Sets of places in a plan: most slices are a stretch or two, so that ranges are far shorter than lists. */

/** @param indexes distinct, in any order */
export function toRanges(indexes: Iterable<number>): IndexRanges {
  const ranges: IndexRanges = [];
  for (const index of [...indexes].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.[1] === index - 1) last[1] = index;
    else ranges.push([index, index]);
  }
  return ranges;
}

/** Every place in the ranges, rising. */
export function indexesIn(ranges: IndexRanges): number[] {
  return ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, n) => first + n));
}
