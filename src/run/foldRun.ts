import type { OutcomeCounts } from '../contract/changes';
import type { RunEvent } from '../contract/runs';
import { indexesIn } from '../membership/ranges';
import {
  afterCheck,
  afterOutcome,
  afterUndo,
  NOT_ATTEMPTED,
  UNRECORDED,
  type ChangeState,
} from './changeState';

/** How the changes of a run stand: what a reader has is as it is, everything else was not attempted. */
export interface ChangeStates {
  get: (change: number) => ChangeState | undefined;
  set: (change: number, state: ChangeState) => unknown;
}

/**
 * Brings states up to date with what happened next. The state of a run is this over its log: the driver, the history and
 * the tests use no other.
 * @returns the changes that the event was about
 */
export function foldEvent(states: ChangeStates, event: RunEvent): number[] {
  const apply = (changes: readonly number[], next: (before: ChangeState, n: number) => ChangeState) => {
    changes.forEach((change, n) => states.set(change, next(states.get(change) ?? NOT_ATTEMPTED, n)));
    return [...changes];
  };
  switch (event.kind) {
    case 'slice':
      return apply(indexesIn(event.changes), (before, n) =>
        afterOutcome(before, event.outcomes?.[n] ?? UNRECORDED),
      );
    case 'check':
      return [
        ...apply(indexesIn(event.so), (before) => afterCheck(before, true)),
        ...apply(indexesIn(event.notSo), (before) => afterCheck(before, false)),
      ];
    case 'undone':
      return apply(indexesIn(event.changes), afterUndo);
  }
}

/** The states that a whole log leaves. */
export function foldRun(events: readonly RunEvent[]): Map<number, ChangeState> {
  const states = new Map<number, ChangeState>();
  for (const event of events) foldEvent(states, event);
  return states;
}

/** Changes by outcome. @param total changes of the run; those without a state were not attempted */
export function countOutcomes(states: Iterable<ChangeState>, total: number): OutcomeCounts {
  const counts: OutcomeCounts = { done: 0, unchanged: 0, failed: 0, unconfirmed: 0, notAttempted: 0 };
  for (const { outcome } of states) counts[outcome] += 1;
  const { done, unchanged, failed, unconfirmed } = counts;
  return { ...counts, notAttempted: Math.max(0, total - done - unchanged - failed - unconfirmed) };
}
