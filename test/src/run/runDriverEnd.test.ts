import { changesOf, DONE, outcomesOf } from './support/changes';
import { DOWN, History, STORAGE_DOWN } from './support/history';
import { lost, paces, planOf, SLICE_MS, Stage } from './support/stage';

it('tells the end of a run that it may have begun, where the history had trouble', async () => {
  const stage = new Stage({ script: () => ({ ok: false, error: { kind: 'storage' } }) });
  await stage.pass(SLICE_MS);
  stage.run.control('stop');
  await stage.pass(0);
  expect(stage.history.calledFor).toEqual(['startRun', 'endRun']);
});

it('tells of Stop until that is heard, where the run would go on by itself', async () => {
  const down = Array.from({ length: 20 }, () => ({
    ok: false as const,
    error: { kind: 'storage' as const },
  }));
  const stage = new Stage({
    changes: changesOf(600),
    script: (input) => ({
      ...{ ok: true, paces, inBackground: true },
      outcomes: outcomesOf(input, () => DONE),
    }),
    history: new History().next('endRun', ...down).next('controlRun', ...down),
  });
  await stage.pass(SLICE_MS);
  stage.run.control('stop');
  await stage.pass(30 * 60_000);
  expect(stage.history.calledFor.filter((call) => call === 'endRun')).toHaveLength(21);
  expect(stage.run.getSnapshot()).not.toHaveProperty('notClosed');
});

describe('the history', () => {
  it('that may know of a run is told of its end, also where the page never heard that it began', async () => {
    const stage = await Stage.atFirstSlice({ script: lost, changes: changesOf(5) });
    stage.run.control('stop');
    await stage.pass(60_000);
    expect(stage.state).toEqual({ name: 'stopped', by: 'admin' });
    expect(stage.history.calledFor).toEqual(['startRun', 'endRun']);
    expect(stage.history.asked[0]).toEqual({
      call: 'startRun',
      input: { driver: 'd', plan: planOf(5), total: 5 },
    });
  });

  it('is told of the end five times, then the page is', async () => {
    const history = new History().next('endRun', DOWN, new Error('killed'), DOWN, DOWN, DOWN);
    const stage = new Stage({ changes: changesOf(5), history });
    await stage.pass(SLICE_MS);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.run.getSnapshot().notClosed).toEqual(STORAGE_DOWN);
    await stage.pass(600);
    expect(stage.run.getSnapshot().notClosed).toEqual({ kind: 'unavailable', detail: 'killed' });
    await stage.pass(600_000);
    expect(history.calledFor.filter((call) => call === 'endRun')).toHaveLength(5);
    expect(stage.run.getSnapshot().notClosed).toEqual(STORAGE_DOWN);
  });

  it('that hears of the end at the second try leaves nothing to tell', async () => {
    const stage = new Stage({ changes: changesOf(5), history: new History().next('endRun', DOWN) });
    await stage.pass(60_000);
    expect(stage.run.getSnapshot()).not.toHaveProperty('notClosed');
  });
});
