import type { Action, Change, MakeChangesInput, Outcome, SliceAnswer } from '../../../../src/contract';
import { indexesIn } from '../../../../src/membership/ranges';

/** Changes of people p0, p1, p2 … in one group. */
export function changesOf(count: number, action: Action = 'remove', groupId = 'g'): Change[] {
  return idsOf(count).map((accountId) => ({ groupId, accountId, action }));
}

export function idsOf(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `p${n}`);
}

/** The first places of a plan. */
export function placesUpTo(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}

/** The places that a slice is about, in the plan's order. */
export function placesIn({ changes }: MakeChangesInput): number[] {
  return indexesIn(changes);
}

/** What became of the changes of a slice. @param outcome by place in the plan, and in the slice */
export function outcomesOf(
  input: MakeChangesInput,
  outcome: (change: number, n: number) => Outcome,
): NonNullable<SliceAnswer['outcomes']> {
  return placesIn(input).map((change, n) => ({ change, outcome: outcome(change, n) }));
}

export const DONE: Outcome = { status: 'done' };
export const NOT_ATTEMPTED: Outcome = { status: 'notAttempted' };
