import { seededRandom } from '../../sandbox/confluence/prng';
import type { Answer, Calls, IndexRanges, RunDetail } from '../../src/contract';
import { indexesIn } from '../../src/membership/ranges';
import { newDriver } from '../src/support/runs';
import { expectAccessibleEverywhere } from './support/accessible';
import { Past, receipt } from './support/history';
import { confirmPlan, groupIds, Stage, type FrameLocator, type Page } from './support/page';
import { passTimeUntil } from './support/pageClock';
import { beginRemoval } from './support/plannedRemoval';
import { WatchedFunction, type Moment } from './support/watchedFunction';

const app = new WatchedFunction();
const file = Stage.forFile({ handler: app.handler, limits: false });
const past = new Past(file);
const { contractors } = groupIds;
/** Longer than a run is anybody's who is gone: a run that waits is kept for 75 s. */
const LEASE_MS = 80_000;
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

/** How many of contractors a browser that is killed was to remove. */
const CHOSEN = 200;

describe('a browser that is killed', () => {
  /** When: at a moment of an invocation, or so many people into a slice; `unwritten`: what came of it is lost too. */
  type Kill = Moment | { call: 'makeChanges'; nth: number; when: 'during' | 'unwritten' };
  const random = seededRandom(20_260_301);
  const kills: Kill[] = shuffled([
    { call: 'resumeRun', when: 'after' },
    { call: 'makeChanges', nth: 1, when: 'never' },
    { call: 'makeChanges', nth: 1, when: 'during' },
    { call: 'makeChanges', nth: 1, when: 'after' },
    { call: 'makeChanges', nth: 2, when: 'unwritten' },
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
    await region(frame)
      .getByRole('heading', { name: `Removing ${CHOSEN} people from contractors` })
      .waitFor();
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

  it('at eight moments of a run costs nothing: it is continued, and directory and history are exact', async () => {
    const before = await past.members(contractors);
    const chosen = shuffled(before).slice(0, CHOSEN);
    file.stage.sandbox.confluence.requestLog.clear();

    const held = app.holdAt({ call: 'makeChanges', when: 'before' });
    const first = await beginRemoval(file.stage, chosen, { group: contractors });
    await held.reached;
    await first.page.context().close();
    held.goOn();
    await app.advance(LEASE_MS);
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
    expect(await past.members(contractors)).toEqual(before.filter((accountId) => !gone.has(accountId)));
    const record = await newestRun();
    expect(new Map(record.changes.map(({ accountId, outcome }) => [accountId, outcome]))).toEqual(
      new Map(chosen.map((accountId) => [accountId, 'done'])),
    );
    expect(record.run.endedAt).toBeDefined();
    expect(record.run.counts).toEqual({ ...NOTHING, done: CHOSEN });
    const open = neverSettled(record);
    expect(open.length).toBeGreaterThan(0);
    const asked = timesAsked();
    expect(new Set(asked.keys())).toEqual(gone);
    const tooOften = [...asked].filter(
      ([accountId, times]) => times > 1 + open.filter((other) => other === accountId).length,
    );
    expect(tooOften).toEqual([]);
  }, 120_000);

  function shuffled<T>(items: T[]): T[] {
    return items
      .map((item) => ({ item, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }
});

describe('one driver at a time', () => {
  it('a second admin is told who makes the changes, takes them over once they were left, and the first is told', async () => {
    file.stage.sandbox.consent('new-admin');
    file.stage.tolerate(/ERR_INTERNET_DISCONNECTED/);
    const fifty = (await past.members(contractors)).slice(0, 50);
    const held = app.holdAt({ call: 'makeChanges', when: 'after' });
    const { page: firstPage, app: first } = await beginRemoval(file.stage, fifty, { group: contractors });
    await held.reached;
    await first.getByRole('button', { name: 'Pause', exact: true }).click();

    const { page, app: second } = await file.stage.visit({ as: 'new-admin', hasFastClock: true });
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
    await app.advance(LEASE_MS);
    await passTimeUntil(page, second.locator('button:enabled', { hasText: 'Continue with 25' }));
    await toContinue(second).click();
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
  }, 60_000);

  it('of two tabs that continue an undo at once, one is told that the other has it', async () => {
    const people = (await past.members(contractors)).slice(0, 30);
    await past.undid(await past.removed(people, { groupId: contractors }), 30, 10);
    await app.advance(LEASE_MS);
    const { app: first } = await file.stage.visit();
    await region(first).getByRole('heading', { name: 'Adding 30 people back to contractors' }).waitFor();
    await region(first).getByText('10 people were added back.').waitFor();
    const { app: second } = await file.stage.visit();
    for (const frame of [first, second]) {
      await toContinue(frame).click();
      await frame.getByText(/^Planned by you on .+, for 30 changes in all\.$/).waitFor();
      await frame.getByRole('button', { name: 'Add 20 people back' }).waitFor();
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
      .getByText(/^Added .+ and 28 others back to contractors$/)
      .waitFor();
    expect(await past.members(contractors)).toHaveLength(240);
    expect((await newestRun()).run.counts).toEqual({ ...NOTHING, done: 30 });
  });
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

it('is dismissed after a question, which changes nobody and keeps the focus on the page; without an axe violation', async () => {
  file.stage.sandbox.consent('new-admin');
  await leaveRun({ total: 30, done: 20 });
  await leaveRun({ total: 60, done: 20 });
  await app.advance(LEASE_MS);
  const [newest, older] = (await call('listRuns', { limit: 2 })).runs;
  // Another admin may be making it.
  await call('resumeRun', { runId: older?.runId ?? '', driver: newDriver() }, 'new-admin');
  const { page, app: frame } = await file.stage.visit();
  await region(frame).getByText('Right now, Noor El-Amin may be removing these people.').waitFor();
  await toDismiss(frame).first().click();
  await dismissal(frame).getByText('The 40 people who are not removed yet stay in the group.').waitFor();
  await expectAccessibleEverywhere(page);
  await page.keyboard.press('Escape');
  await dismissal(frame).waitFor({ state: 'detached' });
  expect(
    await toDismiss(frame)
      .first()
      .evaluate((element) => element === document.activeElement),
  ).toBe(true);
  file.stage.fault({ service: 'storage', status: 503 });
  await page.keyboard.press('Enter');
  await dismissal(frame).getByRole('button', { name: 'Dismiss', exact: true }).click();
  await region(frame).getByRole('alert').waitFor();
  await expectAccessibleEverywhere(page);

  file.stage.fault();
  await toDismiss(frame).first().click();
  await dismissal(frame).getByRole('button', { name: 'Dismiss', exact: true }).click();
  await toDismiss(frame).nth(1).waitFor({ state: 'detached' });
  await frame.locator(':focus').waitFor();
  const { run } = await call('getRun', { runId: newest?.runId ?? '', from: 0 });
  expect(run.counts).toEqual({ ...NOTHING, done: 20, notAttempted: 40 });
  expect(run.endedAt).toBeDefined();
  expect(file.stage.deletedIds).toEqual([]);
}, 60_000);
