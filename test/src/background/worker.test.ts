import type { NotContinuedReason } from '../../../src/contract';
import { expectLeft, expectMade } from './support/expectations';
import { WorkerStage } from './support/workerStage';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('a run whose page is gone', () => {
  it('is taken up, and ends; each change is asked for once, as the admin who began it', async () => {
    const stage = await WorkerStage.begun(300);
    const tookS = await stage.passUntilEnd();
    await expectMade(stage, 300);
    expect(stage.removedTimes).toEqual(Array(300).fill(1));
    expect(stage.site.removals.every(({ by }) => by === 'admin')).toBe(true);
    const { run, changes } = await stage.detail();
    expect(run.inBackground).toBe(290);
    expect(changes.filter(({ inBackground }) => inBackground)).toHaveLength(290);
    expect(tookS).toBeLessThan(25);
  });

  it('is left alone while the page has it', async () => {
    const stage = await WorkerStage.begun(100);
    for (let from = 10; from < 60; from += 10) {
      await stage.pass(4_000);
      await stage.makeSlice(Array.from({ length: 10 }, (_, n) => from + n));
    }
    expect(stage.site.asked).toBe(0);
    expect(stage.invocations.length).toBeGreaterThan(1);
    await stage.passUntilEnd();
    await expectMade(stage, 100);
    expect(stage.removedTimes).toEqual(Array(100).fill(1));
  });

  it('that comes back is told that the worker has it', async () => {
    const stage = await WorkerStage.begun(2_000);
    await stage.pass(20_000);
    await expect(stage.makeSlice([500])).rejects.toThrow(/runTaken.*isWorker/);
  });

  it('that comes back before it is taken keeps it', async () => {
    const stage = await WorkerStage.begun(50);
    stage.brings = () => false;
    await stage.pass(HOUR_MS);
    await stage.makeSlice([10]);
    await stage.deliver(stage.event);
    await stage.makeSlice([11]);
    expect(stage.site.asked).toBe(0);
  });
});

type Arrange = (stage: WorkerStage) => void;

describe('an admin for whom the app cannot act', () => {
  it.each<[NotContinuedReason, Arrange, boolean]>([
    ['actorUnavailable', (stage) => void (stage.site.impersonation = 'off'), false],
    ['notInEffect', (stage) => void (stage.site.impersonation = 'ineffective'), false],
    ['permission', (stage) => void stage.site.administrators.delete('admin'), true],
  ])('%s: the run is left with that, and nobody is touched', async (reason, arrange, isPossible) => {
    const stage = await WorkerStage.begun(300);
    arrange(stage);
    await stage.pass(HOUR_MS);
    await expectLeft(stage);
    expect(await stage.givenUp()).toEqual({ reason, isPossible });
    const { length } = stage.invocations;
    // Whatever comes late says nothing any more.
    await stage.deliver(stage.event);
    await stage.pass(HOUR_MS);
    expect(stage.invocations).toHaveLength(length + 1);
    expect(stage.site.asked).toBe(1);
  });

  it.each<[NotContinuedReason, Arrange]>([
    ['actorUnavailable', (stage) => void (stage.site.impersonation = 'off')],
    ['permission', (stage) => void stage.site.administrators.delete('admin')],
  ])('%s in the middle: the rest is left', async (reason, arrange) => {
    const stage = await WorkerStage.begun(3_000);
    await stage.pass(30_000);
    arrange(stage);
    await stage.pass(HOUR_MS);
    const { run } = await stage.detail();
    expect(run.endedAt).toBeUndefined();
    expect(run.counts.done).toBeGreaterThan(100);
    expect(run.counts.notAttempted).toBeGreaterThan(1_000);
    expect(run.counts.done + run.counts.notAttempted + run.counts.failed).toBe(3_000);
    // What Forge refuses to ask for is left to who goes on; Confluence's refusals are outcomes.
    const refused = reason === 'permission' ? 100 : 0;
    expect(run.counts.failed).toBeLessThanOrEqual(refused);
    expect((await stage.givenUp()).reason).toBe(reason);
    expect(stage.site.members.has('bystander')).toBe(true);
  });

  it('is asked about each minute: the worker lets go where Confluence takes it for another administrator', async () => {
    const stage = await WorkerStage.begun(8_000);
    await stage.pass(30_000);
    stage.site.impersonation = 'asOther';
    const since = stage.timeline.now();
    await stage.pass(HOUR_MS);
    const last = Math.max(...stage.site.removals.map(({ at }) => at));
    expect(last - since).toBeLessThan(65_000);
    expect((await stage.detail()).run.counts.notAttempted).toBeGreaterThan(1_000);
    expect((await stage.givenUp()).reason).toBe('actorUnavailable');
  });

  it('has the page that comes back know that the run does not go on without it', async () => {
    const stage = await WorkerStage.begun(300);
    stage.site.impersonation = 'off';
    await stage.pass(HOUR_MS);
    expect(await stage.askSlice([10])).toMatchObject({
      ok: true,
      missed: [],
      notContinued: 'actorUnavailable',
    });
  });

  it('is asked about again for an hour where Confluence does not answer, then the run is left', async () => {
    const stage = await WorkerStage.begun(300);
    stage.site.impersonation = 'unanswered';
    await stage.pass(50 * MINUTE_MS);
    expect(await stage.givenUp()).toEqual({ reason: undefined, isPossible: true });
    expect(stage.site.asked).toBeLessThan(60);
    await stage.pass(HOUR_MS);
    expect(await stage.givenUp()).toEqual({ reason: 'unavailable', isPossible: true });
    await expectLeft(stage);
  });

  it('who answers again within the hour has the run gone on with', async () => {
    const stage = await WorkerStage.begun(300);
    stage.site.impersonation = 'unanswered';
    await stage.pass(30 * MINUTE_MS);
    stage.site.impersonation = 'on';
    await stage.pass(5 * MINUTE_MS);
    await expectMade(stage, 300);
  });
});

