import type { Change } from '../../../src/contract';
import { RunDriver } from '../../../src/run/runDriver';
import type { ChangeStanding, EndState, RunState } from '../../../src/run/runSnapshot';
import { activeRun, type ActiveRun, type WantedRun } from '../../../static/admin-panel/src/run/activeRun';
import { PageRun } from '../../../static/admin-panel/src/run/pageRun';
import type { RunClient } from '../../../static/admin-panel/src/run/runClient';
import { DONE, outcomesOf } from '../../src/run/support/changes';
import { History, TICKET } from '../../src/run/support/history';
import { Timeline } from '../../support/timeline';
import { StillClient } from './support/stillClient';

const person = { accountId: 'a', isUnknown: true as const };
const group = { id: 'g', name: 'Group' };
const removal: Change = { groupId: 'g', accountId: 'a', action: 'remove' };
const wanted: WantedRun = { changes: [removal], groups: [group], people: new Map([['a', person]]) };
const reload = 'Failed to fetch dynamically imported module';

/** A run of one change, which is done after a second. */
function active(clock = new Timeline()): ActiveRun {
  const client = RunDriver.start({
    ...{ changes: wanted.changes, driver: 'd', clock, random: () => 0 },
    calls: {
      ...new History().calls,
      makeChanges: async (input) => {
        await clock.sleep(1_000);
        return { ok: true, run: TICKET, outcomes: outcomesOf(input, () => DONE) };
      },
    },
  });
  const about = {
    groups: [group],
    people: [person],
    isUndo: false,
    startedAt: 0,
  };
  return activeRun(client, about);
}

/** Makes a run when the test says so. */
function later() {
  let settle: { make: (run: ActiveRun) => void; fail: (error: Error) => void } | undefined;
  const made = new Promise<ActiveRun>((make, fail) => (settle = { make, fail }));
  return {
    make: vi.fn(() => made),
    come: (run: ActiveRun) => settle?.make(run),
    fail: () => settle?.fail(new Error(reload)),
  };
}

it('has one run, however often one is wanted while it begins', async () => {
  const page = new PageRun();
  const [first, second] = [later(), later()];
  const begun = page.begin(wanted, first.make);
  expect(page.getSnapshot()).toMatchObject({ isBeginning: true, active: undefined });
  expect(await page.begin(wanted, second.make)).toBe(false);
  await expect(page.goOn('q', undefined, second.make)).rejects.toThrow('being made');
  const run = active();
  first.come(run);
  expect(await begun).toBe(true);
  expect(page.getSnapshot()).toEqual({ isBeginning: false, active: run, notBegun: undefined });
  expect(await page.begin(wanted, second.make)).toBe(false);
  expect(second.make).not.toHaveBeenCalled();
  expect(page.getSnapshot().active).toBe(run);
});

it('may have another once the first has ended', async () => {
  const page = new PageRun();
  const clock = new Timeline();
  await page.begin(wanted, () => Promise.resolve(active(clock)));
  await clock.pass(1_000);
  const next = active();
  expect(await page.begin(wanted, () => Promise.resolve(next))).toBe(true);
  expect(page.getSnapshot().active).toBe(next);
});

it('says which run did not begin, and may try again', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const page = new PageRun();
  const [lost, fine] = [later(), later()];
  const begun = page.begin(wanted, lost.make);
  lost.fail();
  expect(await begun).toBe(false);
  expect(page.getSnapshot()).toEqual({ isBeginning: false, active: undefined, notBegun: wanted });
  const again = page.begin(wanted, fine.make);
  expect(page.getSnapshot().notBegun).toBeUndefined();
  fine.come(active());
  expect(await again).toBe(true);
});

it('hands on why a run could not be taken up, and is free again', async () => {
  const page = new PageRun();
  const lost = later();
  const taken = page.goOn('r', undefined, lost.make);
  lost.fail();
  await expect(taken).rejects.toThrow(reload);
  expect(page.getSnapshot()).toEqual({ isBeginning: false, active: undefined, notBegun: undefined });
});

