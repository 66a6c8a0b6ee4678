import type { ErrorKind, RecordedChange } from '../../../../src/contract';
import { concernsGroup } from '../../../../src/membership/errorTraits';
import { isOpen } from '../../../../src/run/changeState';
import { endedElsewhere, type EndState, type RunSnapshot } from '../../../../src/run/runSnapshot';
import { canRetryHelp } from '../problems/words';
import { standingsOf, type ActiveRun } from './activeRun';

/** A change of a run that was not made, as far as that says whether it can still be. */
export type ToldChange = Pick<RecordedChange, 'index' | 'groupId' | 'outcome' | 'reason'>;

/** Changes of a run that asking again may make, by their places, rising. */
export interface RestOfRun {
  /** Not attempted, or not confirmed: "Continue with N". */
  left: number[];
  /** Failed: "Retry N". */
  failed: number[];
}

/**
 * Leaves out what the same answer would meet again: an error that stays, and the rest of a group that it has stopped.
 * @param stopped groups of which more is known than the changes say
 */
export function findRest(changes: readonly ToldChange[], stopped: RunSnapshot['stopped'] = []): RestOfRun {
  const closed = new Set([
    ...changes.flatMap(({ groupId, reason }) => (closesGroup(reason) ? [groupId] : [])),
    ...stopped.flatMap(({ groupId, error }) => (closesGroup(error.kind) ? [groupId] : [])),
  ]);
  const rest: RestOfRun = { left: [], failed: [] };
  for (const { index, groupId, outcome, reason } of changes) {
    if (closed.has(groupId)) continue;
    switch (outcome) {
      case 'notAttempted':
        rest.left.push(index);
        break;
      case 'unconfirmed':
        if (isOpen({ outcome, ...(reason && { reason }) })) rest.left.push(index);
        break;
      case 'failed':
        if (reason === undefined || mayPass(reason)) rest.failed.push(index);
        break;
      case 'done':
      case 'unchanged':
    }
  }
  return rest;
}

/** The same of the page's own run that has ended; nothing where an error has ended it that stays. */
export function findRestOf(
  run: Pick<ActiveRun, 'client'>,
  { stopped }: Pick<RunSnapshot, 'stopped'>,
  end: EndState,
): RestOfRun {
  if (isForGood(end)) return { left: [], failed: [] };
  return findRest(
    standingsOf(run).flatMap(({ change, index, standing }): ToldChange[] => {
      const { status } = standing;
      if (status === 'waiting' || status === 'underWay') return [];
      const { groupId } = change;
      const reason = 'error' in standing ? standing.error.kind : undefined;
      return [{ index, groupId, outcome: status, ...(reason && { reason }) }];
    }),
    stopped,
  );
}

function isForGood(end: EndState): boolean {
  if (endedElsewhere(end)) return true;
  return (
    end.name === 'stopped' && end.by === 'error' && !concernsGroup(end.error) && !mayPass(end.error.kind)
  );
}

/** Whether another change of the group would meet the same, asked by any admin. */
function closesGroup(kind: ErrorKind | undefined): boolean {
  return kind !== undefined && concernsGroup({ kind }) && !mayPass(kind);
}

/** Whether asking again may be answered otherwise, if by another admin only. */
function mayPass(kind: ErrorKind): boolean {
  return kind === 'permission' || canRetryHelp({ kind });
}
