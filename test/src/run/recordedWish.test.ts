import type { AppError, MakeChangesInput, RunEvent, SliceAnswer } from '../../../src/contract';
import { changesOf, DONE, outcomesOf } from './support/changes';
import { History, TICKET } from './support/history';
import { allDone, paces, SLICE_MS, Stage, type Script } from './support/stage';

const down: { ok: false; error: AppError } = { ok: false, error: { kind: 'storage' } };
const nextOf = (input: MakeChangesInput) => ('run' in input ? input.run.next : 0);

/** The record grows with each slice, and the queue has taken the run with the first. */
const goingOn: Script = (input) => ({
  ...{ ok: true, paces, outcomes: outcomesOf(input, () => DONE) },
  run: { ...TICKET, next: nextOf(input) + 1 },
  ...('newRun' in input && { inBackground: true }),
});

/** A run whose first slice is over, so that it goes on without its page. */
async function atSecondSlice(history = new History(), script = goingOn): Promise<Stage> {
  const stage = new Stage({ history, script, changes: changesOf(300) });
  await stage.pass(SLICE_MS);
  return stage;
}

const wishes = ({ history }: Stage) =>
  history.asked.flatMap(({ call, input }) => (call === 'controlRun' ? [input.wish] : []));

describe('whether it goes on without its page', () => {
  it('is said by the slice that begins it, and not taken back by others', async () => {
    const stage = await Stage.atFirstSlice({ script: goingOn });
    expect(stage.run.getSnapshot()).not.toHaveProperty('goesOn');
    await stage.pass(SLICE_MS);
    expect(stage.run.getSnapshot().goesOn).toBe(true);
    await stage.pass(SLICE_MS * 10);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.run.getSnapshot()).not.toHaveProperty('goesOn');
  });

  it('is said again where a lost beginning is repeated', async () => {
    const stage = new Stage({
      script: (input, n) => (n === 0 ? down : goingOn(input, n)),
    });
    await stage.pass(SLICE_MS + 100);
    expect(stage.run.getSnapshot()).not.toHaveProperty('goesOn');
    await stage.pass(SLICE_MS * 2);
    expect(stage.run.getSnapshot().goesOn).toBe(true);
  });

  it.each([
    ['registered in several calls', { inBackground: true } as const, true],
    ['registered where the queue refuses', {}, undefined],
  ])('is said where a run is %s', async (_, answer, goesOn) => {
    const history = new History().next('startRun', { ok: true, ...answer });
    const changes = Array.from({ length: 5_001 }, (__, n) => ({
      ...{ groupId: 'g', accountId: `p${n}`, action: 'remove' as const },
    }));
    const stage = new Stage({ history, changes });
    await stage.pass(SLICE_MS);
    expect(stage.run.getSnapshot().goesOn).toBe(goesOn);
  });

  it('is taken back where the worker gave it up while the page was away', async () => {
    const stage = await atSecondSlice(new History(), (input, n) =>
      n === 1
        ? { ok: true, missed: [], notContinued: 'permission', run: { ...TICKET, next: 2 } }
        : goingOn(input, n),
    );
    expect(stage.run.getSnapshot().goesOn).toBe(true);
    await stage.pass(SLICE_MS * 2);
    expect(stage.state).toEqual({ name: 'running' });
    expect(stage.run.getSnapshot()).not.toHaveProperty('goesOn');
  });

  it('is said where a retry opens the run again', async () => {
    const history = new History().next('resumeRun', { ok: true, inBackground: true });
    const refused: Script = (input) => ({
      ...{ ok: true, paces },
      outcomes: outcomesOf(input, () => ({ status: 'failed', error: { kind: 'invalid' } })),
    });
    const stage = new Stage({ history, script: refused });
    await stage.pass(60_000);
    stage.run.retry([0]);
    await stage.pass(0);
    expect(stage.run.getSnapshot().goesOn).toBe(true);
  });
});

