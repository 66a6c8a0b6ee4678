import { seededRandom } from '../../sandbox/confluence/prng';
import type { Answer, Calls, IndexRanges, RunDetail } from '../../src/contract';
import { indexesIn } from '../../src/membership/ranges';
import { blockOf, newDriver } from '../src/support/runs';
import { expectAccessible, expectAccessibleEverywhere } from './support/accessible';
import { Past, receipt } from './support/history';
import {
  confirmPlan,
  groupIds,
  loaded,
  planButton,
  pointsOf,
  readWhole,
  removeSelected,
  selectFirst,
  Stage,
  type FrameLocator,
  type Page,
} from './support/page';
import { WatchedFunction, type Moment } from './support/watchedFunction';

const app = new WatchedFunction();
const file = Stage.forFile({ handler: app.handler, limits: false });
const past = new Past(file);
const { allStaff, contractors } = groupIds;
/** Longer than a run is anybody's who is gone: a run that waits is kept for 75 s. */
const LEASE_MS = 80_000;
/** Longer than an invocation may be at work: 25 s, and 15 s for what it has sent. */
const KILL_MS = 41_000;

beforeEach(() => app.watchClock());

const NOTHING = { done: 0, unchanged: 0, failed: 0, unconfirmed: 0, notAttempted: 0 };

const region = (frame: FrameLocator) => frame.getByRole('region', { name: 'Unfinished changes' });
const toContinue = (frame: FrameLocator) => region(frame).getByRole('button', { name: /^Continue with / });
const toDismiss = (frame: FrameLocator) =>
  region(frame).getByRole('button', { name: 'Dismiss', exact: true });
const dismissal = (frame: FrameLocator) => frame.getByRole('dialog', { name: /^Dismiss the unfinished / });

