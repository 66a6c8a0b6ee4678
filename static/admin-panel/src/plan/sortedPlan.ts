import type { Action, Group } from '../../../../src/contract';
import { isRemoval } from '../../../../src/membership/actions';
import { forEachOf, type Work } from '../host/work';
import { changesByPerson, type ChangesByPerson } from './effects';
import { groupByReason, type LeftOutByReason } from './leftOutByReason';
import type { LeftOut, Plan } from './plan';
import { summarize, type PlanSummary } from './planSummary';
import { leftOutOf, type PlanEntry, type PreparedPlan } from './preparedPlan';
import type { Departures } from './safeguards';

/** What of a plan will be made, and what will not. */
export interface SortedPlan {
  /** Those that will be made. */
  active: readonly PlanEntry[];
  byPerson: ChangesByPerson;
  actions: Record<Action, number>;
  /** How many the admin took out. */
  takenOut: number;
  leftOut: readonly LeftOut[];
  leftOutByReason: LeftOutByReason;
  /** Groups that lose people. */
  departures: readonly Departures[];
  /** Groups that gain people. */
  arrivals: readonly Group[];
  summary: PlanSummary;
}

/** What decides whether a change that was prepared will be made. */
export interface SortedBy {
  source: Plan['source'];
  takenOut: Plan['takenOut'];
  protectedIds: ReadonlySet<string>;
  /** Accounts that the directory does not have. */
  missingIds: ReadonlySet<string>;
}

/** Sorts a plan: a protected person stays, an account that is gone cannot be added, and what the admin took out is not made. */
export function* sortPlan(
  prepared: PreparedPlan,
  { source, takenOut, protectedIds, missingIds }: SortedBy,
): Work<SortedPlan> {
  const { entries, groups } = prepared;
  const active: PlanEntry[] = [];
  const kept: LeftOut[] = [];
  const actions: Record<Action, number> = { add: 0, remove: 0 };
  const leaving = new Map<string, string[]>();
  const gaining = new Set<string>();
  yield* forEachOf(entries, (entry) => {
    const { key, groupId, accountId, action } = entry;
    const isLeaving = isRemoval(entry);
    if (isLeaving && protectedIds.has(accountId)) kept.push(leftOutOf(entry, 'protected'));
    else if (!isLeaving && missingIds.has(accountId)) kept.push(leftOutOf(entry, 'accountGone'));
    else if (!takenOut.has(key)) {
      active.push(entry);
      actions[action] += 1;
      if (!isLeaving) gaining.add(groupId);
      else if (!leaving.get(groupId)?.push(accountId)) leaving.set(groupId, [accountId]);
    }
  });
  const leftOut = [...prepared.leftOut, ...kept];
  const notMade = entries.length - active.length - kept.length;
  return {
    ...{ active, actions, leftOut, takenOut: notMade },
    byPerson: yield* changesByPerson(active),
    leftOutByReason: yield* groupByReason(leftOut),
    departures: [...leaving].flatMap(([id, accountIds]) => {
      const group = groups.get(id);
      return group ? [{ group, accountIds }] : [];
    }),
    arrivals: [...gaining].flatMap((id) => groups.get(id) ?? []),
    summary: yield* summarize({
      ...{ source, active, entries, groups, leftOut, takenOut: notMade },
      isUndo: isUndo(source, prepared),
    }),
  };
}

/** Whether people who are added come back. */
function isUndo(source: Plan['source'], { origin }: PreparedPlan): boolean {
  return source.kind === 'undo' || (source.kind === 'rest' && origin?.isUndo === true);
}
