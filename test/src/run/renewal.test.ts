import type { AppError } from '../../../src/contract';
import { LeaseRenewal } from '../../../src/run/leaseRenewal';
import { leavesBeginningOpen } from '../../../src/run/lostAnswer';
import { RunRegistration } from '../../../src/run/runRegistration';
import { Timeline } from '../../support/timeline';
import { changesOf } from './support/changes';
import { History, TICKET } from './support/history';

const taken: AppError = { kind: 'runTaken' };

/** A run of three changes whose history answers as told. */
function registered(history: History, known: { ticket?: typeof TICKET; goesOn?: boolean }): RunRegistration {
  const makeChanges = () => Promise.reject(new Error('No slice is asked for.'));
  const calls = { ...history.calls, makeChanges };
  return new RunRegistration({ changes: changesOf(3), driver: 'd', calls, ...known });
}

describe('a renewal says that the run is another driver’s', () => {
  const renewal = () => new LeaseRenewal(new Timeline());

  it('by the answer to what the admin wants, whatever that to the renewal says', async () => {
    const history = new History().next('controlRun', { ok: false, error: taken });
    const run = registered(history, { ticket: TICKET, goesOn: true });
    expect(await renewal().renew(run, 'pause')).toEqual({ ok: false, error: taken });
    expect(history.calledFor).toEqual(['controlRun', 'keepRun']);
  });

  it('by the answer to a beginning that was lost', async () => {
    const history = new History().next('startRun', { ok: false, error: { kind: 'runNotFound' } });
    const run = registered(history, {});
    run.recordLostBeginning();
    expect(await renewal().renew(run, 'pause')).toEqual({ ok: false, error: { kind: 'runNotFound' } });
  });

  it('and not by any other trouble on the way', async () => {
    const history = new History().next('controlRun', { ok: false, error: { kind: 'storage' } });
    const run = registered(history, { ticket: TICKET, goesOn: true });
    expect(await renewal().renew(run, 'pause')).toMatchObject({ ok: true });
  });
});

it('a beginning that failed may have been written down where the history was in trouble or at work on it', () => {
  expect(leavesBeginningOpen({ kind: 'storage' })).toBe(true);
  expect(leavesBeginningOpen({ kind: 'runBusy' })).toBe(true);
  expect(leavesBeginningOpen({ kind: 'permission' })).toBe(false);
});