describe('an admin', () => {
  const removed = (stage: WorkerStage) => stage.site.removals.length;

  it('pauses it while the worker drives: no slice begins after, until it is resumed', async () => {
    const stage = await WorkerStage.begun(2_000);
    await stage.pass(25_000);
    expect(await stage.control('pause')).toMatchObject({ ok: true });
    await stage.pass(10_000);
    const paused = removed(stage);
    await stage.pass(HOUR_MS);
    expect(removed(stage)).toBe(paused);
    expect((await stage.detail()).run.endedAt).toBeUndefined();
    const { length } = stage.invocations;
    expect(await stage.control('run')).toMatchObject({ ok: true, inBackground: true });
    await stage.pass(5 * MINUTE_MS);
    await expectMade(stage, 2_000);
    expect(stage.removedTimes).toEqual(Array(2_000).fill(1));
    expect(stage.invocations.length).toBeGreaterThan(length);
  });

  it('stops it while the worker drives', async () => {
    const stage = await WorkerStage.begun(2_000);
    await stage.pass(25_000);
    expect(await stage.control('stop')).toMatchObject({ ok: true });
    await stage.pass(10_000);
    const { run } = await stage.detail();
    expect(run.endedAt).toBeDefined();
    expect(run.counts.done).toBe(removed(stage));
    expect(run.counts.notAttempted).toBe(2_000 - removed(stage));
    await stage.pass(HOUR_MS);
    expect(removed(stage)).toBe(run.counts.done);
  });

  it('stops it beside a slice of a worker that is killed then: it ends at the next look', async () => {
    const stage = await WorkerStage.begun(2_000);
    await stage.pass(25_000);
    await stage.control('stop');
    for (const { life } of stage.invocations) life.isOver = true;
    await stage.pass(5 * MINUTE_MS);
    const { run } = await stage.detail();
    expect(run.endedAt).toBeDefined();
    expect(run.counts.notAttempted).toBeGreaterThan(1_000);
  });

  it('is heard by a page that waits: what another page says', async () => {
    const stage = await WorkerStage.begun(300);
    expect(await stage.keep()).toMatchObject({ ok: true, wish: 'run' });
    await stage.control('pause');
    expect(await stage.keep()).toMatchObject({ ok: true, wish: 'pause' });
    await stage.control('run');
    expect(await stage.keep()).toMatchObject({ ok: true, wish: 'run' });
    await stage.control('stop');
    expect(await stage.keep()).toMatchObject({ ok: false, error: { kind: 'runTaken' } });
  });

  it('pauses it before the worker takes it up: it is left', async () => {
    const stage = await WorkerStage.begun(300);
    await stage.control('pause');
    await stage.pass(HOUR_MS);
    await expectLeft(stage);
    expect(stage.site.asked).toBe(0);
  });
});

