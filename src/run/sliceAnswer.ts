import type { Action, IndexRanges, Outcome, RecordedOutcome } from '../contract/changes';
import type { AppError } from '../contract/errors';
import type { Paces, RunEvent, SliceAnswer } from '../contract/runs';
import { indexesIn, toRanges } from '../membership/ranges';
import type { ChangeState } from './changeState';

/** What the answer to a slice says, for the run's driver. */

/** Whether a change that was asked for needs no further asking: it has an outcome that stays, or one that was retried. */
export function isSettled(change: number, state: ChangeState, answer: SliceAnswer): boolean {
  if (state.outcome === 'done' || state.outcome === 'unchanged') return true;
  const outcome = answer.outcomes?.find((one) => one.change === change)?.outcome;
  if (!outcome) return false;
  switch (outcome.status) {
    case 'notAttempted':
      return false;
    case 'failed':
      // Turned away before anything could change.
      return outcome.error.kind !== 'rateLimited';
    case 'done':
    case 'unchanged':
    case 'unconfirmed':
      return true;
  }
}

/** The slice as the log has it. @param asked its changes, in any order */
export function sliceEvent(
  asked: readonly number[],
  outcomes: NonNullable<SliceAnswer['outcomes']>,
): RunEvent {
  const changes = toRanges(asked);
  return { kind: 'slice', actorId: '', changes, outcomes: toRecorded(changes, outcomes) };
}

/** Outcomes as they are written down: one for each change, in the plan's order. What has none was not asked for. */
export function toRecorded(
  changes: IndexRanges,
  outcomes: readonly { change: number; outcome: Outcome }[],
): RecordedOutcome[] {
  const byChange = new Map(outcomes.map(({ change, outcome }) => [change, outcome]));
  return indexesIn(changes).map((change) => {
    const outcome = byChange.get(change);
    if (!outcome) return { status: 'notAttempted' };
    return 'error' in outcome ? { status: outcome.status, reason: outcome.error.kind } : outcome;
  });
}

/** Why nothing came of a slice. */
export function idleErrorOf(answer: SliceAnswer): AppError {
  if (!answer.ok) return answer.error;
  const [error] = (answer.outcomes ?? []).flatMap(({ outcome }) =>
    'error' in outcome ? [outcome.error] : [],
  );
  return error ?? { kind: 'unavailable', detail: 'The app was asked, but got nothing done.' };
}

export function latencyIn(paces: Paces | undefined): number {
  return Math.max(paces?.add?.latencyMs ?? 0, paces?.remove?.latencyMs ?? 0);
}

/**
 * ms for which an operation of a slice is blocked; undefined where no pace came. That of another operation is as it was
 * when it was last asked for.
 */
export function blockedIn(paces: Paces | undefined, actions: readonly Action[]): number | undefined {
  return paces && Math.max(0, ...actions.map((action) => paces[action]?.blockedMs ?? 0));
}
