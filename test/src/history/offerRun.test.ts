import { lookAtRun } from '../../../src/background/lookAtRun';
import { forgetBackground } from '../../../src/history/backgroundState';
import { resumeRun } from '../../../src/history/leaseRun';
import { listUnfinishedRuns } from '../../../src/history/readRun';
import { askingOf, makeChanges, startRun } from '../../../src/makeChanges';
import { succeeded } from '../support/app';
import { blockOf, newDriver, newRunOf } from '../support/runs';
import { ADA, BOB, RecordWorld, TEAM } from './support/recordWorld';

/** Which runs the worker is to look at, and what is said of that. */

let world: RecordWorld;
beforeEach(() => {
  world = new RecordWorld();
});

const newRun = () => newRunOf([blockOf(TEAM, world.people)]);
const begin = (run = newRun(), ends = false) =>
  makeChanges({ newRun: run, changes: [[0, ends ? 11 : 1]], ...(ends && { ends }) }, world.tools());
const HOUR = 3_600_000;

describe('where work without a page is possible', () => {
  beforeEach(() => world.setBackground('possible'));

  it('a run that is begun is looked at after 10 s, as its page’s', async () => {
    const start = newRun();
    const { run, inBackground } = succeeded(await startRun(start, world.tools()));
    expect(inBackground).toBe(true);
    expect(world.pushed).toEqual([
      { event: { kind: 'run', runId: run.runId, driver: start.driver }, delayS: 10 },
    ]);
  });

  it('so is one that is begun with its first slice', async () => {
    const start = newRun();
    const { run, inBackground, outcomes } = succeeded(await begin(start));
    expect([inBackground, outcomes?.length]).toEqual([true, 2]);
    expect(world.pushed).toEqual([
      { event: { kind: 'run', runId: run?.runId, driver: start.driver }, delayS: 10 },
    ]);
    const next = succeeded(await world.slice(run ?? { runId: '', driver: '', next: 0 }, [[2, 3]]));
    expect(next).not.toHaveProperty('inBackground');
    expect(world.pushed).toHaveLength(1);
  });

  it('its first slice does not wait for the queue', async () => {
    const tools = world.tools();
    let letGo: (isTaken: boolean) => void = () => undefined;
    tools.queue.push = () => new Promise((resolve) => (letGo = resolve));
    const answer = makeChanges({ newRun: newRun(), changes: [[0, 1]] }, tools);
    while (world.confluence.groups.get(TEAM)?.members.size !== 11) await new Promise(setImmediate);
    letGo(true);
    expect(await answer).toMatchObject({ ok: true, inBackground: true });
  });

  it('one that ends with its first slice is not', async () => {
    expect(succeeded(await begin(newRun(), true))).not.toHaveProperty('inBackground');
    expect(world.pushed).toEqual([]);
  });

  it('one whose beginning is repeated is said to go on again', async () => {
    const start = newRun();
    succeeded(await startRun(start, world.tools()));
    expect(succeeded(await startRun(start, world.tools()))).toMatchObject({ inBackground: true });
  });

  it('so is one that another driver takes, as that driver’s', async () => {
    const { runId } = await world.start();
    world.now += 31_000;
    const driver = newDriver();
    expect(await world.resume(runId, BOB, driver)).toMatchObject({ ok: true, inBackground: true });
    expect(world.pushed.at(-1)).toEqual({ event: { kind: 'run', runId, driver }, delayS: 10 });
  });

  it('so is one that is to go on after a pause, as whose it was; a pause or an end is nothing to look at', async () => {
    const run = await world.start();
    world.pushed.length = 0;
    expect(await world.control(run.runId, 'pause')).not.toHaveProperty('inBackground');
    expect(world.pushed).toEqual([]);
    expect(await world.control(run.runId, 'run', BOB)).toEqual({ ok: true, next: 2, inBackground: true });
    expect(world.pushed).toEqual([
      { event: { kind: 'run', runId: run.runId, driver: run.driver }, delayS: 10 },
    ]);
    expect(await world.control(run.runId, 'stop')).not.toHaveProperty('inBackground');
  });

  it('one that is taken for a part of its changes is not, whatever is wanted of it later: the worker would make the rest', async () => {
    const { runId } = await world.start();
    const { driver } = (await world.load(runId)).header.lease;
    await world.control(runId, 'stop');
    world.now += 31_000;
    succeeded(await world.control(runId, 'stop'));
    world.pushed.length = 0;
    const resume = (isPart?: true) =>
      resumeRun(world.store, { runId, driver, ...(isPart && { isPart }) }, askingOf(world.tools()));
    expect(await resume(true)).not.toHaveProperty('inBackground');
    succeeded(await world.control(runId, 'pause'));
    expect(await world.control(runId, 'run')).not.toHaveProperty('inBackground');
    expect(world.pushed).toEqual([]);
    world.now += 31_000;
    // An event from before its end may come late.
    expect(lookAtRun(await world.load(runId), driver, world.now)).toEqual({ what: 'nothing' });
    expect(await resume()).toMatchObject({ ok: true, inBackground: true });
    world.now += 31_000;
    expect(lookAtRun(await world.load(runId), driver, world.now)).toMatchObject({ what: 'takeUp' });
  });

  it('nor is one that is begun so', async () => {
    const start = { ...newRun(), isPart: true as const };
    const { run, ...begun } = succeeded(await begin(start));
    expect(begun).not.toHaveProperty('inBackground');
    expect(world.pushed).toEqual([]);
    expect((await world.load(run?.runId ?? '')).header.isPart).toBe(true);
    expect(succeeded(await startRun(start, world.tools()))).not.toHaveProperty('inBackground');
  });

  it('nothing is said to go on that the queue did not take, and all the rest is as ever', async () => {
    world.takesEvents = false;
    const { run, ...begun } = succeeded(await begin());
    expect(begun).not.toHaveProperty('inBackground');
    expect(begun.outcomes).toHaveLength(2);
    succeeded(await world.control(run?.runId ?? '', 'pause'));
    expect(await world.control(run?.runId ?? '', 'run')).not.toHaveProperty('inBackground');
    world.now += 6_000;
    expect(await world.resume(run?.runId ?? '', BOB)).not.toHaveProperty('inBackground');
  });
});

