import { forEachOf, type Work } from '../host/work';
import type { Effect } from './effects';
import type { PlanEntry } from './preparedPlan';

/** Effects of which it is said how many people they meet. */
type CountedEffect = 'loses' | 'gets' | 'unknown';

/** What is known of all changes that will be made, in numbers. */
export interface PlanCounts {
  /** People, each once for what their changes do, whatever the number of these. */
  people: Record<CountedEffect, number>;
  /** Changes after which the person has no use of Confluence any more. */
  losing: number;
  /** Changes of people who share their name with another one. */
  sameName: number;
}

export function* countPlan(
  active: readonly PlanEntry[],
  effectOf: (entry: PlanEntry) => Effect,
  hasNamesake: (accountId: string) => boolean,
): Work<PlanCounts> {
  const people = { loses: new Set<string>(), gets: new Set<string>(), unknown: new Set<string>() };
  let losing = 0;
  let sameName = 0;
  yield* forEachOf(active, (entry) => {
    const { accountId } = entry;
    const { kind } = effectOf(entry);
    if (isCounted(kind)) people[kind].add(accountId);
    if (kind === 'loses') losing += 1;
    if (hasNamesake(accountId)) sameName += 1;
  });
  const { loses, gets, unknown } = people;
  return { people: { loses: loses.size, gets: gets.size, unknown: unknown.size }, losing, sameName };
}

function isCounted(kind: Effect['kind']): kind is CountedEffect {
  return kind === 'loses' || kind === 'gets' || kind === 'unknown';
}
