import type { Outcome, RunEvent } from '../../../src/contract';
import { changesOf, DONE, NOT_ATTEMPTED, outcomesOf } from './support/changes';
import { DOWN, History } from './support/history';
import { allDone, failed, NONE, paces, SLICE_MS, Stage, type Script } from './support/stage';

describe('after the end', () => {
  const outcomes: Outcome[] = [
    DONE,
    failed({ kind: 'unavailable', status: 500 }),
    { status: 'unconfirmed', error: { kind: 'unconfirmed' } },
  ];
  const mixed: Script = (input, invocation) =>
    invocation > 0
      ? allDone(input, invocation)
      : {
          ...{ ok: false, error: { kind: 'signedOut' }, paces },
          outcomes: outcomesOf(input, (_, n) => outcomes[n] ?? NOT_ATTEMPTED),
        };
  const check = (so: number[], notSo: number[]): RunEvent => ({
    ...{ kind: 'check', actorId: '' },
    so: so.map((n) => [n, n]),
    notSo: notSo.map((n) => [n, n]),
  });

  it.each([
    [false, [1], 2],
    [true, [1, 3], 3],
  ])(
    'a retry (of what was not attempted too: %s) asks for %j only',
    async (withNotAttempted, which, done) => {
      const stage = new Stage({ script: mixed, changes: changesOf(4) });
      await stage.pass(SLICE_MS);
      expect(stage.counts).toEqual({ ...NONE, done: 1, failed: 1, unconfirmed: 1, notAttempted: 1 });
      expect(stage.run.changesToRetry({ withNotAttempted })).toEqual(which);
      stage.run.retry(stage.run.changesToRetry({ withNotAttempted }));
      expect(stage.state).toEqual({ name: 'running' });
      await stage.pass(SLICE_MS);
      expect(stage.places[1]).toEqual(which);
      expect(stage.state).toEqual({ name: 'done' });
      expect(stage.counts).toMatchObject({ done, unconfirmed: 1 });
    },
  );

  it('a retry asks for what is open too, where that is named', async () => {
    const stage = new Stage({ script: mixed, changes: changesOf(4) });
    await stage.pass(SLICE_MS);
    stage.run.retry([0, 2]);
    await stage.pass(SLICE_MS);
    expect(stage.places[1]).toEqual([2]);
    expect(stage.counts).toEqual({ ...NONE, done: 2, failed: 1, notAttempted: 1 });
  });

  it('a check settles what is open, and nothing else', async () => {
    const stage = new Stage({ script: mixed, changes: changesOf(4) });
    await stage.pass(SLICE_MS);
    expect(stage.run.openChanges()).toEqual([1, 2]);
    const onChange = vi.fn();
    stage.run.subscribe(onChange);
    stage.run.apply(check([], [2]));
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(stage.run.standingOf(2)).toEqual({ status: 'failed', error: { kind: 'notMade' } });
    stage.run.apply(check([1, 3], []));
    expect(stage.counts).toEqual({ ...NONE, done: 2, failed: 1, notAttempted: 1 });
    // Who changes it later is somebody else.
    stage.run.apply(check([2], []));
    expect(stage.counts.done).toBe(2);
    expect(stage.run.openChanges()).toEqual([]);
  });

  it('nothing is retried before', async () => {
    const stage = await Stage.atFirstSlice();
    stage.run.retry(stage.run.changesToRetry({ withNotAttempted: true }));
    expect(stage.asked).toHaveLength(1);
  });
});

describe('the history', () => {
  it('has a run opened again that is retried after its end, and waits for that', async () => {
    const history = new History().next('resumeRun', DOWN);
    const stage = new Stage({
      script: (input, n) =>
        n > 0
          ? allDone(input, n)
          : { ok: true, paces, outcomes: outcomesOf(input, () => failed({ kind: 'invalid' })) },
      changes: changesOf(1),
      history,
    });
    await stage.pass(SLICE_MS);
    expect(stage.counts.failed).toBe(1);
    stage.run.retry(stage.run.changesToRetry({ withNotAttempted: false }));
    await stage.pass(60_000);
    expect(history.calledFor).toEqual(['endRun', 'resumeRun', 'resumeRun', 'endRun']);
    // The worker would make what is left, and not what failed.
    expect(history.asked[1]).toEqual({ call: 'resumeRun', input: { runId: 'r', driver: 'd', isPart: true } });
    expect(stage.asked).toHaveLength(2);
    expect(stage.counts.done).toBe(1);
  });

  it.each([
    ['all that is left', 60, {}],
    ['a part of what is left', 59, { isPart: true }],
  ])('retried for %s, it says so', async (_, end, said) => {
    const history = new History();
    const stage = new Stage({ history });
    await stage.pass(SLICE_MS / 2);
    stage.run.control('stop');
    await stage.pass(SLICE_MS);
    expect(stage.counts.notAttempted).toBeGreaterThan(1);
    stage.run.retry(Array.from({ length: end }, (_place, n) => n));
    await stage.pass(SLICE_MS);
    const input = { runId: 'r', driver: 'd', ...said };
    expect(history.asked.find(({ call }) => call === 'resumeRun')).toEqual({ call: 'resumeRun', input });
  });

  it('so does one that was stopped before it had begun', async () => {
    const stage = new Stage();
    stage.run.control('stop');
    await stage.run.waitForEnd();
    stage.run.retry([3, 4]);
    await stage.pass(SLICE_MS);
    expect(stage.asked).toMatchObject([{ newRun: { total: 60, isPart: true }, changes: [[3, 4]] }]);
  });

  it('retried while its end is still being told of, a run is opened again too', async () => {
    const history = new History().next('endRun', DOWN, DOWN);
    const stage = new Stage({
      script: (input, n) => ({
        ...{ ok: true, paces },
        outcomes: outcomesOf(input, () => (n > 0 ? DONE : failed({ kind: 'invalid' }))),
      }),
      changes: changesOf(1),
      history,
    });
    await stage.pass(SLICE_MS);
    stage.run.retry(stage.run.changesToRetry({ withNotAttempted: false }));
    await stage.pass(60_000);
    expect(history.calledFor.filter((call) => call !== 'endRun')).toEqual(['resumeRun']);
    expect(stage.counts.done).toBe(1);
    expect(history.calledFor.at(-1)).toBe('endRun');
    expect(stage.run.getSnapshot()).not.toHaveProperty('notClosed');
  });
});
