import type { Change } from '../contract/changes';
import { CHANGES_IN_STRETCH } from '../contract/limits';
import { changesIn, toBlocks } from '../membership/changeBlocks';
import { indexesIn, toRanges } from '../membership/ranges';
import { planKey } from './keys';
import { planStretchIn, VERSION, type PlanStretch } from './records';
import type { Store } from './store';

/** What a run is to change, in stretches of 500, written before anything is changed. */

/** A change of a stored plan. */
export interface StoredChange extends Change {
  index: number;
  /** The place of the change that it takes back, in the run that this one undoes. */
  undoes?: number;
}

const FIRST_PEOPLE = 3;

/** The first three people of a plan, each once: lists name them without reading the plan. */
export function firstPeopleOf(accountIds: Iterable<string>): string[] {
  const first = new Set<string>();
  for (const accountId of accountIds) {
    first.add(accountId);
    if (first.size === FIRST_PEOPLE) break;
  }
  return [...first];
}

/** The stretch of the plan that a change lies in. */
export function stretchOf(change: number): number {
  return Math.floor(change / CHANGES_IN_STRETCH);
}

/** The stretches that changes lie in, each once, rising. */
export function stretchesOf(changes: Iterable<number>): number[] {
  return [...new Set([...changes].map(stretchOf))].sort((a, b) => a - b);
}

/** How many changes a stretch has. */
export function sizeOf(stretch: number, total: number): number {
  return Math.min(CHANGES_IN_STRETCH, total - stretch * CHANGES_IN_STRETCH);
}

/** The stretches of a plan's part that begins at `from`, a multiple of 500. @param undoes of each change, rising */
export function writePlan(
  runId: string,
  from: number,
  changes: readonly Change[],
  undoes?: readonly number[],
): (readonly [key: string, value: PlanStretch])[] {
  const stretches: (readonly [string, PlanStretch])[] = [];
  for (let start = 0; start < changes.length; start += CHANGES_IN_STRETCH) {
    const end = start + CHANGES_IN_STRETCH;
    stretches.push([
      planKey(runId, (from + start) / CHANGES_IN_STRETCH),
      {
        v: VERSION,
        blocks: toBlocks(changes.slice(start, end)),
        ...(undoes && { undoes: toRanges(undoes.slice(start, end)) }),
      },
    ]);
  }
  return stretches;
}

/** The changes of one stretch. @param value as stored @throws UnreadableRecord */
export function parseStretch(stretch: number, value: unknown): StoredChange[] {
  const { blocks, undoes } = planStretchIn(value);
  const places = undoes && indexesIn(undoes);
  return changesIn(blocks).map((change, n) => {
    const place = places?.[n];
    return {
      ...change,
      index: stretch * CHANGES_IN_STRETCH + n,
      ...(place !== undefined && { undoes: place }),
    };
  });
}

/** The changes of these stretches, as far as they are written down. */
export async function readPlan(
  store: Store,
  runId: string,
  stretches: readonly number[],
): Promise<StoredChange[]> {
  const values = await store.getMany(stretches.map((stretch) => planKey(runId, stretch)));
  return planIn(values, runId, stretches);
}

/** The same from values that were read. */
export function planIn(
  values: ReadonlyMap<string, unknown>,
  runId: string,
  stretches: readonly number[],
): StoredChange[] {
  return stretches.flatMap((stretch) => {
    const value = values.get(planKey(runId, stretch));
    return value === undefined ? [] : parseStretch(stretch, value);
  });
}
