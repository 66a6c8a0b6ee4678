import { RunDriver } from '../../../src/run/runDriver';
import {
  activeRun,
  planOf,
  type ActiveRun,
  type WantedRun,
} from '../../../static/admin-panel/src/run/activeRun';
import { PageRun } from '../../../static/admin-panel/src/run/pageRun';
import { DONE, outcomesOf } from '../../src/run/support/changes';
import { History, TICKET } from '../../src/run/support/history';
import { Timeline } from '../../support/timeline';

const person = { accountId: 'a', isUnknown: true as const };
const group = { id: 'g', name: 'Group' };
const wanted: WantedRun = { action: 'remove', group, people: new Map([['a', person]]) };
const reload = 'Failed to fetch dynamically imported module';

/** A run of one change, which is done after a second. */
function active(clock = new Timeline()): ActiveRun {
  const client = RunDriver.start({
    ...{ changes: planOf(wanted).changes, driver: 'd', clock, random: () => 0 },
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
    begun: { at: 0, total: 1 },
  };
  return activeRun(client, about);
}

/** Makes a run when the test says so. */
function later() {
  let settle: { make: (run: ActiveRun) => void; fail: (error: Error) => void } | undefined;
  const made = new Promise<ActiveRun>((make, fail) => (settle = { make, fail }));
  return {
    make: jest.fn(() => made),
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
  await expect(page.takeUp(second.make)).rejects.toThrow('under way');
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
  jest.spyOn(console, 'error').mockImplementation();
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
  const taken = page.takeUp(lost.make);
  lost.fail();
  await expect(taken).rejects.toThrow(reload);
  expect(page.getSnapshot()).toEqual({ isBeginning: false, active: undefined, notBegun: undefined });
});
