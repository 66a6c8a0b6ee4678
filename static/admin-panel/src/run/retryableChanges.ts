import { endedElsewhere, type EndState, type RunSnapshot } from '../../../../src/run/runSnapshot';
import { canRetryHelp } from '../problems/words';
import { standingsOf, type ActiveRun } from './activeRun';

/** Changes of a run that has ended which asking again may make, by their places. */
export interface RetryableChanges {
  failed: number[];
  notAttempted: number[];
}

/**
 * Leaves out what the same answer would meet again: an error that stays, and every change of a group that such an error has
 * stopped; everything where one has ended the run.
 */
export function findRetryableChanges(
  run: Pick<ActiveRun, 'client'>,
  { stopped }: Pick<RunSnapshot, 'stopped'>,
  end: EndState,
): RetryableChanges {
  const retryable: RetryableChanges = { failed: [], notAttempted: [] };
  if (isForGood(end)) return retryable;
  const closed = new Set(stopped.flatMap(({ groupId, error }) => (canRetryHelp(error) ? [] : [groupId])));
  for (const { change, index, standing } of standingsOf(run)) {
    if (closed.has(change.groupId)) continue;
    if (standing.status === 'notAttempted') retryable.notAttempted.push(index);
    else if (standing.status === 'failed' && canRetryHelp(standing.error)) retryable.failed.push(index);
  }
  return retryable;
}

function isForGood(end: EndState): boolean {
  if (endedElsewhere(end)) return true;
  return end.name === 'stopped' && end.by === 'error' && !canRetryHelp(end.error);
}
