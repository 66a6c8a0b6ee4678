import type { ReactNode } from 'react';
import { AdminName } from '../directory/AdminName';
import { browserTools } from '../host/tools';
import { dayText, momentText } from '../ui/timeText';
import { canEnd, type Plan } from './plan';
import { planMessages } from './planMessages';
import styles from './PlanPage.module.css';
import { reckoningText, type PlanSummary } from './planSummary';
import type { PlanOrigin, PreparedPlan } from './preparedPlan';
import type { SortedPlan } from './sortedPlan';
import { checkUntilDay, lastDayOf } from './untilDay';
import { untilMessages } from './untilMessages';

interface Props {
  plan: Plan;
  prepared: PreparedPlan;
  sorted: SortedPlan;
}

/** What a plan does, in numbers that add up, and whose it is. */
export function PlanFacts({ plan, prepared: { origin }, sorted }: Props) {
  const { kind, reckonings } = sorted.summary;
  const notFound = countNotFound(plan, sorted);
  const end = endText(plan, origin, sorted);
  return (
    <div className={styles.facts}>
      <p className={styles.what}>{whatOf(sorted.summary)}</p>
      {end !== undefined && <p>{end}</p>}
      {reckonings.map((reckoning) => (
        <p key={reckoning.of} className={styles.reckoning}>
          {reckoningText(reckoning, kind)}
        </p>
      ))}
      {isFiltered(plan, sorted) && <p>{planMessages.text('filteredAreRemoved')}</p>}
      {notFound > 0 && <p>{planMessages.text('notFoundAreRemoved', { count: notFound })}</p>}
      {origin && <Origin origin={origin} isTakenBack={plan.source.kind === 'undo'} />}
    </div>
  );
}

/** When what is added ends; nothing where it has no end, or one that cannot be taken. */
function endText(
  { source, until }: Plan,
  origin: PlanOrigin | undefined,
  { actions }: SortedPlan,
): string | undefined {
  const now = browserTools.clock.now();
  if (actions.add === 0) return undefined;
  if (source.kind === 'rest') {
    const end = origin?.until === undefined ? 0 : Date.parse(origin.until);
    const day = lastDayOf(end);
    return end > now
      ? untilMessages.text('asPlanned', {
          isWhole: day === undefined ? 'no' : 'yes',
          day: day === undefined ? (momentText(end) ?? '') : dayText(day),
        })
      : undefined;
  }
  if (!canEnd(source) || checkUntilDay(until, now).kind !== 'end') return undefined;
  const day = dayText(until);
  return actions.remove === 0
    ? untilMessages.text('added', { day })
    : untilMessages.text('additionsOnly', { day, count: actions.add });
}

/** Whether a group that is to equal a list loses people in rows that a filter left out, if they are in it. */
function isFiltered(plan: Plan, { actions, leftOutByReason }: SortedPlan): boolean {
  return isEqual(plan) && actions.remove > 0 && (leftOutByReason.get('filtered')?.length ?? 0) > 0;
}

function isEqual({ source }: Plan): boolean {
  return source.kind === 'list' && source.change.kind === 'equal';
}

/** Lines that may be about members: a group that is to equal the list loses them with the members it does not name. */
function countNotFound(plan: Plan, { actions, leftOutByReason }: SortedPlan): number {
  if (!isEqual(plan) || actions.remove === 0) return 0;
  const lines = NOT_FOUND.flatMap((reason) => leftOutByReason.get(reason) ?? []);
  return lines.filter(({ line }) => line !== undefined).length;
}

/** The same as the dialog counts, which asks to confirm it. @see countUncertain */
const NOT_FOUND = [
  'notMatched',
  'ambiguous',
  'unreadable',
  'otherRole',
  'otherProduct',
  'accountGone',
  'notAnswered',
  'notAsked',
] as const;

/** "240 people to remove from contractors", "37 changes for 12 people in 4 groups" */
function whatOf({ kind, group, changes, people, groups }: PlanSummary): ReactNode {
  const count = changes;
  const name = group && <bdi>{group.name}</bdi>;
  switch (kind) {
    case 'remove':
      return planMessages.node('peopleToRemove', { count, group: name });
    case 'add':
      return planMessages.node('peopleToAdd', { count, group: name });
    case 'addBack':
      return planMessages.node('peopleToAddBack', { count, group: name });
    case 'changes':
      return count === 0
        ? planMessages.text('nothingToChange')
        : planMessages.text('changesIn', {
            changes: planMessages.text('changeCount', { count }),
            people: planMessages.text('personCount', { count: people }),
            groups: planMessages.text('groupCount', { count: groups }),
          });
  }
}

/** Who planned the changes, when, and why: what one admin planned, another does not carry out unseen. */
function Origin({ origin, isTakenBack }: { origin: PlanOrigin; isTakenBack: boolean }) {
  const { by, at, total, reason } = origin;
  return (
    <>
      <p className={styles.reckoning}>
        {planMessages.node(isTakenBack ? 'undoes' : 'plannedBy', {
          count: total,
          admin: <AdminName accountId={by} />,
          date: momentText(at) ?? at,
        })}
      </p>
      {reason !== undefined && (
        <p className={styles.reckoning}>{planMessages.node('itsReason', { reason: <bdi>{reason}</bdi> })}</p>
      )}
    </>
  );
}
