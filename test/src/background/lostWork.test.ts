import { expectLeft, expectMade } from './support/expectations';
import { WorkerStage } from './support/workerStage';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const throwers = ({ invocations }: WorkerStage) =>
  invocations.flatMap(({ threw }) => (threw instanceof Error ? [threw.name] : []));

describe('a worker that is killed', () => {
  it.each([
    ['before it has the run', /^log:.*:000001$/],
    ['once it has the run', /^run:/],
    ['before its first slice', /^log:.*:000002$/],
    ['before what became of it is written', /^state:/],
  ])('%s is followed by another', async (_, pattern) => {
    const stage = await WorkerStage.begun(300);
    stage.killAt(pattern);
    await stage.pass(5 * MINUTE_MS);
    await expectMade(stage, 300);
    expect(stage.invocations.filter(({ life }) => life.isOver)).toHaveLength(1);
    expect(Math.max(...stage.removedTimes)).toBeLessThanOrEqual(2);
  });

  it.each([200, 1_000, 2_000, 3_500, 5_000])(
    '%s ms after it began is followed by another',
    async (afterMs) => {
      const stage = await WorkerStage.begun(300);
      while (stage.site.asked === 0) await stage.pass(10);
      stage.timeline.plan(afterMs, () => {
        for (const { life } of stage.invocations) life.isOver = true;
      });
      await stage.pass(5 * MINUTE_MS);
      await expectMade(stage, 300);
      expect(Math.max(...stage.removedTimes)).toBeLessThanOrEqual(2);
    },
  );

  it('again and again gets there', async () => {
    const stage = await WorkerStage.begun(300);
    stage.killAt(/^state:/, 5);
    await stage.pass(20 * MINUTE_MS);
    await expectMade(stage, 300);
  });
});

describe('an event', () => {
  it('that comes twice at once makes one worker', async () => {
    const stage = await WorkerStage.begun(300);
    await stage.pass(20_000 - 5_000);
    await stage.deliver(stage.event, stage.event);
    await stage.pass(MINUTE_MS);
    await expectMade(stage, 300);
    expect(stage.removedTimes).toEqual(Array(300).fill(1));
    expect((await stage.loaded()).header.drivers).toEqual(['admin', 'admin']);
  });

  it('that comes hours later is heeded', async () => {
    const stage = await WorkerStage.begun(300);
    stage.brings = () => false;
    await stage.pass(5 * HOUR_MS);
    await expectLeft(stage);
    stage.brings = () => true;
    await stage.deliver(stage.event);
    await expectMade(stage, 300);
  });

  it('that never comes leaves the run to a page', async () => {
    const stage = await WorkerStage.begun(300);
    stage.brings = () => false;
    await stage.pass(5 * HOUR_MS);
    await expectLeft(stage);
    expect(stage.invocations).toHaveLength(0);
  });

  it('of who does not have the run any more, or of a run that is not there, says nothing', async () => {
    const stage = await WorkerStage.begun(300);
    stage.brings = () => false;
    await stage.pass(MINUTE_MS);
    await stage.deliver({ ...stage.event, driver: 'other' } as typeof stage.event);
    const runId = '8227540399999-0123456789abcdef';
    await stage.deliver({ kind: 'run', runId, driver: 'd' });
    await expectLeft(stage);
    expect(stage.site.asked).toBe(0);
    expect(throwers(stage)).toEqual([]);
  });

  it('of a run that a newer version wrote says nothing', async () => {
    const stage = await WorkerStage.begun(300);
    stage.storage.plant(`run:${stage.ticket.runId}`, { v: 99 });
    await stage.pass(HOUR_MS);
    expect([stage.site.asked, throwers(stage)]).toEqual([0, []]);
  });

  it('that the storage keeps from being handled comes again', async () => {
    const stage = await WorkerStage.begun(300);
    const from = stage.timeline.now();
    stage.storage.outage = { from, until: from + 10 * MINUTE_MS };
    await stage.pass(15 * MINUTE_MS);
    expect(new Set(throwers(stage))).toEqual(new Set(['StorageError']));
    await expectMade(stage, 300);
  });

  it('of a trial is answered', async () => {
    const stage = await WorkerStage.begun(300);
    const trial = { v: 1, trialId: 't2', actorId: 'other-admin', at: stage.timeline.now(), state: 'trying' };
    stage.storage.plant('background', trial);
    await stage.deliver({ kind: 'trial', trialId: 't2' });
    const stored = await stage.timeline.until(stage.storage.getMany(['background']));
    expect(stored.get('background')).toMatchObject({ state: 'possible' });
  });
});

describe('a queue that refuses', () => {
  it('the events of a worker: nobody is touched before it takes them', async () => {
    const stage = await WorkerStage.begun(300);
    stage.refuses = () => true;
    await stage.pass(10 * MINUTE_MS);
    expect(new Set(throwers(stage))).toEqual(new Set(['QueueRefused']));
    await expectLeft(stage);
    stage.refuses = () => false;
    await stage.pass(5 * MINUTE_MS);
    await expectMade(stage, 300);
  });

  it('the hand-over: the event from before goes on with it', async () => {
    const stage = await WorkerStage.begun(3_000);
    stage.invocationMs = 70_000;
    const pushes = () => stage.pushed.length;
    const before = pushes();
    stage.refuses = ({ kind }) => kind === 'run' && pushes() > before + 4;
    await stage.pass(58_000);
    stage.refuses = () => false;
    await stage.pass(10 * MINUTE_MS);
    await expectMade(stage, 3_000);
  });
});
