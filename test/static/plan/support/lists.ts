import type {
  LeftOut,
  ListChange,
  PlannedPerson,
  PlanSource,
} from '../../../../static/admin-panel/src/plan/plan';

/** People of one file, on the lines from 1 on. */
export function onLines(...accountIds: string[]): PlannedPerson[] {
  return accountIds.map((accountId, n) => ({ accountId, file: 0, line: n + 1 }));
}

/** A list in which each person and whatever was left out has a line. */
export function listOf(
  people: readonly PlannedPerson[],
  change: ListChange,
  leftOut: readonly LeftOut[] = [],
): PlanSource {
  return { ...{ kind: 'list', people, leftOut, change }, lines: people.length + leftOut.length };
}

/** They leave these groups. */
export function leave(...groupIds: string[]): ListChange {
  return { kind: 'groups', action: 'remove', groupIds };
}
