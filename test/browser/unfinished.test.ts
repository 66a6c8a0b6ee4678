import { seededRandom } from '../../sandbox/confluence/prng';
import type { Answer, Calls, IndexRanges, RunDetail } from '../../src/contract';
import { indexesIn } from '../../src/membership/ranges';
import { blockOf } from '../src/support/runs';
import { expectAccessible } from './support/accessible';
import { openRun, Past } from './support/history';
import {
  confirmRemoval,
  groupIds,
  loaded,
  pointsOf,
  readWhole,
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

const region = (frame: FrameLocator) => frame.getByRole('region', { name: 'Unfinished runs' });
const button = (frame: FrameLocator, name: 'Resume' | 'Dismiss') =>
  region(frame).getByRole('button', { name, exact: true });
const count = (frame: FrameLocator) =>
  region(frame).getByRole('button', { name: /^\d+ unfinished runs?$/, expanded: false });
const summary = (frame: FrameLocator) => frame.getByRole('region', { name: 'Removal summary' });

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

/** Who is in this place of a group's list. */
async function memberAt(groupId: string, start: number): Promise<{ accountId: string; displayName: string }> {
  const path = `/wiki/rest/api/group/${groupId}/membersByGroupId?start=${start}&limit=1`;
  const response = await fetch(file.stage.sandbox.url + path, {
    headers: { authorization: 'Bearer site-admin' },
  });
  const { results } = (await response.json()) as { results: { accountId: string; displayName: string }[] };
  if (!results[0]) throw new Error('The group is smaller than it should be.');
  return results[0];
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

/** Chooses people of all-staff by a list of their account ids, and begins to remove them. */
async function removeByList(frame: FrameLocator, accountIds: readonly string[]): Promise<void> {
  await loaded(frame, 50);
  await frame.getByRole('button', { name: 'Load everyone' }).click();
  await frame.getByRole('dialog').getByRole('button', { name: 'Load everyone' }).click();
  await readWhole(frame, 3_000);
  await frame.getByRole('button', { name: 'Choose from a list' }).click();
  const dialog = frame.getByRole('dialog', { name: 'Choose people from a list' });
  await dialog.getByRole('textbox', { name: 'Account IDs or email addresses' }).fill(accountIds.join('\n'));
  await dialog.getByRole('button', { name: `Select ${accountIds.length} people` }).click();
  await frame.getByRole('button', { name: `Remove selected (${accountIds.length})` }).click();
  await confirmRemoval(frame);
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

/** Resume, and what is asked before anything is removed. */
async function resume(frame: FrameLocator): Promise<void> {
  await button(frame, 'Resume').click();
  await confirmRemoval(frame);
}

describe('a browser that is killed', () => {
  /** When: at a moment of an invocation, or so many people into a slice; `unwritten`: what came of it is lost too. */
  type Kill = Moment | { call: 'makeChanges'; nth: number; when: 'during' | 'unwritten' };
  const random = seededRandom(20_260_301);
  const kills: Kill[] = shuffled([
    { call: 'resumeRun', when: 'before' },
    { call: 'resumeRun', when: 'never' },
    { call: 'resumeRun', when: 'after' },
    // To say what Resume would do, and to do it.
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
    if (when === 'during' || when === 'unwritten') {
      const some = askedAbout(1 + Math.floor(random() * 20));
      held.goOn();
      await some;
      if (when === 'unwritten') file.stage.fault(unwritten);
    }
    await page.context().close();
    held.goOn();
    await app.advance(LEASE_MS);
    file.stage.fault();
  }

  /** What the page says of the run is what its record says, and nothing that is not so. */
  async function expectTold(frame: FrameLocator): Promise<void> {
    const { counts } = (await newestRun()).run;
    const removed = new Set(file.stage.deletedIds).size;
    expect(counts.done).toBeLessThanOrEqual(removed);
    expect(counts.done + counts.unconfirmed).toBeGreaterThanOrEqual(removed);
    await region(frame)
      .getByRole('heading', { name: 'Unfinished: removing 500 people from all-staff' })
      .waitFor();
    await region(frame)
      .getByText(/^Started by you on /)
      .waitFor();
    const told = await region(frame).getByRole('listitem').allInnerTexts();
    expect(told.filter((text) => text.includes(' were removed.'))).toEqual([
      `${counts.done} people were removed.`,
    ]);
    const left = counts.notAttempted > 0 ? [`${counts.notAttempted} people are still to be removed.`] : [];
    expect(told.filter((text) => text.includes('still to be'))).toEqual(left);
    expect(told.filter((text) => text.includes('may or may not'))).toHaveLength(
      counts.unconfirmed > 0 ? 1 : 0,
    );
  }

  it('at sixteen moments of a run of 500 costs nothing: it is resumed, and directory and history are exact', async () => {
    const before = await past.members(allStaff);
    const chosen = before.filter(() => random() < 0.6).slice(0, 500);
    expect(chosen).toHaveLength(500);
    file.stage.sandbox.confluence.requestLog.clear();

    const first = await file.stage.visit({ group: allStaff });
    await killAt({ call: 'makeChanges', when: 'before' }, first.page, () => removeByList(first.app, chosen));
    const { run } = await newestRun();
    for (const kill of [
      ...kills,
      { call: 'endRun', when: 'never' } as const,
      { call: 'endRun', when: 'before' } as const,
    ]) {
      const { page, app: frame } = await file.stage.visit({ group: groupIds.emptyGroup });
      await count(frame).click();
      await expectTold(frame);
      await killAt(kill, page, () => resume(frame));
    }

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

describe('an unfinished run', () => {
  it('is resumed from any group, and then leaves no message', async () => {
    const people = await leaveRun({ total: 60, done: 20 });
    await app.advance(LEASE_MS);
    const { app: frame } = await file.stage.visit({ group: groupIds.designTeam });
    await count(frame).click();
    await resume(frame);
    await summary(frame).getByText('Removed 60 of 60 people from contractors').waitFor();
    expect(await region(frame).count()).toBe(0);
    expect([...file.stage.deletedIds].sort()).toEqual(people.slice(20).sort());
    await summary(frame).getByRole('button', { name: 'Close summary' }).click();
    await summary(frame).waitFor({ state: 'detached' });
    expect(await region(frame).count()).toBe(0);
    const { endedAt, counts } = (await newestRun()).run;
    expect(endedAt).toBeDefined();
    expect(counts).toEqual({ ...NOTHING, done: 60 });
  });

  it('is dismissed after a question, which changes nobody', async () => {
    await leaveRun({ total: 60, done: 20 });
    await app.advance(LEASE_MS);
    const { page, app: frame } = await file.stage.visit({ group: contractors });
    await count(frame).click();
    await button(frame, 'Dismiss').click();
    const dialog = frame.getByRole('dialog', { name: 'Dismiss the unfinished run in contractors?' });
    await dialog.getByText('The 40 people still to be removed stay in the group.').waitFor();
    await page.keyboard.press('Escape');
    expect(await button(frame, 'Dismiss').evaluate((element) => element === document.activeElement)).toBe(
      true,
    );
    await button(frame, 'Dismiss').click();
    await dialog.getByRole('button', { name: 'Dismiss', exact: true }).click();
    await region(frame).waitFor({ state: 'detached' });
    const { run } = await newestRun();
    expect(run.counts).toEqual({ ...NOTHING, done: 20, notAttempted: 40 });
    expect(run.endedAt).toBeDefined();
    expect(file.stage.deletedIds).toEqual([]);
    expect(await frame.locator(':focus').count()).toBe(1);
  });

  it('that did not name everyone changed nothing, and can only be dismissed', async () => {
    const accountIds = Array.from({ length: 5_000 }, (_, n) => `nobody-${n}`);
    const driver = `driver-${crypto.randomUUID()}`;
    await call('startRun', { driver, plan: { blocks: [blockOf(contractors, accountIds)] }, total: 5_001 });
    await app.advance(LEASE_MS);
    const { app: frame } = await file.stage.visit({ group: groupIds.designTeam });
    await count(frame).click();
    await region(frame)
      .getByText(/^Nothing was changed\./)
      .waitFor();
    expect(await button(frame, 'Resume').count()).toBe(0);
    await button(frame, 'Dismiss').click();
    await region(frame).waitFor({ state: 'detached' });
    expect((await call('listUnfinishedRuns')).runs).toEqual([]);
  });

  it('of an undo goes on adding people back', async () => {
    const people = (await past.members(contractors)).slice(0, 12);
    await past.removed(people, { groupId: contractors });
    const { runId } = (await newestRun()).run;
    const plan = { undoes: { runId, changes: [[0, 11]] } };
    const newRun = { driver: `driver-${crypto.randomUUID()}`, plan, total: 12 };
    await call('makeChanges', { newRun, changes: [[0, 0]] });
    await app.advance(LEASE_MS);
    const { app: frame } = await file.stage.visit({ group: contractors });
    await count(frame).click();
    const undo = region(frame).getByRole('heading', {
      name: 'Unfinished: adding 12 people back to contractors',
    });
    await undo.waitFor();
    await region(frame).getByText('1 person was added back.').waitFor();
    await button(frame, 'Resume').click();
    const dialog = frame.getByRole('dialog', { name: 'Add 11 people back to contractors?' });
    await dialog.getByText(/^Begun by you on .+, for 12 people in all\.$/).waitFor();
    await dialog.getByRole('button', { name: 'Add back', exact: true }).click();
    await frame.getByRole('heading', { name: 'Added 12 of 12 people back to contractors' }).waitFor();
    expect(await past.members(contractors)).toHaveLength(240);
  });

  it('of which only the end is missing is ended without a question', async () => {
    await leaveRun({ total: 12, done: 12 });
    await app.advance(LEASE_MS);
    const { app: frame } = await file.stage.visit({ group: groupIds.designTeam });
    await count(frame).click();
    await region(frame).getByText('Only the end of the run is missing in the history.').waitFor();
    await button(frame, 'Resume').click();
    await summary(frame).getByText('Removed 12 of 12 people from contractors').waitFor();
    expect(file.stage.deletedIds).toEqual([]);
    expect((await newestRun()).run.endedAt).toBeDefined();
  });

  it('tells in its summary who failed by name, though the history has ids only', async () => {
    const { displayName, accountId } = await memberAt(contractors, 25);
    await leaveRun({ total: 30, done: 20 });
    file.stage.fault({ method: 'DELETE', accountId, status: 400 });
    await app.advance(LEASE_MS);
    const { app: frame } = await file.stage.visit({ group: groupIds.designTeam });
    await count(frame).click();
    await resume(frame);
    await summary(frame).getByText('1 × Failed').click();
    const item = summary(frame).getByRole('listitem').filter({ hasText: accountId });
    await item.getByText(displayName, { exact: true }).waitFor();
  });

  it('waits while this page has a run under way', async () => {
    await leaveRun({ total: 30, done: 20 });
    await app.advance(LEASE_MS);
    const { app: frame } = await file.stage.visit({ group: groupIds.research });
    await count(frame).click();
    await button(frame, 'Resume').waitFor();
    const held = app.holdAt({ call: 'makeChanges', when: 'before' });
    await frame.getByRole('checkbox', { name: 'Select all' }).check();
    await frame.getByRole('button', { name: 'Remove selected (12)' }).click();
    await confirmRemoval(frame);
    await held.reached;
    await region(frame)
      .getByText('Resume has to wait until the run under way on this page has ended.')
      .waitFor();
    expect(await button(frame, 'Resume').isDisabled()).toBe(true);
    held.goOn();
    await summary(frame).getByText('Removed 12 of 12').waitFor();
    await resume(frame);
    await summary(frame).getByText('Removed 30 of 30 people from contractors').waitFor();
  });
});

describe('what one admin planned', () => {
  const mateo = { name: 'Mateo Villanueva', id: '5b10b0d1c8a97c2f6e4d3b1a' };
  const plan = { blocks: [blockOf(groupIds.siteAdmins, [mateo.id])] };

  it('another carries out after the same questions only, and the history names both', async () => {
    file.stage.sandbox.consent('new-admin');
    await call('startRun', { driver: `driver-${crypto.randomUUID()}`, plan, total: 1 }, 'new-admin');
    await app.advance(LEASE_MS);
    const { page, app: frame } = await file.stage.visit({ group: groupIds.designTeam });
    await count(frame).click();
    await button(frame, 'Resume').click();
    const dialog = frame.getByRole('dialog', { name: 'Remove 1 person from site-admins?' });
    await dialog.getByText(/^Begun by Noor El-Amin on .+, for 1 person in all\.$/).waitFor();
    await dialog.getByText(mateo.name, { exact: true }).waitFor();
    await dialog.getByText('This group gives administration of the site or of Confluence.').waitFor();
    const remove = dialog.getByRole('button', { name: 'Remove', exact: true });
    expect(await remove.isDisabled()).toBe(true);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await button(frame, 'Resume').evaluate((element) => element === document.activeElement)).toBe(
      true,
    );
    expect((await newestRun()).run.drivers).toHaveLength(1);

    await button(frame, 'Resume').click();
    await dialog
      .getByRole('textbox', { name: 'Type the group’s name to confirm: site-admins' })
      .fill('site-admins');
    await remove.click();
    await summary(frame).getByText('Removed 1 of 1 person from site-admins').waitFor();
    expect(file.stage.deletedIds).toEqual([mateo.id]);

    await frame.getByRole('tab', { name: 'History' }).click();
    await openRun(frame, 'Removed 1 person');
    const facts = frame.locator('dl > div');
    await facts
      .filter({ hasText: /^Admin/ })
      .getByText('Noor El-Amin')
      .waitFor();
    await facts
      .filter({ hasText: /^Also driven by/ })
      .getByText('Sasha Whitfield')
      .waitFor();
    await expectAccessible(page);
  });

  it('is nothing at all where they have not the right: neither stored nor offered to anybody', async () => {
    const driver = `driver-${crypto.randomUUID()}`;
    const newRun = { driver, plan, total: 1 };
    const refused = await file.stage.sandbox.invoke('member', 'startRun', newRun);
    expect(refused).toMatchObject({ result: { ok: false, error: { kind: 'permission' } } });
    // Of one change alone Confluence is asked, so that its own refusal can be shown.
    const alone = await file.stage.sandbox.invoke('member', 'makeChanges', { newRun, changes: [[0, 0]] });
    expect(alone).toMatchObject({ result: { outcomes: [{ outcome: { error: { kind: 'permission' } } }] } });
    expect(alone).not.toHaveProperty('result.run');
    expect(file.stage.sandbox.storage.entries()).toEqual([]);
    const held = app.holdAt({ call: 'listUnfinishedRuns', when: 'after' });
    const { app: frame } = await file.stage.visit({ group: groupIds.siteAdmins });
    await held.reached;
    held.goOn();
    await app.idle();
    await frame.getByText('3 members', { exact: true }).waitFor();
    await frame.getByRole('searchbox', { name: 'Find a person' }).fill('a');
    await frame.getByRole('button', { name: /^Export \d+ found/ }).waitFor();
    expect(await region(frame).count()).toBe(0);
    expect(await past.members(groupIds.siteAdmins)).toContain(mateo.id);
  });
});

describe('an answer that nobody got', () => {
  it('is in the history all the same, so that nobody is asked for twice', async () => {
    const first = await file.stage.visit({ group: contractors });
    await removeFifty(first.app, { call: 'makeChanges', when: 'after' }, async () => {
      await first.page.context().close();
    });
    expect(file.stage.deletedIds).toHaveLength(25);
    await app.advance(LEASE_MS);

    const { app: frame } = await file.stage.visit({ group: groupIds.designTeam });
    await count(frame).click();
    await region(frame).getByText('25 people were removed.').waitFor();
    await button(frame, 'Resume').click();
    await frame.getByRole('dialog', { name: 'Remove 25 people from contractors?' }).waitFor();
    await confirmRemoval(frame);
    await summary(frame).getByText('Removed 50 of 50 people from contractors').waitFor();
    expect(file.stage.deletedIds).toHaveLength(50);
    expect(new Set(file.stage.deletedIds).size).toBe(50);
    expect((await newestRun()).run.counts).toEqual({ ...NOTHING, done: 50 });
  });

  it('and that was not written keeps the run until the invocation is over for certain', async () => {
    const { app: frame } = await file.stage.visit({ group: contractors });
    await removeFifty(frame, { call: 'makeChanges', when: 'before' }, () => {
      file.stage.fault(unwritten);
      return Promise.resolve();
    });
    await frame.getByText('The history can’t be written').waitFor();
    await app.advance(0);
    expect(file.stage.deletedIds).toHaveLength(25);
    file.stage.fault();
    const { app: second } = await file.stage.visit({ group: contractors });
    await count(second).click();
    await region(second)
      .getByText(/^Right now, another page of yours may be removing these people\. If not, .+ from .+ on\.$/)
      .waitFor();
    expect(await button(second, 'Resume').isDisabled()).toBe(true);
    await frame.getByText('The history can’t be written').waitFor({ state: 'detached' });
    expect(file.stage.deletedIds).toHaveLength(25);
    await app.advance(KILL_MS);
    await summary(frame).getByText('Removed 50 of 50 people from contractors').waitFor({ timeout: 25_000 });
    expect(new Set(file.stage.deletedIds).size).toBe(50);
    expect((await newestRun()).run.counts).toEqual({ ...NOTHING, done: 50 });
  }, 60_000);

  /** Begins to remove the first 50, and does something at a moment of it. */
  async function removeFifty(frame: FrameLocator, moment: Moment, act: () => Promise<void>): Promise<void> {
    await readWhole(frame, 240);
    await selectFirst(frame, 50);
    await frame.getByRole('button', { name: 'Remove selected (50)' }).click();
    const held = app.holdAt(moment);
    await confirmRemoval(frame);
    await held.reached;
    await act();
    held.goOn();
  }
});

describe('one driver at a time', () => {
  const takenOver = (frame: FrameLocator) => frame.getByText('This run was taken over', { exact: true });

  it('a second admin is told who drives the run, takes it over once it was left, and the first is told', async () => {
    file.stage.sandbox.consent('new-admin');
    file.stage.tolerate(/ERR_INTERNET_DISCONNECTED/);
    const { page: firstPage, app: first } = await file.stage.visit({ group: contractors });
    await readWhole(first, 240);
    await selectFirst(first, 50);
    await first.getByRole('button', { name: 'Remove selected (50)' }).click();
    const held = app.holdAt({ call: 'makeChanges', when: 'after' });
    await confirmRemoval(first);
    await held.reached;
    await first.getByRole('button', { name: 'Pause', exact: true }).click();

    const { app: second } = await file.stage.visit({ as: 'new-admin', group: contractors });
    await count(second).click();
    await region(second).getByText('Right now, Sasha Whitfield may be removing these people.').waitFor();
    expect(await button(second, 'Resume').isDisabled()).toBe(true);
    expect(await button(second, 'Dismiss').isDisabled()).toBe(true);
    // A page that waits keeps its run, for as long as it has a network.
    await firstPage.context().setOffline(true);
    held.goOn();
    await first.getByText('Paused. Nothing is removed until you resume.').waitFor();

    // The page asks again by itself once the run may be free.
    await second.locator('button:enabled', { hasText: 'Resume' }).click({ timeout: 15_000 });
    await second
      .getByRole('dialog', { name: 'Remove 25 people from contractors?' })
      .getByText(/^Begun by Sasha Whitfield on .+, for 50 people in all\.$/)
      .waitFor();
    const goesOn = app.holdAt({ call: 'makeChanges', when: 'before' });
    await confirmRemoval(second);
    await goesOn.reached;
    await firstPage.context().setOffline(false);
    await takenOver(first).waitFor();
    await summary(first).getByText('The other page is that of Noor El-Amin.').waitFor();
    await summary(first).getByText('Another page goes on with it.').waitFor();
    goesOn.goOn();
    await summary(second).getByText('Removed 50 of 50 people from contractors').waitFor();
    await second.getByText('190 members').waitFor();
    expect(
      await summary(first)
        .getByRole('button', { name: /Retry|Go on/ })
        .count(),
    ).toBe(0);
    expect(new Set(file.stage.deletedIds).size).toBe(50);
    expect(file.stage.deletedIds).toHaveLength(50);
    const { endedAt, counts } = (await newestRun()).run;
    expect(endedAt).toBeDefined();
    expect(counts).toEqual({ ...NOTHING, done: 50 });
  });

  it('a page keeps a run that it has paused for 75 s without another word', async () => {
    const { app: frame } = await file.stage.visit({ group: contractors });
    await readWhole(frame, 240);
    await selectFirst(frame, 50);
    await frame.getByRole('button', { name: 'Remove selected (50)' }).click();
    const slice = app.holdAt({ call: 'makeChanges', when: 'after' });
    await confirmRemoval(frame);
    await slice.reached;
    await frame.getByRole('button', { name: 'Pause', exact: true }).click();
    const keeping = app.holdAt({ call: 'keepRun', when: 'after' });
    slice.goOn();
    await keeping.reached;
    keeping.goOn();
    const { runId } = (await newestRun()).run;
    await app.advance(70_000);
    await expect(call('dismissRun', { runId })).rejects.toThrow('runTaken');
    await app.advance(6_000);
    await call('dismissRun', { runId });
    await frame.getByRole('button', { name: 'Resume', exact: true }).click();
    await summary(frame).getByText('This run was ended elsewhere').waitFor();
    expect(file.stage.deletedIds).toHaveLength(25);
  });

  it('of two tabs that resume at once, one is told that the other has it', async () => {
    await leaveRun({ total: 60, done: 20 });
    await app.advance(LEASE_MS);
    const { app: first } = await file.stage.visit({ group: contractors });
    const { app: second } = await file.stage.visit({ group: contractors });
    await Promise.all([first, second].map((frame) => count(frame).click()));
    const held = app.holdAt({ call: 'makeChanges', when: 'before' });
    await resume(first);
    await held.reached;
    await resume(second);
    await takenOver(second).waitFor();
    await region(second)
      .getByText('It is another page of yours: look for it in your other tabs and windows.')
      .waitFor();
    await region(second)
      .getByText('Right now, another page of yours may be removing these people.')
      .waitFor();
    expect(await button(second, 'Resume').isDisabled()).toBe(true);
    held.goOn();
    await summary(first).getByText('Removed 60 of 60').waitFor();
    expect(file.stage.deletedIds).toHaveLength(40);
  });

  it('a page whose run was dismissed elsewhere is told that it has ended', async () => {
    const { app: frame } = await file.stage.visit({ group: contractors });
    await readWhole(frame, 240);
    await selectFirst(frame, 50);
    await frame.getByRole('button', { name: 'Remove selected (50)' }).click();
    const held = app.holdAt({ call: 'makeChanges', when: 'after' });
    await confirmRemoval(frame);
    await held.reached;
    await frame.getByRole('button', { name: 'Pause', exact: true }).click();
    held.goOn();
    await frame.getByText('Paused. Nothing is removed until you resume.').waitFor();
    await app.advance(LEASE_MS);
    await call('dismissRun', { runId: (await newestRun()).run.runId });
    await frame.getByRole('button', { name: 'Resume', exact: true }).click();
    await summary(frame).getByText('This run was ended elsewhere').waitFor();
    expect(file.stage.deletedIds).toHaveLength(25);
  });
});

describe('looking for them', () => {
  /** Opens all-staff, looks there and in another group. @returns what Confluence was asked by the function */
  async function lookTwice(): Promise<{ asked: string[]; points: number }> {
    await call('listRuns', { limit: 1 }); // So that nothing of the function is still to be loaded.
    file.stage.sandbox.confluence.requestLog.clear();
    const held = app.holdAt({ call: 'listUnfinishedRuns', when: 'before' });
    const { app: frame } = await file.stage.visit({ group: allStaff });
    await held.reached;
    expect(file.stage.requests.map(({ via }) => via)).toEqual(['bridge', 'bridge']);
    await loaded(frame, 50);
    held.goOn();
    await app.idle();
    await frame.getByRole('combobox', { name: 'Group' }).fill('design');
    await frame.getByRole('option', { name: 'design-team' }).click();
    await frame.getByRole('table', { name: 'Members of design-team' }).waitFor();
    await app.idle();
    const requests = file.stage.requests.filter(({ via }) => via === 'function');
    return {
      asked: requests.map(({ path }) => path.split('?')[0]?.split('/').at(-1) ?? ''),
      points: pointsOf(file.stage.requests),
    };
  }

  it('comes after the first rows, and costs no points where there are none', async () => {
    expect(await lookTwice()).toEqual({ asked: [], points: 0 });
  });

  it('asks once who may see one that there is, for 3 points', async () => {
    await leaveRun({ total: 30, done: 20 });
    expect(await lookTwice()).toEqual({ asked: ['current'], points: 3 });
  });

  it.each([1280, 320])('moves nothing when one is found, at %i px', async (width) => {
    await leaveRun({ total: 30, done: 20 });
    await app.advance(LEASE_MS);
    const held = app.holdAt({ call: 'listUnfinishedRuns', when: 'after' });
    const { app: frame } = await file.stage.visit({ group: contractors, viewport: { width, height: 800 } });
    await held.reached;
    await readWhole(frame, 220);
    const yOfTable = () =>
      frame.getByRole('table').evaluate((table) => table.getBoundingClientRect().y + window.scrollY);
    const before = await yOfTable();
    held.goOn();
    await count(frame).waitFor();
    expect(await yOfTable()).toBe(before);
    const [tab, toggle] = await Promise.all(
      [frame.getByRole('tab', { name: 'History' }), count(frame)].map((one) => one.boundingBox()),
    );
    expect((tab?.x ?? 0) + (tab?.width ?? 0)).toBeLessThan(toggle?.x ?? 0);
  });

  it('says nothing of a storage that is down where the history does', async () => {
    file.stage.fault({ service: 'storage', status: 503 });
    const { app: frame } = await file.stage.visit({ group: contractors });
    await region(frame).getByText('Couldn’t check for unfinished runs.').waitFor();
    await frame.getByRole('tab', { name: 'History' }).click();
    await frame.getByText('The history did not answer').waitFor();
    await region(frame).waitFor({ state: 'detached' });
  });

  it('shows nothing to somebody who may not see the history', async () => {
    await leaveRun({ total: 30, done: 20 });
    const held = app.holdAt({ call: 'listUnfinishedRuns', when: 'after' });
    const { app: frame } = await file.stage.visit({ as: 'member', group: contractors });
    await held.reached;
    held.goOn();
    await readWhole(frame, 220);
    await app.idle();
    await frame.getByRole('searchbox', { name: 'Find a person' }).fill('a');
    await frame.getByRole('button', { name: /^Export \d+ found/ }).waitFor();
    expect(await region(frame).count()).toBe(0);
  });

  it('says when it could not be done, and tries again', async () => {
    await leaveRun({ total: 30, done: 20 });
    await app.advance(LEASE_MS);
    file.stage.fault({ service: 'storage', status: 503 });
    const { app: frame } = await file.stage.visit({ group: contractors });
    await region(frame).getByText('Couldn’t check for unfinished runs.').waitFor();
    file.stage.fault();
    await region(frame).getByRole('button', { name: 'Try again' }).click();
    await count(frame).click();
    await region(frame).getByText('20 people were removed.').waitFor();
    expect(await region(frame).getByText('Couldn’t check').count()).toBe(0);
  });
});

it.each(['light', 'dark'] as const)('has no axe violation in %s', async (colorScheme) => {
  file.stage.sandbox.consent('new-admin');
  await leaveRun({ total: 30, done: 20 });
  await leaveRun({ total: 30, done: 20 });
  await app.advance(LEASE_MS);
  const { runId } = (await newestRun()).run;
  await call('resumeRun', { runId, driver: `driver-${crypto.randomUUID()}` }, 'new-admin');
  const { page, app: frame } = await file.stage.visit({
    ...{ group: groupIds.research, colorScheme, viewport: { width: 320, height: 800 } },
  });
  await count(frame).click();
  await region(frame).getByText('Right now, Noor El-Amin may be removing these people.').waitFor();
  await button(frame, 'Dismiss').last().click();
  const dialog = frame.getByRole('dialog');
  await dialog.waitFor();
  await expectAccessible(page);
  file.stage.fault({ service: 'storage', status: 503 });
  await dialog.getByRole('button', { name: 'Dismiss', exact: true }).click();
  await region(frame).getByRole('alert').waitFor();
  await expectAccessible(page);
});