describe('Pause', () => {
  it('of a run that ends with its page is not recorded', async () => {
    const stage = new Stage();
    stage.run.control('pause');
    await stage.pass(60_000);
    stage.run.control('run');
    await stage.pass(60_000);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.history.calledFor).not.toContain('controlRun');
  });

  it('is recorded at once, beside the slice under way, for the page may be closed', async () => {
    const stage = await atSecondSlice();
    stage.run.control('pause');
    expect(stage.state).toEqual({ name: 'pausing' });
    await stage.pass(0);
    expect(stage.history.asked.at(-1)).toEqual({
      ...{ call: 'controlRun', input: { runId: 'r', wish: 'pause' } },
    });
    expect(stage.state).toEqual({ name: 'pausing' });
    await stage.pass(SLICE_MS);
    expect(stage.state).toEqual({ name: 'paused' });
    expect(stage.run.getSnapshot()).not.toHaveProperty('goesOn');
    await stage.pass(600_000);
    expect(wishes(stage)).toEqual(['pause']);
    expect(stage.asked).toHaveLength(2);
  });

  it('is pausing until it is recorded, and that is tried with each renewal of the lease', async () => {
    const history = new History().next('controlRun', down, new Error('killed'), down);
    const stage = await atSecondSlice(history);
    stage.run.control('pause');
    await stage.pass(SLICE_MS + 39_000);
    expect(stage.state).toEqual({ name: 'pausing' });
    expect(stage.run.getSnapshot().goesOn).toBe(true);
    await stage.pass(2_000);
    expect(stage.state).toEqual({ name: 'paused' });
    expect(wishes(stage)).toEqual(['pause', 'pause', 'pause', 'pause']);
    expect(history.calledFor.filter((call) => call === 'keepRun')).toHaveLength(3);
  });

  it('while Confluence wants no requests is recorded at once', async () => {
    const quota: AppError = { kind: 'rateLimited', limit: 'quota', retryAfterMs: 600_000 };
    const stage = await atSecondSlice(new History(), (input, n) =>
      n === 1 ? { ok: false, error: quota } : goingOn(input, n),
    );
    await stage.pass(SLICE_MS + 5_000);
    expect(stage.state).toMatchObject({ name: 'pausedByLimit' });
    stage.run.control('pause');
    expect(stage.state).toEqual({ name: 'pausing' });
    await stage.pass(0);
    expect(stage.state).toEqual({ name: 'paused' });
    stage.run.control('run');
    await stage.pass(0);
    expect(wishes(stage)).toEqual(['pause', 'run']);
  });
});

describe('Resume', () => {
  it('is recorded before the next slice, and says whether it goes on without the page', async () => {
    const history = new History().next(
      'controlRun',
      { ok: true, next: 2 },
      { ok: true, next: 4, inBackground: true },
    );
    const stage = await atSecondSlice(history);
    await stage.pass(SLICE_MS / 2);
    stage.run.control('pause');
    await stage.pass(SLICE_MS);
    expect(stage.run.getSnapshot()).not.toHaveProperty('goesOn');
    stage.run.control('run');
    await stage.pass(0);
    expect(wishes(stage)).toEqual(['pause', 'run']);
    expect(stage.run.getSnapshot().goesOn).toBe(true);
    expect(stage.asked).toHaveLength(3);
  });

  it('goes on with the number after it, or with that of before where the log has more', async () => {
    const history = new History().next('controlRun', { ok: true, next: 3 }, { ok: true, next: 7 });
    const stage = await atSecondSlice(history);
    await stage.pass(SLICE_MS / 2);
    stage.run.control('pause');
    await stage.pass(0);
    await stage.pass(SLICE_MS);
    stage.run.control('run');
    await stage.pass(0);
    // The slice's own answer has 2; the pause came after it, and the resume after what is not known.
    expect(nextOf(stage.asked[2] ?? { newRun: startOf(), changes: [] })).toBe(2);
  });

  it('waits until it can be recorded', async () => {
    const history = new History().next('controlRun', { ok: true, next: 3 }, down, new Error('killed'));
    const stage = await atSecondSlice(history);
    stage.run.control('pause');
    await stage.pass(SLICE_MS);
    stage.run.control('run');
    await stage.pass(0);
    expect(stage.asked).toHaveLength(2);
    await stage.pass(60_000);
    expect(wishes(stage)).toEqual(['pause', 'run', 'run', 'run']);
    expect(stage.state).toEqual({ name: 'done' });
  });

  it('pressed before Pause was recorded is recorded after it', async () => {
    const history = new History();
    const stage = await atSecondSlice(history);
    stage.run.control('pause');
    stage.run.control('run');
    await stage.pass(SLICE_MS);
    expect(wishes(stage)).toEqual(['pause', 'run']);
    await stage.pass(SLICE_MS * 10);
    expect(stage.state).toEqual({ name: 'done' });
  });
});

