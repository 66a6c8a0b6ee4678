import type { AppError, SliceAnswer } from '../../../src/contract';
import { RunPace } from '../../../src/run/runPace';
import { Timeline } from '../../support/timeline';
import { PACE } from './support/stage';

const unavailable: AppError = { kind: 'unavailable' };
const OK: SliceAnswer = { ok: true, paces: { remove: PACE } };
const FAILED: SliceAnswer = { ok: false, error: unavailable, paces: { remove: PACE } };
const MISSED: SliceAnswer = { ok: true, missed: [], paces: { remove: PACE } };

/** The pace of a run of removals, whose slices take a second. */
class Paced {
  readonly timeline = new Timeline();
  readonly pace = new RunPace('remove', this.timeline, () => 0);
  #settledCount = 0;

  constructor() {
    this.pace.restartSpeed(0);
  }

  async answer(answer: SliceAnswer, settled: number): Promise<AppError | undefined> {
    await this.timeline.pass(1_000);
    this.#settledCount += settled;
    const { pace } = this;
    const settledCount = this.#settledCount;
    return pace.recordAnswer({ answer, settled, settledCount, actions: ['remove'], tookMs: 1_000 });
  }

  get waitMs(): number {
    return this.pace.until - this.timeline.now();
  }
}

it.each([
  ['an answer', OK],
  ['a failure that passes', FAILED],
  ['what others did meanwhile', MISSED],
])('%s that settles something keeps a run going, however often', async (_, answer) => {
  const run = new Paced();
  for (let n = 0; n < 10; n++) expect(await run.answer(answer, 1)).toBeUndefined();
  expect([run.pace.givesUpRun, run.waitMs]).toEqual([false, 0]);
});

it('six answers in a row that settle nothing end a run, with the error of the last', async () => {
  const run = new Paced();
  for (let n = 1; n < 6; n++) expect(await run.answer(FAILED, 0)).toBeUndefined();
  expect(run.waitMs).toBeGreaterThan(1_000);
  expect(await run.answer(FAILED, 0)).toBe(unavailable);
  expect(run.pace.givesUpRun).toBe(true);
});

it('what others did meanwhile ends no run, and says nothing of how long a slice takes', async () => {
  const run = new Paced();
  const before = run.pace.sliceSize;
  for (let n = 0; n < 6; n++) expect(await run.answer(MISSED, 0)).toBeUndefined();
  expect([run.pace.sliceSize, run.pace.givesUpRun]).toEqual([before, true]);
});

describe('speed', () => {
  it('is measured anew after a wait that was told of', async () => {
    const run = new Paced();
    await run.answer(OK, 50);
    expect(run.pace.perSecond).toBe(50);
    run.pace.recordRefusal({ kind: 'storage' });
    await run.timeline.pass(10_000);
    run.pace.endWait(50);
    expect([run.pace.because, run.pace.perSecond]).toEqual([undefined, undefined]);
    await run.answer(OK, 20);
    expect(run.pace.perSecond).toBe(20);
  });

  it('takes a short wait in', async () => {
    const run = new Paced();
    await run.answer(OK, 50);
    run.pace.endWait(50);
    expect(run.pace.perSecond).toBe(50);
  });
});

it('a history that is ready makes up for what was lost before', () => {
  const run = new Paced();
  for (let n = 0; n < 7; n++) run.pace.recordLoss({ isSlice: false });
  run.pace.recordReady();
  expect(run.waitMs).toBe(0);
  run.pace.recordLoss({ isSlice: false });
  expect([run.pace.givesUpRun, run.pace.givesUpSlice]).toEqual([false, false]);
});

it('a lost slice makes the next one smaller, and any other lost call does not', () => {
  const { pace } = new Paced();
  const before = pace.sliceSize;
  pace.recordLoss({ isSlice: false });
  expect(pace.sliceSize).toBe(before);
  pace.recordLoss({ isSlice: true });
  expect(pace.sliceSize).toBe(Math.floor(before / 2));
});

describe('a refusal of the history', () => {
  it('while an earlier invocation is at work lasts no longer than that', () => {
    const run = new Paced();
    expect(run.pace.recordRefusal({ kind: 'runBusy', retryAfterMs: 200 })).toBeUndefined();
    expect(run.waitMs).toBe(200);
    expect(run.pace.recordRefusal({ kind: 'runBusy' })).toBeUndefined();
    expect(run.waitMs).toBe(1_000);
  });

  it('that passes is asked again, and six of them in a row end the run', () => {
    const run = new Paced();
    const error: AppError = { ...unavailable, retryAfterMs: 60_000 };
    for (let n = 1; n < 6; n++) expect(run.pace.recordRefusal(error)).toBeUndefined();
    expect([run.waitMs, run.pace.because]).toEqual([60_000, error]);
    expect(run.pace.recordRefusal(error)).toBe(error);
  });

  it('that stays ends the run', () => {
    const error: AppError = { kind: 'runTaken' };
    expect(new Paced().pace.recordRefusal(error)).toBe(error);
  });
});

it.each<AppError>([{ kind: 'storage' }, { kind: 'runBusy', retryAfterMs: 3_000 }])(
  'a slice that meets %j is asked for again as it was, however often',
  async (error) => {
    const run = new Paced();
    const before = run.pace.sliceSize;
    for (let n = 0; n < 20; n++) expect(await run.answer({ ok: false, error }, 0)).toBeUndefined();
    expect([run.pace.sliceSize, run.pace.givesUpRun]).toEqual([before, false]);
    expect(run.waitMs).toBeGreaterThan(0);
  },
);

it('an error that stays ends the run at once', async () => {
  const error: AppError = { kind: 'signedOut' };
  expect(await new Paced().answer({ ok: false, error }, 3)).toBe(error);
});

it('the next slice goes on at the paces of the last answer that had some, once they let it', async () => {
  const run = new Paced();
  expect(run.pace.paces).toBeUndefined();
  const paces = { remove: { ...PACE, blockedMs: 7_000 } };
  await run.answer({ ok: true, paces }, 25);
  expect([run.pace.paces, run.waitMs]).toEqual([paces, 7_000]);
  await run.answer({ ok: true }, 25);
  expect([run.pace.paces, run.waitMs]).toEqual([paces, 0]);
});

it('the next slice is as large as fits its time at the speed of the last', async () => {
  const run = new Paced();
  await run.answer({ ok: true, paces: { remove: { ...PACE, latencyMs: 0 } } }, 25);
  // 25 in a second are 40 in 1.6 s.
  expect(run.pace.sliceSize).toBe(40);
});

it('begins anew where the admin retries', async () => {
  const run = new Paced();
  for (let n = 0; n < 6; n++) await run.answer(FAILED, 0);
  run.pace.reset(0);
  expect(run.pace.givesUpRun).toBe(false);
  expect(await run.answer(FAILED, 0)).toBeUndefined();
});
