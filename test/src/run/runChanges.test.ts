import type { AppError, Change, Outcome, SliceAnswer } from '../../../src/contract';
import { RunChanges } from '../../../src/run/runChanges';
import { changesOf, DONE } from './support/changes';
import { TICKET } from './support/history';
import { failed, NONE } from './support/stage';

const permission: AppError = { kind: 'permission', detail: 'as it came' };
const lost: AppError = { kind: 'unrecorded', detail: 'killed' };
const storage: AppError = { kind: 'storage', detail: 'down' };

/** An answer with what became of changes, by place. */
const answerOf = (outcomes: Record<number, Outcome>, more: Pick<SliceAnswer, 'stopped'> = {}) => ({
  ...{ ok: true as const, run: TICKET },
  outcomes: Object.entries(outcomes).map(([change, outcome]) => ({ change: Number(change), outcome })),
  ...more,
});
const statuses = (run: RunChanges) => run.all.map((_, change) => run.standingOf(change)?.status);

describe('the answer to a slice', () => {
  it('settles what has an outcome, with the error as it came, and has the rest asked for again', () => {
    const run = new RunChanges({ changes: changesOf(4) });
    expect(run.take(3)).toEqual([0, 1, 2]);
    expect(run.takeIn([0, 1, 2], answerOf({ 0: DONE, 1: failed(permission) }))).toBe(2);
    expect(statuses(run)).toEqual(['done', 'failed', 'waiting', 'waiting']);
    expect(run.standingOf(1)).toEqual({ status: 'failed', error: permission });
    expect(run.take(1)).toEqual([2]);
    expect(run.takeIn([2], answerOf({ 2: { status: 'unchanged' } }))).toBe(1);
    expect([run.settledCount, run.areAllAsked]).toEqual([3, false]);
  });

  it('stops the changes of a group, and no other’s', () => {
    const changes: Change[] = [...changesOf(3, 'remove', 'g'), ...changesOf(2, 'remove', 'h')];
    const run = new RunChanges({ changes });
    run.take(1);
    const stopped = [{ groupId: 'g', error: permission }];
    run.takeIn([0], answerOf({ 0: failed(permission) }, { stopped }));
    expect(statuses(run)).toEqual(['failed', 'notAttempted', 'notAttempted', 'waiting', 'waiting']);
    expect([run.stopped, run.error]).toEqual([stopped, undefined]);
    expect(run.take(5)).toEqual([3, 4]);
    run.takeIn([3, 4], answerOf({}, { stopped: [{ groupId: 'h', error: lost }] }));
    expect(run.error).toBe(permission);
  });

  it('leaves open what the storage may not have, until the log goes on', () => {
    const run = new RunChanges({ changes: changesOf(2) });
    run.take(2);
    run.takeIn([0, 1], { ...answerOf({ 0: DONE, 1: DONE }), ok: false, error: storage });
    expect(run.open()).toEqual([0, 1]);
    run.dropLeft();
    expect(run.standingOf(0)).toEqual({ status: 'unconfirmed', error: { ...storage, kind: 'unrecorded' } });
    run.takeIn([], { ok: true });
    expect(run.open()).toEqual([0, 1]);
    run.takeIn([], { ok: true, run: TICKET, missed: [] });
    expect(run.open()).toEqual([]);
  });

  it('of a storage that was in trouble before says nothing of the changes', () => {
    const run = new RunChanges({ changes: changesOf(2) });
    run.take(2);
    expect(run.takeIn([0, 1], { ok: false, error: storage })).toBe(0);
    expect([run.open(), run.take(5)]).toEqual([[], [0, 1]]);
  });

  it('that tells what was missed settles others that waited too', () => {
    const run = new RunChanges({ changes: changesOf(3) });
    run.take(1);
    const missed = [
      { kind: 'slice', actorId: 'bob', changes: [[1, 1]], outcomes: [{ status: 'unchanged' }] },
    ] satisfies SliceAnswer['missed'];
    run.takeIn([0], { ok: true, run: TICKET, missed });
    expect(statuses(run)).toEqual(['waiting', 'unchanged', 'waiting']);
    expect(run.take(5)).toEqual([0, 2]);
  });
});

it('what was given up is how a run ends, as long as it is open', () => {
  const run = new RunChanges({ changes: changesOf(2) });
  run.take(2);
  run.recordLoss([0, 1], lost, { givesUp: true });
  expect([run.areAllAsked, run.error]).toEqual([true, lost]);
  expect(statuses(run)).toEqual(['unconfirmed', 'unconfirmed']);
  run.applyMissed([
    { kind: 'slice', actorId: '', changes: [[0, 1]], outcomes: [{ status: 'done' }, { status: 'done' }] },
  ]);
  expect([run.error, run.counts]).toEqual([undefined, { ...NONE, done: 2 }]);
});

it('a retry is for all that is left only where it names each of them', () => {
  const begin = () => {
    const run = new RunChanges({ changes: changesOf(4) });
    run.take(4);
    run.takeIn([0, 1, 2, 3], answerOf({ 0: DONE, 1: failed(permission) }));
    run.dropLeft();
    return run;
  };
  expect(begin().retry([2, 3])).toBe(true);
  expect(begin().retry([2])).toBe(false);
  expect(begin().retry([1, 2])).toBe(false);
  expect(begin().retry([1, 3])).toBe(false);
  const run = begin();
  run.retry([0, 1, 3]);
  expect(statuses(run)).toEqual(['done', 'waiting', 'notAttempted', 'waiting']);
  expect(begin().toRetry({ withNotAttempted: false })).toEqual([1]);
  expect(begin().toRetry({ withNotAttempted: true })).toEqual([1, 2, 3]);
});

it('a run that was begun before asks for what is left of it, or for the places named', () => {
  const recorded = [
    { index: 0, outcome: 'unchanged' as const },
    { index: 1, outcome: 'failed' as const, reason: 'permission' as const },
    { index: 2, outcome: 'unconfirmed' as const, reason: 'unconfirmed' as const },
  ].map((one) => ({ ...one, groupId: 'g', accountId: `p${one.index}`, action: 'remove' as const }));
  const left = new RunChanges({ changes: changesOf(4), recorded });
  expect(left.take(9)).toEqual([2, 3]);
  const named = new RunChanges({ changes: changesOf(4), recorded, places: [3, 1, 0] });
  expect(named.take(9)).toEqual([1, 3]);
});

it('a removal goes on where the person was in the other group already', () => {
  const [move] = changesOf(1, 'add', 'h');
  const changes: Change[] = [...(move ? [move] : []), ...changesOf(1, 'remove', 'g')];
  const run = new RunChanges({ changes });
  expect(run.take(1)).toEqual([0]);
  run.takeIn([0], answerOf({ 0: { status: 'unchanged' } }));
  expect(run.take(1)).toEqual([1]);
  expect(run.actionsOf([0, 1, 9])).toEqual(['add', 'remove']);
});