describe('Stop', () => {
  it('is recorded beside the slice under way, and the end is told once that is answered', async () => {
    const stage = await atSecondSlice();
    stage.run.control('stop');
    await stage.pass(0);
    expect(wishes(stage)).toEqual(['stop']);
    expect(stage.state).toEqual({ name: 'stopping' });
    await stage.pass(SLICE_MS);
    expect(stage.history.calledFor).toEqual(['controlRun', 'endRun']);
    expect(stage.state).toEqual({ name: 'stopped', by: 'admin' });
  });

  it('of a run that ends with its page is told as its end only', async () => {
    const stage = new Stage();
    await stage.pass(0);
    stage.run.control('stop');
    await stage.pass(SLICE_MS);
    expect(stage.history.calledFor).toEqual(['endRun']);
  });
});

describe('what an admin wants elsewhere', () => {
  const missing =
    (wish: SliceAnswer['wish'], missed: RunEvent[] = []): Script =>
    (input, n) =>
      n === 1
        ? { ok: true, missed, ...(wish && { wish }), run: { ...TICKET, next: nextOf(input) + 1 } }
        : goingOn(input, n);

  it('pauses it here, and Resume here is recorded', async () => {
    const stage = await atSecondSlice(new History(), missing('pause'));
    await stage.pass(SLICE_MS);
    expect(stage.state).toEqual({ name: 'paused' });
    await stage.pass(600_000);
    expect(stage.asked).toHaveLength(2);
    stage.run.control('run');
    await stage.pass(SLICE_MS * 10);
    expect(wishes(stage)).toEqual(['run']);
    expect(stage.state).toEqual({ name: 'done' });
  });

  it('ends it here', async () => {
    const stage = await atSecondSlice(new History(), missing('stop'));
    await stage.pass(SLICE_MS);
    expect(stage.state).toEqual({ name: 'stopped', by: 'admin' });
    expect(stage.history.calledFor).toEqual(['endRun']);
    expect(stage.counts).toMatchObject({ done: 25, notAttempted: 275 });
  });

  it.each(['run', undefined] as const)('lets it go on here: %s', async (wish) => {
    const stage = await atSecondSlice(new History(), missing(wish));
    await stage.pass(SLICE_MS * 10);
    expect(stage.state).toEqual({ name: 'done' });
  });

  it('does not undo what was pressed here since', async () => {
    const stage = await atSecondSlice(new History(), missing('pause'));
    stage.run.control('pause');
    stage.run.control('run');
    await stage.pass(SLICE_MS * 10);
    expect(stage.state).toEqual({ name: 'done' });
    expect(wishes(stage)).toEqual(['pause', 'run']);
  });

  it('is heard while it waits: Pause, and Resume of a pause that the history has', async () => {
    const quota: AppError = { kind: 'rateLimited', limit: 'quota', retryAfterMs: 600_000 };
    const history = new History().next('keepRun', { ok: true }, { ok: true, wish: 'pause' });
    const stage = await atSecondSlice(history, (input, n) =>
      n === 1 ? { ok: false, error: quota } : goingOn(input, n),
    );
    await stage.pass(SLICE_MS + 10_000);
    expect(stage.state).toMatchObject({ name: 'pausedByLimit' });
    await stage.pass(15_000);
    expect(stage.state).toEqual({ name: 'paused' });
    history.next('keepRun', { ok: true, wish: 'pause' }, { ok: true, wish: 'run' });
    await stage.pass(60_000);
    expect(stage.state).toMatchObject({ name: 'pausedByLimit' });
    await stage.pass(600_000);
    expect(stage.state).toEqual({ name: 'done' });
    expect(wishes(stage)).toEqual([]);
  });

  it('does not resume what was paused here alone', async () => {
    const history = new History().next('keepRun', { ok: true, wish: 'run' });
    const stage = await Stage.atFirstSlice({ history, script: allDone });
    stage.run.control('pause');
    await stage.pass(60_000);
    expect(stage.state).toEqual({ name: 'paused' });
  });
});

function startOf() {
  return { driver: 'd', plan: { blocks: [] }, total: 1 };
}
