import type { AppError, SliceAnswer } from '../../../src/contract';
import { blockedIn, idleErrorOf, isSettled, latencyIn, sliceEvent } from '../../../src/run/sliceAnswer';
import { DONE, NOT_ATTEMPTED } from './support/changes';
import { PACE } from './support/stage';

const error: AppError = { kind: 'permission' };
const answerOf = (outcome: NonNullable<SliceAnswer['outcomes']>[number]['outcome']): SliceAnswer => ({
  ok: true,
  outcomes: [{ change: 3, outcome }],
});

describe('a change needs no further asking', () => {
  it('once it is as the run wants it, whatever the answer says', () => {
    const nothing: SliceAnswer = { ok: true };
    expect(isSettled(3, { outcome: 'done' }, nothing)).toBe(true);
    expect(isSettled(3, { outcome: 'unchanged' }, nothing)).toBe(true);
    expect(isSettled(3, { outcome: 'failed', reason: 'permission' }, nothing)).toBe(false);
  });

  it('once an answer says what became of it, unless it was turned away for speed', () => {
    const before = { outcome: 'notAttempted' } as const;
    expect(isSettled(3, before, answerOf({ status: 'unconfirmed', error }))).toBe(true);
    expect(isSettled(3, before, answerOf({ status: 'failed', error }))).toBe(true);
    expect(isSettled(3, before, answerOf({ status: 'failed', error: { kind: 'rateLimited' } }))).toBe(false);
    expect(isSettled(3, before, answerOf(NOT_ATTEMPTED))).toBe(false);
    expect(isSettled(3, before, answerOf(DONE))).toBe(true);
    expect(isSettled(3, before, answerOf({ status: 'unchanged' }))).toBe(true);
    expect(isSettled(4, before, answerOf(DONE))).toBe(false);
  });
});

it('the log has a slice in the plan’s order, each change with what became of it', () => {
  const outcomes = [
    { change: 5, outcome: { status: 'failed', error } as const },
    { change: 2, outcome: DONE },
  ];
  expect(sliceEvent([5, 2, 3], outcomes)).toEqual({
    ...{ kind: 'slice', actorId: '' },
    changes: [
      [2, 3],
      [5, 5],
    ],
    outcomes: [{ status: 'done' }, { status: 'notAttempted' }, { status: 'failed', reason: 'permission' }],
  });
});

describe('why nothing came of a slice', () => {
  it('is the answer’s error, else the first of a change', () => {
    expect(idleErrorOf({ ok: false, error })).toBe(error);
    const later: AppError = { kind: 'invalid' };
    const outcomes = [
      { change: 0, outcome: NOT_ATTEMPTED },
      { change: 1, outcome: { status: 'failed', error } as const },
      { change: 2, outcome: { status: 'failed', error: later } as const },
    ];
    expect(idleErrorOf({ ok: true, outcomes })).toBe(error);
  });

  it('is that the app got nothing done, where nothing says more', () => {
    expect(idleErrorOf({ ok: true }).kind).toBe('unavailable');
    expect(idleErrorOf({ ok: true, outcomes: [] }).kind).toBe('unavailable');
  });
});

it('answers take as long as those of the slower operation', () => {
  expect(latencyIn(undefined)).toBe(0);
  expect(latencyIn({ add: { ...PACE, latencyMs: 300 }, remove: { ...PACE, latencyMs: 200 } })).toBe(300);
  expect(latencyIn({ remove: { ...PACE, latencyMs: 200 } })).toBe(200);
});

it('a slice is blocked as long as one of its own operations is', () => {
  const paces = { add: { ...PACE, blockedMs: 9_000 }, remove: { ...PACE, blockedMs: 4_000 } };
  expect(blockedIn(undefined, ['add'])).toBeUndefined();
  expect(blockedIn(paces, ['remove'])).toBe(4_000);
  expect(blockedIn(paces, ['add', 'remove'])).toBe(9_000);
  expect(blockedIn({ add: paces.add }, ['remove'])).toBe(0);
});
