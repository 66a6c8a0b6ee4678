import type { Group } from '../../../../src/contract';
import { isKnown } from '../directory/chosen';
import { forEachOf, type Work } from '../host/work';
import { createMatch } from '../members/matching';
import type { Effect } from './effects';
import type { LeftOutByReason } from './leftOutByReason';
import type { LeftOutReason } from './plan';
import type { PlanCounts } from './planCounts';
import type { PlanEntry } from './preparedPlan';
import type { PlanPeople } from './usePlanPeople';

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

/** How many rows or left-out lines each filter shows; nothing is known of rows while these are counted. */
export function countFilters(
  counts: PlanCounts | undefined,
  leftOut: LeftOutByReason,
): Record<PlanFilter, number> {
  return {
    losesConfluence: counts?.losing ?? 0,
    sameName: counts?.sameName ?? 0,
    notMatched: leftOut.get('notMatched')?.length ?? 0,
    protected: leftOut.get('protected')?.length ?? 0,
  };
}

/** What rows are looked for in, and what decides whether one is found. */
export interface RowSearch {
  filter: PlanFilter | undefined;
  /** As typed: part of a name, an email, an id, or of a group's name. */
  typed: string;
  effectOf: (entry: PlanEntry) => Effect;
  personOf: PlanPeople['personOf'];
  hasNamesake: PlanPeople['hasNamesake'];
  /** By id. */
  groups: ReadonlyMap<string, Group>;
}

/** Whether some rows may be left out. */
export function isNarrowed({ filter, typed }: Pick<RowSearch, 'filter' | 'typed'>): boolean {
  return filter !== undefined || typed.trim() !== '';
}

/** The changes that pass the filter and whose person or group fits what was typed. */
export function* findRows(changes: readonly PlanEntry[], search: RowSearch): Work<readonly PlanEntry[]> {
  const { filter } = search;
  const fits = createFits(search);
  const rows: PlanEntry[] = [];
  yield* forEachOf(changes, (entry) => {
    if (passes(entry, filter, search) && fits(entry)) rows.push(entry);
  });
  return rows;
}

function passes(entry: PlanEntry, filter: PlanFilter | undefined, search: RowSearch): boolean {
  switch (filter) {
    case undefined:
      return true;
    case 'losesConfluence':
      return search.effectOf(entry).kind === 'loses';
    case 'sameName':
      return search.hasNamesake(entry.accountId);
    case 'notMatched':
    case 'protected':
      return false;
  }
}

function createFits({ typed, personOf, groups }: RowSearch): (entry: PlanEntry) => boolean {
  const query = typed.trim();
  if (query === '') return () => true;
  const isMatch = createMatch(query);
  const wanted = query.toLowerCase();
  const inGroups = new Set<string>();
  for (const { id, name } of groups.values()) if (name.toLowerCase().includes(wanted)) inGroups.add(id);
  return ({ accountId, groupId }) => {
    const person = personOf(accountId);
    return (
      (isKnown(person) && isMatch(person)) ||
      inGroups.has(groupId) ||
      accountId.toLowerCase().includes(wanted)
    );
  };
}
