import { forEachOf, type Work } from '../host/work';
import type { LeftOut, LeftOutReason } from './plan';

/** What was left out, by the reason, in the order in which the reasons come first. */
export type LeftOutByReason = ReadonlyMap<LeftOutReason, readonly LeftOut[]>;

/** Goes through all once. */
export function* groupByReason(leftOut: readonly LeftOut[]): Work<LeftOutByReason> {
  const byReason = new Map<LeftOutReason, LeftOut[]>();
  yield* forEachOf(leftOut, (one) => {
    const lines = byReason.get(one.reason);
    if (lines) lines.push(one);
    else byReason.set(one.reason, [one]);
  });
  return byReason;
}
