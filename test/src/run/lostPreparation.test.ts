import type { AppError } from '../../../src/contract';
import { changesOf } from './support/changes';
import { History } from './support/history';
import { NONE, Stage } from './support/stage';

/** More changes than one call names: the history is told of them before the first slice. */
const MANY = changesOf(5_001);
const killed = new Error('killed');

describe('a run that the history is told of first', () => {
  it('goes on after calls that were lost, with a first slice as large as ever', async () => {
    const history = new History().next('startRun', killed, killed);
    const stage = new Stage({ changes: MANY, history });
    await stage.pass(10_000);
    expect(history.calledFor.slice(0, 4)).toEqual(['startRun', 'startRun', 'startRun', 'extendRun']);
    expect(stage.places[0]).toHaveLength(25);
    expect(stage.run.changes).toBe(MANY);
  });

  it('ends after eight lost calls in a row, and nothing was asked of Confluence', async () => {
    const history = new History().next('startRun', ...Array.from({ length: 20 }, () => killed));
    const stage = new Stage({ changes: MANY, history });
    await stage.pass(600_000);
    expect(stage.state).toMatchObject({ name: 'stopped', by: 'error', error: { kind: 'unrecorded' } });
    expect(stage.counts).toEqual({ ...NONE, notAttempted: 5_001 });
    expect(stage.asked).toEqual([]);
  });
});

it('a stop that finds the worker at work says so, and tells it to stop', async () => {
  const error: AppError = {
    kind: 'runTaken',
    takenBy: { accountId: 'ada', until: '2026-03-01T10:01:00.000Z', isWorker: true },
  };
  const history = new History().next('endRun', { ok: false, error });
  const stage = await Stage.atFirstSlice({ history });
  stage.run.control('stop');
  await stage.pass(60_000);
  expect(stage.state).toEqual({ name: 'stopped', by: 'error', error });
  expect(history.asked.at(-1)).toMatchObject({ call: 'controlRun', input: { wish: 'stop' } });
});