/** One call of the function; fails where it refuses. */
async function call<K extends keyof Calls>(
  name: K,
  payload?: unknown,
  as: 'site-admin' | 'new-admin' = 'site-admin',
): Promise<Extract<ReturnType<Calls[K]>, { ok: true }>> {
  const answer = await file.stage.sandbox.invoke(as, name, payload);
  const result = 'result' in answer ? (answer.result as Answer<object>) : undefined;
  if (!result?.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  return result as Extract<ReturnType<Calls[K]>, { ok: true }>;
}

/** Who has this account id. */
async function memberWith(accountId: string): Promise<{ displayName: string }> {
  const response = await fetch(`${file.stage.sandbox.url}/wiki/rest/api/user?accountId=${accountId}`, {
    headers: { authorization: 'Bearer site-admin' },
  });
  return (await response.json()) as { displayName: string };
}

/** The newest run, change by change. */
async function newestRun(): Promise<RunDetail> {
  const { runs } = await call('listRuns', { limit: 1 });
  return call('getRun', { runId: runs[0]?.runId, from: 0 });
}

/** A run of the first people of contractors, left after so many of them. @returns its people */
async function leaveRun({ total, done }: { total: number; done: number }): Promise<string[]> {
  const accountIds = (await past.members(contractors)).slice(0, total);
  await past.beganToRemove(accountIds, done, { groupId: contractors });
  file.stage.sandbox.confluence.requestLog.clear();
  return accountIds;
}

/** Names people of all-staff in a list of account ids, and begins to remove them. */
async function removeByList(frame: FrameLocator, accountIds: readonly string[]): Promise<void> {
  await loaded(frame, 50);
  await frame.getByRole('button', { name: 'Load everyone' }).click();
  await frame.getByRole('dialog').getByRole('button', { name: 'Load everyone' }).click();
  await readWhole(frame, 3_000);
  await frame.getByRole('button', { name: 'From a list' }).click();
  const dialog = frame.getByRole('dialog', { name: 'From a list' });
  await dialog.getByRole('textbox', { name: 'Account IDs or email addresses' }).fill(accountIds.join('\n'));
  await dialog.getByRole('button', { name: `Review ${accountIds.length} people` }).click();
  await confirmPlan(frame);
}

/** Waits until so many more people were asked about. */
async function askedAbout(count: number): Promise<void> {
  const wanted = file.stage.deletedIds.length + count;
  const until = Date.now() + 10_000;
  while (file.stage.deletedIds.length < wanted) {
    if (Date.now() > until) throw new Error(`Not ${count} more people were asked about.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** How often each person was asked about. */
function timesAsked(): Map<string, number> {
  const times = new Map<string, number>();
  for (const accountId of file.stage.deletedIds) times.set(accountId, (times.get(accountId) ?? 0) + 1);
  return times;
}

/** People of slices that were begun and never got their outcomes written, once for each such slice. */
function neverSettled({ changes }: RunDetail): string[] {
  return file.stage.sandbox.storage.entries().flatMap(({ key, value }) => {
    const entry = value as { kind?: string; changes?: IndexRanges; outcomes?: unknown };
    const isOpen = key.startsWith('log:') && entry.kind === 'slice' && !entry.outcomes;
    return isOpen ? indexesIn(entry.changes ?? []).map((index) => changes[index]?.accountId ?? '') : [];
  });
}

/** What became of a slice is not written: the first write, which takes its place in the log, is of another kind. */
const unwritten = { service: 'storage', path: '/transaction$', key: '^log:', status: 503 };

/** Opens what is left of the run for review, and has it done. */
async function goOn(frame: FrameLocator): Promise<void> {
  await toContinue(frame).click();
  await confirmPlan(frame);
}

/** Selects the first 50 people of contractors, and begins to remove them. */
async function removeFifty(frame: FrameLocator): Promise<void> {
  await readWhole(frame, 240);
  await selectFirst(frame, 50);
  await removeSelected(frame, 50);
}

describe('a browser that is killed', () => {
  /** When: at a moment of an invocation, or so many people into a slice; `unwritten`: what came of it is lost too. */
  type Kill = Moment | { call: 'makeChanges'; nth: number; when: 'during' | 'unwritten' };
  const random = seededRandom(20_260_301);
  const kills: Kill[] = shuffled([
    { call: 'resumeRun', when: 'before' },
    { call: 'resumeRun', when: 'never' },
    { call: 'resumeRun', when: 'after' },
    // To say what is left, and to do it.
    { call: 'getRun', nth: 1, when: 'after' },
    { call: 'getRun', nth: 2, when: 'after' },
    { call: 'makeChanges', nth: 1, when: 'before' },
    { call: 'makeChanges', nth: 1, when: 'never' },
    { call: 'makeChanges', nth: 1, when: 'during' },
    { call: 'makeChanges', nth: 1, when: 'after' },
    { call: 'makeChanges', nth: 2, when: 'during' },
    { call: 'makeChanges', nth: 2, when: 'never' },
    { call: 'makeChanges', nth: 2, when: 'unwritten' },
    { call: 'makeChanges', nth: 3, when: 'during' },
  ]);

  /** Does what brings that moment about, and kills the browser in it. What the function has begun goes on. */
  async function killAt(kill: Kill, page: Page, act: () => Promise<void>): Promise<void> {
    const { when } = kill;
    const held = app.holdAt(
      when === 'during' || when === 'unwritten' ? { ...kill, when: 'before' } : { ...kill, when },
    );
    // That moment may come before all of it is done.
    await Promise.race([held.reached, act().then(() => held.reached)]);
    // A browser takes a while to be killed, and more of it on a busy machine.
    const endCut = app.cutOff();
    if (when === 'during' || when === 'unwritten') {
      const some = askedAbout(1 + Math.floor(random() * 20));
      held.goOn();
      await some;
      if (when === 'unwritten') file.stage.fault(unwritten);
    }
    await page.context().close();
    endCut();
    held.goOn();
    await app.advance(LEASE_MS);
    file.stage.fault();
  }

  /** What the page says of the run is what its record says, and nothing that is not so. */
  async function expectTold(frame: FrameLocator): Promise<void> {
    const { counts } = (await newestRun()).run;
    const left = counts.notAttempted + counts.unconfirmed;
    const removed = new Set(file.stage.deletedIds).size;
    expect(counts.done).toBeLessThanOrEqual(removed);
    expect(counts.done + counts.unconfirmed).toBeGreaterThanOrEqual(removed);
    await region(frame).getByRole('heading', { name: 'Removing 500 people from all-staff' }).waitFor();
    await region(frame)
      .getByText(/^Started by you on /)
      .waitFor();
    const told = await region(frame).innerText();
    const numbersIn = (pattern: RegExp) => [...told.matchAll(pattern)].map(([, count]) => Number(count));
    const unlessNone = (count: number) => (count > 0 ? [count] : []);
    expect(numbersIn(/(\d+) people were removed\./g)).toEqual(unlessNone(counts.done));
    expect(numbersIn(/(\d+) people are not removed yet\./g)).toEqual(unlessNone(counts.notAttempted));
    expect(numbersIn(/(\d+) people may or may not/g)).toEqual(unlessNone(counts.unconfirmed));
    const offered = left > 0 ? [`Continue with ${left}`] : [];
    expect(await toContinue(frame).allInnerTexts()).toEqual(offered);
  }

  it('at sixteen moments of a run of 500 costs nothing: it is continued, and directory and history are exact', async () => {
    const before = await past.members(allStaff);
    const chosen = before.filter(() => random() < 0.6).slice(0, 500);
    expect(chosen).toHaveLength(500);
    file.stage.sandbox.confluence.requestLog.clear();

    const first = await file.stage.visit({ group: allStaff });
    await killAt({ call: 'makeChanges', when: 'before' }, first.page, () => removeByList(first.app, chosen));
    const { run } = await newestRun();
    for (const kill of [...kills, { call: 'endRun', when: 'never' } as const]) {
      const { page, app: frame } = await file.stage.visit();
      await expectTold(frame);
      await killAt(kill, page, () => goOn(frame));
    }
    // Only the end is missing in the history.
    const last = await file.stage.visit();
    await expectTold(last.app);
    await killAt({ call: 'dismissRun', when: 'before' }, last.page, () => toDismiss(last.app).click());

    expect((await call('listUnfinishedRuns')).runs).toEqual([]);
    expect((await call('listRuns', { limit: 10 })).runs.map(({ runId }) => runId)).toEqual([run.runId]);
    const gone = new Set(chosen);
    expect(await past.members(allStaff)).toEqual(before.filter((accountId) => !gone.has(accountId)));
    const record = await newestRun();
    expect(new Map(record.changes.map(({ accountId, outcome }) => [accountId, outcome]))).toEqual(
      new Map(chosen.map((accountId) => [accountId, 'done'])),
    );
    expect(record.run.endedAt).toBeDefined();
    expect(record.run.counts).toEqual({ ...NOTHING, done: 500 });
    const open = neverSettled(record);
    expect(open.length).toBeGreaterThan(0);
    const asked = timesAsked();
    expect(new Set(asked.keys())).toEqual(gone);
    const tooOften = [...asked].filter(
      ([accountId, times]) => times > 1 + open.filter((other) => other === accountId).length,
    );
    expect(tooOften).toEqual([]);
  }, 150_000);

  function shuffled<T>(items: T[]): T[] {
    return items
      .map((item) => ({ item, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }
});

describe('unfinished changes', () => {
  it('are continued after a review, and then leave nothing behind but a receipt that names people', async () => {
    const people = await leaveRun({ total: 60, done: 20 });
    const [, , stubborn = ''] = people.slice(20);
    file.stage.fault({ method: 'DELETE', accountId: stubborn, status: 400 });
    await app.advance(LEASE_MS);
    const { app: frame } = await file.stage.visit();
    await region(frame).getByText('40 people are not removed yet.').waitFor();
    await goOn(frame);
    await receipt(frame)
      .getByText(/^Removed .+ and 57 others from contractors$/)
      .waitFor();
    await receipt(frame).getByText('1 × Failed').click();
    const { displayName } = await memberWith(stubborn);
    await receipt(frame).getByRole('listitem').getByText(displayName, { exact: true }).waitFor();
    expect(await region(frame).count()).toBe(0);
    expect(new Set(file.stage.deletedIds)).toEqual(new Set(people.slice(20)));
    await receipt(frame).getByRole('button', { name: 'Dismiss' }).click();
    await receipt(frame).waitFor({ state: 'detached' });
    expect(await region(frame).count()).toBe(0);
    const { endedAt, counts } = (await newestRun()).run;
    expect(endedAt).toBeDefined();
    expect(counts).toEqual({ ...NOTHING, done: 59, failed: 1 });
  });

  it('are dismissed after a question, which changes nobody and keeps the focus on the page', async () => {
    await leaveRun({ total: 60, done: 20 });
    await app.advance(LEASE_MS);
    const { page, app: frame } = await file.stage.visit();
    await toDismiss(frame).click();
    await dismissal(frame).getByText('The 40 people who are not removed yet stay in the group.').waitFor();
    await page.keyboard.press('Escape');
    await dismissal(frame).waitFor({ state: 'detached' });
    expect(await toDismiss(frame).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await dismissal(frame).getByRole('button', { name: 'Dismiss', exact: true }).click();
    await region(frame).waitFor({ state: 'detached' });
    await frame.locator(':focus').waitFor();
    const { run } = await newestRun();
    expect(run.counts).toEqual({ ...NOTHING, done: 20, notAttempted: 40 });
    expect(run.endedAt).toBeDefined();
    expect(file.stage.deletedIds).toEqual([]);
  });

  it('of an undo go on adding people back', async () => {
    const people = (await past.members(contractors)).slice(0, 12);
    await past.undid(await past.removed(people, { groupId: contractors }), 12, 1);
    await app.advance(LEASE_MS);
    const { app: frame } = await file.stage.visit();
    await region(frame).getByRole('heading', { name: 'Adding 12 people back to contractors' }).waitFor();
    await region(frame).getByText('1 person was added back.').waitFor();
    await toContinue(frame).click();
    await frame.getByText(/^Planned by you on .+, for 12 changes in all\.$/).waitFor();
    await frame.getByRole('button', { name: 'Add 11 people back' }).click();
    await receipt(frame)
      .getByText(/^Added .+ and 10 others back to contractors$/)
      .waitFor();
    expect(await past.members(contractors)).toHaveLength(240);
  });

  it('wait while this page makes others', async () => {
    await leaveRun({ total: 30, done: 20 });
    await app.advance(LEASE_MS);
    const { app: frame } = await file.stage.visit({ group: groupIds.research });
    const held = app.holdAt({ call: 'makeChanges', when: 'before' });
    await frame.getByRole('checkbox', { name: 'Select all' }).check();
    await removeSelected(frame, 12);
    await held.reached;
    await frame.getByRole('tab', { name: 'Groups' }).click();
    await region(frame)
      .getByText('You can continue once the changes under way on this page are done.')
      .waitFor();
    expect(await toContinue(frame).isDisabled()).toBe(true);
    held.goOn();
    await receipt(frame)
      .getByText(/^Removed .+ and 10 others from R&D/)
      .waitFor();
    await goOn(frame);
    await receipt(frame)
      .getByText(/^Removed .+ and 28 others from contractors$/)
      .waitFor();
  });
});

describe('what one admin planned', () => {
  const mateo = { name: 'Mateo Villanueva', id: '5b10b0d1c8a97c2f6e4d3b1a' };
  const plan = { blocks: [blockOf(groupIds.siteAdmins, [mateo.id])] };

  it('another carries out after a review only, which says who planned it and when, and the history names both', async () => {
    file.stage.sandbox.consent('new-admin');
    await call('startRun', { driver: newDriver(), plan, total: 1 }, 'new-admin');
    await app.advance(LEASE_MS);
    const { page, app: frame } = await file.stage.visit();
    await region(frame).getByRole('heading', { name: 'Unfinished changes of other admins' }).waitFor();
    await region(frame)
      .getByText(/^Started by Noor El-Amin on .+\.$/)
      .waitFor();
    await toContinue(frame).click();
    const expectReview = async () => {
      const { startedAt } = (await newestRun()).run;
      const when = await frame
        .locator('body')
        .evaluate(
          (_, time) => new Date(time).toLocaleDateString('en-US', { dateStyle: 'medium' }),
          startedAt,
        );
      const whose = frame.getByText(/^Planned by Noor El-Amin on .+, for 1 change in all\.$/);
      expect(await whose.innerText()).toContain(`on ${when}, `);
      await frame.getByRole('table', { name: 'Planned changes' }).getByText(mateo.name).waitFor();
      await frame.getByText('site-admins gives administration of the site or of Confluence.').waitFor();
      expect(await planButton(frame).isDisabled()).toBe(true);
    };
    await expectReview();
    await expectAccessible(page);
    // Whatever the way to it.
    await page.reload();
    await expectReview();
    await frame.getByRole('button', { name: 'Cancel' }).click();
    await toContinue(frame).waitFor();
    expect((await newestRun()).run.drivers).toHaveLength(1);
    expect(file.stage.deletedIds).toEqual([]);

    await toContinue(frame).click();
    await frame
      .getByRole('textbox', { name: 'Type the group’s name to confirm: site-admins' })
      .fill('site-admins');
    await planButton(frame).click();
    await receipt(frame).getByText(`Removed ${mateo.name} from site-admins`).waitFor();
    expect(file.stage.deletedIds).toEqual([mateo.id]);

    await receipt(frame).getByRole('button', { name: 'View receipt' }).click();
    const fact = (name: RegExp) => receipt(frame).locator('dl > div').filter({ hasText: name });
    await fact(/^Admin/)
      .getByText('Noor El-Amin')
      .waitFor();
    await fact(/^Also continued by/)
      .getByText('Sasha Whitfield')
      .waitFor();
    await expectAccessible(page);
  });
});

it('an answer that was not written keeps the changes until the invocation is over for certain', async () => {
  const { app: frame } = await file.stage.visit({ group: contractors });
  const held = app.holdAt({ call: 'makeChanges', when: 'before' });
  await removeFifty(frame);
  await held.reached;
  file.stage.fault(unwritten);
  held.goOn();
  await frame.getByText('The history can’t be written').waitFor();
  await app.advance(0);
  expect(file.stage.deletedIds).toHaveLength(25);
  file.stage.fault();
  const { app: second } = await file.stage.visit();
  await region(second)
    .getByText(/^Right now, another page of yours may be removing these people\. If not, .+ from .+ on\.$/)
    .waitFor();
  expect(await toContinue(second).isDisabled()).toBe(true);
  await frame.getByText('The history can’t be written').waitFor({ state: 'detached' });
  expect(file.stage.deletedIds).toHaveLength(25);
  await app.advance(KILL_MS);
  await receipt(frame)
    .getByText(/^Removed .+ and 48 others from contractors$/)
    .waitFor({ timeout: 25_000 });
  expect(new Set(file.stage.deletedIds).size).toBe(50);
  expect((await newestRun()).run.counts).toEqual({ ...NOTHING, done: 50 });
}, 60_000);

describe('one driver at a time', () => {
  it('a second admin is told who makes the changes, takes them over once they were left, and the first is told', async () => {
    file.stage.sandbox.consent('new-admin');
    file.stage.tolerate(/ERR_INTERNET_DISCONNECTED/);
    const { page: firstPage, app: first } = await file.stage.visit({ group: contractors });
    const held = app.holdAt({ call: 'makeChanges', when: 'after' });
    await removeFifty(first);
    await held.reached;
    await first.getByRole('button', { name: 'Pause', exact: true }).click();

    const { app: second } = await file.stage.visit({ as: 'new-admin' });
    await region(second).getByText('Right now, Sasha Whitfield may be removing these people.').waitFor();
    expect(await toContinue(second).isDisabled()).toBe(true);
    expect(await toDismiss(second).isDisabled()).toBe(true);
    // A page that waits keeps its run, for as long as it has a network.
    await firstPage.context().setOffline(true);
    held.goOn();
    await first
      .getByRole('region', { name: 'Progress' })
      .getByText('Paused. No one is removed until you resume.')
      .waitFor();

    // The page asks again by itself once the run may be free.
    await second.locator('button:enabled', { hasText: 'Continue with 25' }).click({ timeout: 15_000 });
    await second.getByText(/^Planned by Sasha Whitfield on .+, for 50 changes in all\.$/).waitFor();
    const goesOn = app.holdAt({ call: 'makeChanges', when: 'before' });
    await confirmPlan(second);
    await goesOn.reached;
    await firstPage.context().setOffline(false);
    await first.getByText('Another page took over these changes', { exact: true }).waitFor();
    await receipt(first).getByText('The other page is that of Noor El-Amin.').waitFor();
    await receipt(first).getByText('Another page continues with them.').waitFor();
    goesOn.goOn();
    await receipt(second)
      .getByText(/^Removed .+ and 48 others from contractors$/)
      .waitFor();
    const offered = await receipt(first).getByRole('button').allInnerTexts();
    expect(offered.filter((name) => /^(?:Retry|Continue)/.test(name))).toEqual([]);
    expect(new Set(file.stage.deletedIds).size).toBe(50);
    expect(file.stage.deletedIds).toHaveLength(50);
    const { endedAt, counts } = (await newestRun()).run;
    expect(endedAt).toBeDefined();
    expect(counts).toEqual({ ...NOTHING, done: 50 });
  });

  it('of two tabs that continue at once, one is told that the other has it', async () => {
    await leaveRun({ total: 60, done: 20 });
    await app.advance(LEASE_MS);
    const { app: first } = await file.stage.visit();
    const { app: second } = await file.stage.visit();
    for (const frame of [first, second]) {
      await toContinue(frame).click();
      await planButton(frame).waitFor();
    }
    const held = app.holdAt({ call: 'makeChanges', when: 'before' });
    await confirmPlan(first);
    await held.reached;
    await confirmPlan(second);
    const alert = second.getByRole('alert').filter({ hasText: 'The changes did not begin' });
    await alert
      .getByText('It is another page of yours: look for it in your other tabs and windows.')
      .waitFor();
    held.goOn();
    await receipt(first)
      .getByText(/^Removed .+ and 58 others from contractors$/)
      .waitFor();
    expect(file.stage.deletedIds).toHaveLength(40);
  });
});

describe('looking for them', () => {
  /** Opens the list of groups, where they are looked for. @returns what Confluence was asked by the function */
  async function look(): Promise<{ asked: string[]; points: number }> {
    await call('listRuns', { limit: 1 }); // So that nothing of the function is still to be loaded.
    file.stage.sandbox.confluence.requestLog.clear();
    const held = app.holdAt({ call: 'listUnfinishedRuns', when: 'after' });
    const { app: frame } = await file.stage.visit();
    await held.reached;
    held.goOn();
    await app.idle();
    await frame.getByRole('table', { name: 'Groups' }).waitFor();
    const requests = file.stage.requests.filter(({ via }) => via === 'function');
    return {
      asked: requests.map(({ path }) => path.split('?')[0]?.split('/').at(-1) ?? ''),
      points: pointsOf(file.stage.requests),
    };
  }

  it('costs no points where there are none', async () => {
    expect(await look()).toEqual({ asked: [], points: 0 });
  });

  it('asks once who may see one that there is, for 3 points', async () => {
    await leaveRun({ total: 30, done: 20 });
    expect(await look()).toEqual({ asked: ['current'], points: 3 });
  });

  it('moves nothing when one is found, whatever the admin is about to press', async () => {
    await leaveRun({ total: 30, done: 20 });
    await app.advance(LEASE_MS);
    for (const width of [1280, 320]) {
      const held = app.holdAt({ call: 'listUnfinishedRuns', when: 'after' });
      const { app: frame } = await file.stage.visit({ viewport: { width, height: 800 } });
      await held.reached;
      const isBeside = width >= 900;
      const there = [
        frame.getByRole('button', { name: 'Undo the last change' }),
        // Where there is no room beside the table it comes before it.
        ...(isBeside ? [frame.getByRole('table', { name: 'Groups' }).getByRole('button').last()] : []),
      ];
      for (const one of there) await one.waitFor();
      const tops = () =>
        Promise.all(there.map((one) => one.evaluate((element) => element.getBoundingClientRect().top)));
      const before = await tops();
      held.goOn();
      await toContinue(frame).waitFor();
      expect(await tops()).toEqual(before);
    }
  });
});

it('has no axe violation with one that another admin may be making, a question, and an answer that did not come', async () => {
  file.stage.sandbox.consent('new-admin');
  await leaveRun({ total: 30, done: 20 });
  await leaveRun({ total: 30, done: 20 });
  await app.advance(LEASE_MS);
  const { runId } = (await newestRun()).run;
  await call('resumeRun', { runId, driver: newDriver() }, 'new-admin');
  const { page, app: frame } = await file.stage.visit();
  await region(frame).getByText('Right now, Noor El-Amin may be removing these people.').waitFor();
  await toDismiss(frame).last().click();
  await dismissal(frame).waitFor();
  await expectAccessibleEverywhere(page);
  file.stage.fault({ service: 'storage', status: 503 });
  await dismissal(frame).getByRole('button', { name: 'Dismiss', exact: true }).click();
  await region(frame).getByRole('alert').waitFor();
  await expectAccessibleEverywhere(page);
});