describe('a run that is gone on with', () => {
  const changes = ['a', 'b', 'c', 'd'].map((accountId): Change => ({
    groupId: 'g',
    accountId,
    action: 'remove',
  }));
  const STANDINGS: ChangeStanding[] = [
    { status: 'done' },
    { status: 'failed', error: { kind: 'invalid' } },
    { status: 'notAttempted' },
    { status: 'unconfirmed', error: { kind: 'unconfirmed' } },
  ];
  /** The page's own run, as the one of the history with the id `r`. */
  async function pageWithOwn(end?: EndState) {
    const client = new StillClient(changes, STANDINGS, end);
    const page = new PageRun();
    const own = activeRun(client, {
      groups: [group],
      people: [],
      isUndo: false,
      startedAt: 0,
    });
    await page.begin(wanted, () => Promise.resolve(own));
    return { page, own, retried: client.retried };
  }

  it('is the page’s own, where that has ended: what is named, or all that is left', async () => {
    const { page, own, retried } = await pageWithOwn();
    const takeUp = later();
    await page.goOn('r', [1, 2], takeUp.make);
    await page.goOn('r', undefined, takeUp.make);
    expect(retried).toEqual([
      [1, 2],
      [2, 3],
    ]);
    expect(takeUp.make).not.toHaveBeenCalled();
    expect(page.getSnapshot().active).toBe(own);
  });

  it('is taken up where it is another, or another page has had it meanwhile', async () => {
    const { page, retried } = await pageWithOwn();
    const other = active();
    await page.goOn('q', [1], () => Promise.resolve(other));
    expect(page.getSnapshot().active).toBe(other);
    const taken = await pageWithOwn({ name: 'stopped', by: 'error', error: { kind: 'runTaken' } });
    await taken.page.goOn('r', [1], () => Promise.resolve(other));
    expect(taken.page.getSnapshot().active).toBe(other);
    expect(retried).toEqual([]);
    expect(taken.retried).toEqual([]);
  });
});

describe('a run that the worker drives', () => {
  const followed = (state: RunState): ActiveRun => {
    const { runId, changes, subscribe, getSnapshot, standingOf, ...rest } = new StillClient(
      [removal],
      [{ status: 'notAttempted' }],
      state,
    );
    const client: RunClient = {
      ...{ runId, changes, subscribe, getSnapshot, standingOf, background: { changes: 0, actorId: 'me' } },
      ...{ openChanges: rest.openChanges, control: rest.control },
      ...{ setOnline: rest.setOnline, apply: rest.apply },
    };
    return activeRun(client, { groups: [group], people: [], isUndo: false, startedAt: 0 });
  };

  it('is looked on at, unless the page has one', async () => {
    const page = new PageRun();
    const other = followed({ name: 'running' });
    await page.follow(() => Promise.resolve(other));
    expect(page.getSnapshot().active).toBe(other);
    const make = vi.fn();
    await page.follow(make);
    expect(make).not.toHaveBeenCalled();
  });

  it('is driven by the page from then on, where an admin resumes it', async () => {
    const page = new PageRun();
    await page.follow(() => Promise.resolve(followed({ name: 'paused' })));
    const own = active();
    await expect(page.takeOver('another', () => Promise.resolve(own))).rejects.toThrow('Another run');
    const taken = page.takeOver('r', () => Promise.resolve(own));
    expect(page.getSnapshot().isBeginning).toBe(true);
    await taken;
    expect(page.getSnapshot()).toMatchObject({ active: own, isBeginning: false });
  });

  it('is taken up once it has ended, and more of it is wanted', async () => {
    const page = new PageRun();
    await page.follow(() => Promise.resolve(followed({ name: 'done' })));
    const own = active();
    await page.goOn('r', [0], () => Promise.resolve(own));
    expect(page.getSnapshot().active).toBe(own);
  });
});
