import type { Group, Person } from '../../../../src/contract';
import { isKnown } from '../directory/chosen';
import { matching } from '../members/matching';
import type { LeftOutReason } from './plan';
import type { PlanPeople } from './usePlanPeople';
import type { PlanReview, ReviewedChange } from './usePlanReview';

/** What a plan can be narrowed down to: changes, or what was left out for one reason. */
export type PlanFilter = 'losesConfluence' | 'notMatched' | 'sameName' | 'protected';

export const FILTERS: readonly PlanFilter[] = ['losesConfluence', 'notMatched', 'sameName', 'protected'];

/** The reason for which a filter shows what was left out; undefined where it shows changes. */
export function reasonOfFilter(filter: PlanFilter | undefined): LeftOutReason | undefined {
  switch (filter) {
    case 'notMatched':
    case 'protected':
      return filter;
    case 'losesConfluence':
    case 'sameName':
    case undefined:
      return undefined;
  }
}

/** How many rows or left-out lines each filter shows. */
export function countFilters(
  { changes, leftOut }: Pick<PlanReview, 'changes' | 'leftOut'>,
  hasNamesake: PlanPeople['hasNamesake'],
): Record<PlanFilter, number> {
  const leftOutFor = (wanted: LeftOutReason) => leftOut.filter(({ reason }) => reason === wanted).length;
  return {
    losesConfluence: filterChanges(changes, 'losesConfluence', hasNamesake).length,
    sameName: filterChanges(changes, 'sameName', hasNamesake).length,
    notMatched: leftOutFor('notMatched'),
    protected: leftOutFor('protected'),
  };
}

/** The changes that a filter leaves; all where there is none. */
export function filterChanges(
  changes: readonly ReviewedChange[],
  filter: PlanFilter | undefined,
  hasNamesake: PlanPeople['hasNamesake'],
): readonly ReviewedChange[] {
  switch (filter) {
    case undefined:
      return changes;
    case 'losesConfluence':
      return changes.filter(({ effect }) => effect.kind === 'loses');
    case 'sameName':
      return changes.filter(({ entry }) => hasNamesake(entry.accountId));
    case 'notMatched':
    case 'protected':
      return [];
  }
}

/** The changes whose person or group fits what is searched for; all where that is nothing. */
export function searchChanges(
  changes: readonly ReviewedChange[],
  typed: string,
  personOf: PlanPeople['personOf'],
  groups: ReadonlyMap<string, Group>,
): readonly ReviewedChange[] {
  const query = typed.trim();
  if (query === '') return changes;
  const wanted = query.toLowerCase();
  const known: Person[] = [];
  for (const { entry } of changes) {
    const person = personOf(entry.accountId);
    if (isKnown(person)) known.push(person);
  }
  const found = new Set(matching(known, query).map(({ accountId }) => accountId));
  const inGroups = new Set(
    [...groups.values()].flatMap(({ id, name }) => (name.toLowerCase().includes(wanted) ? [id] : [])),
  );
  return changes.filter(
    ({ entry: { accountId, groupId } }) =>
      found.has(accountId) || inGroups.has(groupId) || accountId.toLowerCase().includes(wanted),
  );
}