describe.each<[string, () => void | Promise<void>]>([
  ['was never tried', () => undefined],
  ['is being tried', () => world.setBackground('trying')],
  ['was not possible', () => world.setBackground('impossible', { reason: 'notInEffect' })],
  ['was tried by a newer version', () => world.store.set('background', { v: 9 })],
  [
    'was possible until the app could not act as its admin',
    async () => {
      world.setBackground('possible');
      await forgetBackground(world.store);
    },
  ],
])('where that %s', (_, arrange) => {
  it('nothing is offered to the worker, and nothing more is asked or stored', async () => {
    const bare = await stepsIn(new RecordWorld());
    await arrange();
    const before = world.store.keys('background');
    expect(await stepsIn(world)).toEqual(bare);
    expect(world.pushed).toEqual([]);
    expect(world.store.keys('background')).toEqual(before);
  });
});

/** What each step of a run asks of the storage and of Confluence, and the keys that it leaves. */
async function stepsIn(one: RecordWorld): Promise<unknown[]> {
  const steps: unknown[] = [];
  const measure = async <T extends { ok: boolean }>(work: () => Promise<T>) => {
    const before = one.confluence.asked.length;
    let answer: T | undefined;
    const requests = await one.countRequests(async () => (answer = await work()));
    expect(answer).not.toHaveProperty('inBackground');
    steps.push([requests, one.confluence.asked.slice(before), answer?.ok]);
    if (!answer) throw new Error('There is no answer.');
    return succeeded(answer);
  };
  const start = newRunOf([blockOf(TEAM, one.people)]);
  const { run } = await measure(() => makeChanges({ newRun: start, changes: [[0, 1]] }, one.tools()));
  await measure(() => startRun(newRunOf([blockOf(TEAM, one.people)]), one.tools()));
  one.now += 31_000;
  await measure(() => one.resume(run?.runId ?? ''));
  steps.push(
    one.store
      .keys('')
      .map((key) => key.split(':')[0])
      .filter((key) => key !== 'background'),
  );
  return steps;
}

describe('each view of a group', () => {
  const listed = async () =>
    succeeded(
      await listUnfinishedRuns(world.store, askingOf(world.tools(ADA)), () => Promise.resolve({ ok: true })),
    ).background;

  it.each([
    ['nothing', () => undefined, { state: 'untried' }],
    ['possible', () => world.setBackground('possible', { at: 0 }), { state: 'possible' }],
    ['trying', () => world.setBackground('trying'), { state: 'trying' }],
    [
      'a trial of long ago',
      () => world.setBackground('trying', { at: world.now - HOUR / 6 }),
      { state: 'untried' },
    ],
    [
      'impossible',
      () => world.setBackground('impossible', { at: world.now - 23 * HOUR, reason: 'permission' }),
      { state: 'impossible', reason: 'permission' },
    ],
    [
      'impossible yesterday',
      () => world.setBackground('impossible', { at: world.now - 24 * HOUR, reason: 'permission' }),
      { state: 'untried' },
    ],
    ['what a newer version wrote', () => world.store.set('background', { v: 9 }), { state: 'untried' }],
  ])('is told of %s, for no request more', async (_, arrange, background) => {
    arrange();
    expect(await listed()).toEqual(background);
    expect(await world.countRequests(listed)).toBe(2);
  });
});