describe('a wait', () => {
  it('of an hour is one of the queue, and the run is the worker’s meanwhile', async () => {
    const stage = await WorkerStage.begun(300);
    const until = stage.timeline.now() + HOUR_MS;
    stage.site.answerToRemoval = () => {
      const leftS = Math.ceil((until - stage.timeline.now()) / 1_000);
      const headers = {
        'ratelimit-reason': 'confluence-quota-global-based',
        'retry-after': String(leftS),
      };
      return leftS > 0 ? { status: 429, headers } : undefined;
    };
    await stage.pass(MINUTE_MS);
    const { header } = await stage.loaded();
    expect(header.lease).toMatchObject({ worker: true });
    expect(header.lease.waitsUntil).toBeGreaterThanOrEqual(until);
    expect(header.lease.until).toBe((header.lease.waitsUntil ?? 0) + 120_000);
    const tookS = await stage.passUntilEnd();
    await expectMade(stage, 300);
    expect(tookS).toBeLessThan(3_700);
    const awakeMs = stage.invocations.reduce((sum, { at, endedAt = at }) => sum + endedAt - at, 0);
    expect(awakeMs).toBeLessThan(60_000);
    expect(stage.pushed.every(({ delayS }) => delayS >= 0 && delayS <= 900)).toBe(true);
    expect(stage.site.removals.filter(({ at }) => at > until - HOUR_MS && at < until)).toHaveLength(1);
  });

  it('of an hour, again and again, with nothing made between, is given up', async () => {
    const stage = await WorkerStage.begun(300);
    stage.site.answerToRemoval = () => ({
      ...{ status: 429, headers: { 'ratelimit-reason': 'confluence-quota-global-based' } },
    });
    await stage.pass(5 * HOUR_MS);
    expect((await stage.givenUp()).reason).toBeUndefined();
    await stage.pass(2 * HOUR_MS);
    expect(await stage.givenUp()).toEqual({ reason: 'unavailable', isPossible: true });
  });

  it('that never ends is given up, and nothing is claimed', async () => {
    const stage = await WorkerStage.begun(300);
    stage.site.answerToRemoval = () => ({
      ...{ status: 429, headers: { 'ratelimit-reason': 'confluence-burst-based', 'retry-after': '1' } },
    });
    await stage.pass(30 * MINUTE_MS);
    expect((await stage.givenUp()).reason).toBeUndefined();
    await stage.pass(HOUR_MS);
    const { run } = await stage.detail();
    expect(run.endedAt).toBeUndefined();
    expect(run.counts).toMatchObject({ done: 10, unchanged: 0, unconfirmed: 0 });
    expect(await stage.givenUp()).toEqual({ reason: 'unavailable', isPossible: true });
  });
});

describe('the end of an invocation', () => {
  it('hands the run over at once', async () => {
    const stage = await WorkerStage.begun(4_000);
    stage.invocationMs = 70_000;
    const tookS = await stage.passUntilEnd();
    await expectMade(stage, 4_000);
    expect(stage.removedTimes).toEqual(Array(4_000).fill(1));
    const workers = stage.invocations.filter(({ at, endedAt = at }) => endedAt - at > 10_000);
    expect(workers.length).toBeGreaterThanOrEqual(2);
    expect(Math.max(...workers.map(({ at, endedAt = at }) => endedAt - at))).toBeLessThan(70_000);
    expect(tookS).toBeLessThan(4_000 / 50 + 30);
  });
});
