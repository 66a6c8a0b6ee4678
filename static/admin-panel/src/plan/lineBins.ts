import { membershipKey } from '../../../../src/membership/changeBlocks';
import { forEachOf, type Work } from '../host/work';
import type { LeftOut, LeftOutReason } from './plan';
import type { ReckoningBin, PlanParts } from './planSummary';
import type { PlanEntry } from './preparedPlan';

/** What becomes of the lines of a list. */
interface Lines {
  /** Distinct lines over all files. */
  count: number;
  /** Each line is one change, or was left out once: lines and changes need not be told apart. */
  areChanges: boolean;
  bins: ReadonlyMap<Fate, number>;
}

type Fate = 'made' | 'takenOut' | LeftOutReason;

/** So many lines has no file of 20 MB: the number of a file and of a line make one small number. */
const LINES_OF_FILE = 2 ** 25;

type Spot = Pick<PlanEntry, 'file' | 'line'>;

function spotOf({ file = 0, line }: Spot): number | undefined {
  return line === undefined ? undefined : file * LINES_OF_FILE + line;
}

/**
 * Puts each line into one bin: a change of it is made, else the admin took one out, else the first reason for which it was
 * left out. Goes through all once.
 */
export function* sortLines({
  active,
  entries,
  leftOut,
}: Pick<PlanParts, 'active' | 'entries' | 'leftOut'>): Work<Lines> {
  const fates = new Map<number, Fate>();
  let areChanges = true;
  const note = (at: Spot, fate: Fate) => {
    const spot = spotOf(at);
    if (spot === undefined || fates.has(spot)) areChanges = false;
    if (spot !== undefined && !fates.has(spot)) fates.set(spot, fate);
  };
  yield* forEachOf(active, (entry) => note(entry, 'made'));
  yield* forEachOf(takenOutOf(entries, active, leftOut), (entry) => note(entry, 'takenOut'));
  yield* forEachOf(leftOut, (one) => note(one, one.reason));
  const bins = new Map<Fate, number>();
  yield* forEachOf(fates.values(), (fate) => bins.set(fate, (bins.get(fate) ?? 0) + 1));
  return { count: fates.size, areChanges, bins };
}

/** The bins as a reckoning has them: lines with changes first, then what was taken out. */
export function binsOfLines({ bins }: Lines): ReckoningBin[] {
  const reasons = [...bins].flatMap(([id, count]): ReckoningBin[] =>
    id === 'made' || id === 'takenOut' ? [] : [{ id, count }],
  );
  return [
    { id: 'lines', count: bins.get('made') ?? 0 },
    { id: 'takenOut', count: bins.get('takenOut') ?? 0 },
    ...reasons,
  ];
}

/** The entries that the admin took out: neither made nor left out since. @param active some of the entries, in their order */
function* takenOutOf(
  entries: readonly PlanEntry[],
  active: readonly PlanEntry[],
  leftOut: readonly LeftOut[],
): Generator<PlanEntry> {
  if (active.length === entries.length) return;
  const kept = new Set<string>();
  for (const { reason, accountId, groupId } of leftOut) {
    const isOfReview = reason === 'protected' || reason === 'accountGone';
    if (isOfReview && accountId !== undefined && groupId !== undefined) {
      kept.add(membershipKey({ groupId, accountId }));
    }
  }
  let next = 0;
  for (const entry of entries) {
    if (entry.key === active[next]?.key) next += 1;
    else if (!kept.has(membershipKey(entry))) yield entry;
  }
}
