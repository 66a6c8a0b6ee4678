import type { AppError } from '../../../src/contract';
import type { ChangeStanding, RunSnapshot, RunState } from '../../../src/run/runSnapshot';
import { rowStateOf, stopErrorIn } from '../../../static/admin-panel/src/removal/rowStateOf';

const invalid: AppError = { kind: 'invalid' };
const lost: AppError = { kind: 'unconfirmed' };

it.each<[ChangeStanding | undefined, unknown]>([
  [undefined, undefined],
  [{ status: 'waiting' }, undefined],
  [{ status: 'underWay' }, undefined],
  [{ status: 'done' }, undefined],
  [{ status: 'unchanged' }, undefined],
  [
    { status: 'failed', error: invalid },
    { status: 'failed', error: invalid },
  ],
  [{ status: 'failed', error: { kind: 'notMade' } }, { status: 'stillMember' }],
  [
    { status: 'unconfirmed', error: lost },
    { status: 'unconfirmed', error: lost },
  ],
  [{ status: 'notAttempted' }, { status: 'notAttempted' }],
])('a removal that stands as %j leaves %j in the row', (standing, state) => {
  expect(rowStateOf('remove', standing, undefined)).toEqual(state);
  // Whoever has a row is in the group.
  expect(rowStateOf('add', standing, undefined)).toBeUndefined();
});

describe('a removal that was not attempted', () => {
  const refusal: AppError = { kind: 'permission', status: 403 };
  const counts = { done: 0, unchanged: 0, failed: 1, unconfirmed: 0, notAttempted: 9, left: 0 };
  const snapshot = (state: RunState, stopped: RunSnapshot['stopped'] = []): RunSnapshot => ({
    ...{ state, counts, total: 10, stopped },
  });
  const stoppedFor = (error: AppError): RunState => ({ name: 'stopped', by: 'error', error });

  it('has what stopped it for a reason', () => {
    expect(stopErrorIn(snapshot(stoppedFor(refusal)), 'g')).toBe(refusal);
    expect(stopErrorIn(snapshot({ name: 'done' }, [{ groupId: 'g', error: refusal }]), 'g')).toBe(refusal);
    expect(rowStateOf('remove', { status: 'notAttempted' }, refusal)).toEqual({
      ...{ status: 'notAttempted', error: refusal },
    });
  });

  it('has none where the admin stopped it, another group did, or the run goes on elsewhere', () => {
    expect(stopErrorIn(snapshot({ name: 'stopped', by: 'admin' }), 'g')).toBeUndefined();
    expect(stopErrorIn(snapshot({ name: 'done' }, [{ groupId: 'h', error: refusal }]), 'g')).toBeUndefined();
    expect(stopErrorIn(snapshot(stoppedFor({ kind: 'runTaken' })), 'g')).toBeUndefined();
    expect(stopErrorIn(snapshot({ name: 'running' }), 'g')).toBeUndefined();
  });
});
