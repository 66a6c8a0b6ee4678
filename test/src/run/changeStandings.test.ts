import type { AppError, RunEvent } from '../../../src/contract';
import { ChangeStandings } from '../../../src/run/changeStandings';
import type { ChangeState } from '../../../src/run/changeState';

const permission: AppError = { kind: 'permission', detail: 'as it came' };
const killed: AppError = { kind: 'unrecorded', detail: 'killed' };
const NONE = { done: 0, unchanged: 0, failed: 0, unconfirmed: 0, notAttempted: 0, left: 0 };

const standings = (states: [number, ChangeState][] = []) => new ChangeStandings(3, new Map(states));
const sliceOf = (change: number, reason?: 'permission' | 'invalid'): RunEvent => ({
  ...{ kind: 'slice', actorId: '' },
  changes: [[change, change]],
  outcomes: [reason ? { status: 'failed', reason } : { status: 'done' }],
});

it('of a run that was begun before are as its record has them', () => {
  const run = standings([
    [0, { outcome: 'done' }],
    [2, { outcome: 'failed', reason: 'permission' }],
  ]);
  expect([0, 1, 2].map((change) => run.of(change))).toEqual([
    { status: 'done' },
    { status: 'notAttempted' },
    { status: 'failed', error: { kind: 'permission' } },
  ]);
  expect(run.counts).toEqual({ ...NONE, done: 1, notAttempted: 1, failed: 1 });
});

it('say unconfirmed where the record has no reason', () => {
  expect(standings([[0, { outcome: 'failed' }]]).of(0)).toEqual({
    status: 'failed',
    error: { kind: 'unconfirmed' },
  });
});

it('explain an outcome by the error that came with it, and by no other', () => {
  const run = standings();
  run.apply(sliceOf(0, 'permission'), new Map([[0, permission]]));
  expect(run.of(0)).toEqual({ status: 'failed', error: permission });
  run.apply(sliceOf(0, 'invalid'));
  expect(run.of(0)).toEqual({ status: 'failed', error: { kind: 'invalid' } });
});

it('of changes that are to be asked for stay so, whatever the log says, until they are settled', () => {
  const run = standings();
  run.wait([0, 1]);
  run.start([1]);
  run.apply(sliceOf(0));
  run.apply(sliceOf(1));
  run.apply(sliceOf(2));
  expect([0, 1, 2].map((change) => run.of(change)?.status)).toEqual(['waiting', 'underWay', 'done']);
  expect(run.counts).toEqual({ ...NONE, left: 2, done: 1 });
  run.settle([0, 1]);
  expect(run.counts).toEqual({ ...NONE, done: 3 });
});

it('leave open what was in a slice that was lost, until the log is known', () => {
  const run = standings();
  run.start([0, 1]);
  run.recordLoss([0, 1], killed);
  expect(run.open()).toEqual([0, 1]);
  run.settle([0]);
  expect(run.of(0)).toEqual({ status: 'unconfirmed', error: killed });
  run.wait([1]);
  run.forgetLosses();
  expect(run.open()).toEqual([]);
  expect([run.of(0)?.status, run.of(1)?.status]).toEqual(['notAttempted', 'waiting']);
  expect(run.counts).toEqual({ ...NONE, notAttempted: 2, left: 1 });
});

it('know nothing of a place beyond the plan', () => {
  const run = standings();
  run.apply(sliceOf(9));
  run.wait([9]);
  expect([run.of(9), run.total]).toEqual([undefined, 3]);
  expect(run.counts).toEqual({ ...NONE, notAttempted: 3 });
});
