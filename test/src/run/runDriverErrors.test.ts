import type { AppError, Change } from '../../../src/contract';
import { changesOf, DONE, NOT_ATTEMPTED, outcomesOf, placesIn, placesUpTo } from './support/changes';
import { allDone, failed, NONE, paces, SLICE_MS, Stage, type Script } from './support/stage';

describe('an error that concerns everything', () => {
  it('ends the run, the rest not attempted', async () => {
    const error: AppError = { kind: 'scopeMissing', status: 401 };
    const stage = new Stage({
      script: (input) => ({
        ...{ ok: false, error, paces },
        outcomes: outcomesOf(input, (_, n) => (n === 0 ? failed(error) : NOT_ATTEMPTED)),
      }),
    });
    await stage.pass(SLICE_MS);
    expect(stage.state).toEqual({ name: 'stopped', by: 'error', error });
    expect(stage.counts).toEqual({ ...NONE, failed: 1, notAttempted: 59 });
    await stage.pass(60_000);
    expect(stage.asked).toHaveLength(1);
  });
});

describe('an error that concerns a group', () => {
  const error: AppError = { kind: 'permission', status: 403 };
  const refusing = (groupId: string, changes: readonly Change[]): Script => {
    let isRefused = false;
    return (input) => ({
      ...{ ok: true, paces },
      outcomes: outcomesOf(input, (change) => {
        if (changes[change]?.groupId !== groupId) return DONE;
        const outcome = isRefused ? NOT_ATTEMPTED : failed(error);
        isRefused = true;
        return outcome;
      }),
      ...(placesIn(input).some((change) => changes[change]?.groupId === groupId) && {
        stopped: [{ groupId, error }],
      }),
    });
  };

  it('ends a run that is about this group alone', async () => {
    const stage = new Stage({ script: refusing('g', changesOf(60)) });
    await stage.pass(SLICE_MS);
    expect(stage.state).toEqual({ name: 'stopped', by: 'error', error });
    expect(stage.counts).toEqual({ ...NONE, failed: 1, notAttempted: 59 });
    await stage.pass(60_000);
    expect(stage.asked).toHaveLength(1);
  });

  it('leaves its changes and goes on with the others; a retry asks for them again', async () => {
    const changes = [...changesOf(40, 'remove', 'shut'), ...changesOf(40, 'remove', 'open')];
    let script = refusing('shut', changes);
    const stage = new Stage({ script: (input, n) => script(input, n), changes });
    await stage.pass(SLICE_MS * 20);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.run.getSnapshot().stopped).toEqual([{ groupId: 'shut', error }]);
    expect(stage.counts).toEqual({ ...NONE, done: 40, failed: 1, notAttempted: 39 });
    expect(stage.places.slice(1).flat()).toEqual(placesUpTo(80).slice(40));
    script = allDone;
    stage.run.retry(stage.run.changesToRetry({ withNotAttempted: true }));
    await stage.pass(SLICE_MS * 20);
    expect(stage.counts).toEqual({ ...NONE, done: 80 });
    expect(stage.run.getSnapshot().stopped).toEqual([]);
  });

  it('a retry asks for what it names only, and what stopped other groups is still so', async () => {
    const changes = [...changesOf(4, 'remove', 'shut'), ...changesOf(4, 'remove', 'open')];
    let isOver = false;
    const script: Script = (input) => ({
      ...{ ok: true, paces },
      outcomes: outcomesOf(input, (change) => {
        if (isOver || (change > 3 && change < 7)) return DONE;
        return change === 7 ? failed({ kind: 'userNotFound' }) : NOT_ATTEMPTED;
      }),
      ...(placesIn(input).some((change) => change < 4) && { stopped: [{ groupId: 'shut', error }] }),
    });
    const stage = new Stage({ script, changes });
    await stage.pass(SLICE_MS * 20);
    expect(stage.run.standingOf(7)).toMatchObject({ status: 'failed' });
    isOver = true;
    const asked = stage.asked.length;
    stage.run.retry([7, 7, 5]);
    await stage.pass(SLICE_MS * 20);
    expect(stage.places.slice(asked).flat()).toEqual([7]);
    expect(stage.run.getSnapshot().stopped).toEqual([{ groupId: 'shut', error }]);
    expect(stage.run.standingOf(1)).toEqual({ status: 'notAttempted' });
  });
});

it('answers that settle nothing end the run in the end', async () => {
  const stage = new Stage({
    script: (input) => ({ ok: true, outcomes: outcomesOf(input, () => NOT_ATTEMPTED), paces }),
  });
  await stage.pass(600_000);
  expect(stage.asked).toHaveLength(6);
  expect(stage.state).toMatchObject({ name: 'stopped', by: 'error', error: { kind: 'unavailable' } });
  expect(stage.counts.notAttempted).toBe(60);
});
