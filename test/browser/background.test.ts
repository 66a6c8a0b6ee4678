/** Changes whose page is closed in the middle, with each of the sandbox's switches; what the record has of them, person by person. */
import { buffer } from 'node:stream/consumers';
import type { SandboxOptions } from '../../sandbox';
import type { Answer, Calls, OutcomeCounts, RunDetail } from '../../src/contract';
import { expectAccessible, expectAccessibleEverywhere } from './support/accessible';
import { Past, receipt } from './support/history';
import {
  confirmPlan,
  groupIds,
  Stage,
  type FrameLocator,
  type HeldAnswers,
  type Page,
  type Visit,
} from './support/page';
import { passTimeUntil } from './support/pageClock';
import { beginRemoval } from './support/plannedRemoval';
import { letTimePass, plantPossible, SITE_ADMIN } from './support/worker';

const { contractors } = groupIds;
/** Longer than changes are those of a page that is gone: 75 s. */
const LEASE_MS = 80_000;
const HOUR_MS = 3_600_000;
/** Of the 240; the page is gone after the first 75. */
const SOME = 100;
const LEFT = 25;
/** The page learns with the answer about the first slice whether they go on. */
const FIRST_SLICE = 25;

const GOES_ON = 'You can close this page: the changes go on in the background.';
const STAYS = 'Keep this page open until they are done.';

const button = (app: FrameLocator, name: string) => app.getByRole('button', { name, exact: true });
const heading = (app: FrameLocator, name: string | RegExp) => app.getByRole('heading', { name });
const progress = (app: FrameLocator) => app.getByRole('region', { name: 'Progress' });
const inBackground = (app: FrameLocator) => progress(app).getByText('In the background', { exact: true });
const unfinished = (app: FrameLocator) => app.getByRole('region', { name: /^Unfinished changes/ });

/** A site of its own for a part of this file, and what is done and asked there past the page. */
class Site {
  readonly file: { readonly stage: Stage };
  readonly past: Past;
  /** Who is in contractors before each test. */
  before: readonly string[] = [];

  constructor(options: SandboxOptions = {}) {
    this.file = Stage.forFile(options);
    this.past = new Past(this.file);
    beforeEach(async () => {
      this.before = await this.past.members(contractors);
    });
  }

  get stage(): Stage {
    return this.file.stage;
  }

  /** Begins to remove the first of contractors; they are held after the first slice. */
  async begin(count: number, visit: Visit) {
    const changes = this.stage.holdChanges(FIRST_SLICE);
    const { page, app } = await beginRemoval(this.stage, this.before.slice(0, count), {
      ...{ ...visit, group: contractors },
    });
    return { page, app, changes };
  }

  /** Closes the page while changes are held. @returns whether it asked before, and whom it has removed */
  async closeInTheMiddle(
    page: Page,
    changes: HeldAnswers,
  ): Promise<{ hasWarned: boolean; removed: string[] }> {
    await changes.held;
    let hasWarned = false;
    page.once('dialog', (dialog) => {
      hasWarned = dialog.type() === 'beforeunload';
      void dialog.accept();
    });
    await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })]);
    changes.release();
    await this.stage.sandbox.advance(0); // What was sent is answered, and written down.
    return { hasWarned, removed: this.stage.deletedIds };
  }

  /** The newest changes of the history, person by person. */
  async newest(): Promise<RunDetail> {
    const { runs } = await this.#call('listRuns', { limit: 1 });
    return this.#call('getRun', { runId: runs[0]?.runId, from: 0 });
  }

  /**
   * Record, directory and requests say the same: these were removed, each by one request, and no one else was.
   * @param removed all who were planned, unless told otherwise
   * @param byWorker of them
   */
  async expectExact({
    removed,
    byWorker = [],
  }: {
    removed?: readonly string[];
    byWorker?: readonly string[];
  }) {
    const { run, changes } = await this.newest();
    const planned = changes.map(({ accountId }) => accountId);
    const wanted = removed ?? planned;
    const counts: OutcomeCounts = {
      done: wanted.length,
      unchanged: 0,
      failed: 0,
      unconfirmed: 0,
      notAttempted: 0,
    };
    expect(run.counts).toEqual({ ...counts, notAttempted: planned.length - wanted.length });
    expect(run.inBackground ?? 0).toBe(byWorker.length);
    const done = changes.filter(({ outcome }) => outcome === 'done');
    expect(idsOf(done)).toEqual([...wanted].sort());
    expect(idsOf(done.filter((change) => change.inBackground))).toEqual([...byWorker].sort());
    expect([...this.stage.deletedIds].sort()).toEqual([...wanted].sort());
    const gone = new Set(wanted);
    expect(await this.past.members(contractors)).toEqual(this.before.filter((id) => !gone.has(id)));
  }

  async #call<K extends keyof Calls>(
    name: K,
    payload?: unknown,
  ): Promise<Extract<ReturnType<Calls[K]>, { ok: true }>> {
    const answer = await this.stage.sandbox.invoke('site-admin', name, payload);
    const result = 'result' in answer ? (answer.result as Answer<object>) : undefined;
    if (!result?.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    return result as Extract<ReturnType<Calls[K]>, { ok: true }>;
  }
}

function idsOf(changes: RunDetail['changes']): string[] {
  return changes.map(({ accountId }) => accountId).sort();
}

/** Reviews what is left, and has this page do it. */
async function goOn(app: FrameLocator): Promise<void> {
  await button(app, `Continue with ${LEFT}`).click();
  await confirmPlan(app);
}

const removedSome = (app: FrameLocator) =>
  receipt(app).getByText(new RegExp(`^Removed .+ and ${SOME - 2} others from contractors$`));

describe('where the app can act for an admin who is away', () => {
  const site = new Site({ impersonation: 'on' });

  it('says so once; changes go on as that admin, and the page says on return what became of them', async () => {
    const { stage } = site;
    const { page: first, app } = await stage.visit({ hasFastClock: true });
    await button(app, 'Undo the last change').waitFor();
    await passTimeUntil(first, heading(app, 'Changes go on when you close this page'));
    const tried = stage.requests
      .filter(({ via }) => via === 'function')
      .map(({ path }) => path.split('?')[0]);
    expect(new Set(tried)).toEqual(new Set(['/wiki/rest/api/user/current']));
    await expectAccessible(first);
    stage.sandbox.confluence.requestLog.clear();

    const { page, app: plan, changes } = await site.begin(SOME, { after: first });
    await progress(plan).getByText(GOES_ON).waitFor();
    expect(await heading(plan, /when you close this page$/).count()).toBe(0);
    const { hasWarned, removed } = await site.closeInTheMiddle(page, changes);
    expect(hasWarned).toBe(false);
    await first.close();
    await letTimePass(stage, LEASE_MS);
    const byWorker = site.before.slice(0, SOME).filter((id) => !removed.includes(id));
    expect(byWorker).toHaveLength(LEFT);
    await site.expectExact({ byWorker });
    const changed = stage.requests.filter(({ method }) => method === 'DELETE');
    const asked = changed.map(({ principal }) =>
      'persona' in principal ? principal.persona : principal.type,
    );
    expect(new Set(asked)).toEqual(new Set(['site-admin']));

    const { page: later, app: back } = await stage.visit({ after: page });
    await button(back, 'Undo the last change').waitFor();
    await passTimeUntil(later, heading(back, `While you were away: Removed ${SOME} people from contractors`));
    await expectAccessible(later);
    await button(back, 'View receipt').click();
    await heading(back, /^While you were away/).waitFor({ state: 'detached' });
    await back.getByText(`${LEFT} of ${SOME} changes were made in the background, as you.`).waitFor();
    const [download] = await Promise.all([later.waitForEvent('download'), button(back, 'Export').click()]);
    const csv = (await buffer(await download.createReadStream())).toString('utf8');
    expect(csv.match(/,yes\r?$/gm)).toHaveLength(LEFT);
    await back.getByRole('tab', { name: 'History' }).click();
    await back.getByText(`${LEFT} in the background`).waitFor();
  }, 60_000);

  it('are held, gone on with and ended from another page, though each event comes twice', async () => {
    const { stage } = site;
    await plantPossible(stage);
    stage.fault({ service: 'delivery', drop: 'after' });
    const { page, app, changes } = await site.begin(240, { hasFastClock: true });
    await progress(app).getByText(GOES_ON).waitFor();
    await site.closeInTheMiddle(page, changes);
    const first = stage.holdChanges();
    await stage.sandbox.advance(LEASE_MS);
    await first.held;

    const { page: second, app: other } = await stage.visit({ after: page });
    await inBackground(other).waitFor();
    await expectAccessibleEverywhere(second);
    await button(other, 'Pause').click();
    await progress(other).getByText('Pausing. What is under way is finished first.').waitFor();
    first.release();
    await passTimeUntil(second, progress(other).getByText('Paused. No one is removed until you resume.'));
    const paused = stage.deletedIds.length;
    await letTimePass(stage, HOUR_MS);
    expect(stage.deletedIds).toHaveLength(paused);
    const resumed = stage.holdChanges();
    await button(other, 'Resume').click();
    await inBackground(other).waitFor({ state: 'detached' });
    await site.closeInTheMiddle(second, resumed);
    const goneOn = stage.deletedIds.length;
    expect(goneOn).toBeGreaterThan(paused);

    const last = stage.holdChanges();
    await stage.sandbox.advance(LEASE_MS);
    await last.held;
    const { page: third, app: again } = await stage.visit({ after: page });
    await inBackground(again).waitFor();
    await button(again, 'Stop').click();
    await progress(again).getByText('Stopping. What is under way is finished first.').waitFor();
    last.release();
    await passTimeUntil(third, receipt(again).getByRole('heading', { name: /^Stopped\. Removed / }));
    await receipt(again)
      .getByText(/^\d+ of 240 changes were made in the background, as you\.$/)
      .waitFor();
    await expectAccessible(third);
    const removed = stage.deletedIds;
    expect(removed.length).toBeLessThan(240);
    const { changes: recorded } = await site.newest();
    const byWorker = idsOf(recorded.filter((change) => change.inBackground));
    await site.expectExact({ removed, byWorker });
  }, 60_000);

  it('are looked on at by a page whose machine slept meanwhile', async () => {
    const { stage } = site;
    stage.tolerate(/ERR_INTERNET_DISCONNECTED/);
    await plantPossible(stage);
    const { page, app, changes } = await site.begin(SOME, { hasFastClock: true });
    await progress(app).getByText(GOES_ON).waitFor();
    await changes.held;
    await page.context().setOffline(true);
    await progress(app).getByText('You are offline. The changes go on in the background.').waitFor();
    changes.release();
    await stage.sandbox.advance(0);
    const removed = stage.deletedIds;
    const rest = stage.holdChanges();
    await stage.sandbox.advance(LEASE_MS);
    await rest.held;
    await page.context().setOffline(false);
    await passTimeUntil(page, inBackground(app));
    rest.release();
    await passTimeUntil(page, removedSome(app));
    await receipt(app).getByText(`${LEFT} of ${SOME} changes were made in the background, as you.`).waitFor();
    await site.expectExact({ byWorker: stage.deletedIds.filter((id) => !removed.includes(id)) });
  });

  it('stay with the page where the queue takes no event, and are offered to the next one', async () => {
    const { stage } = site;
    await plantPossible(stage);
    stage.fault({ service: 'queue', status: 503 });
    const { page, app, changes } = await site.begin(SOME, {});
    await progress(app).getByText(STAYS).waitFor();
    const { hasWarned, removed } = await site.closeInTheMiddle(page, changes);
    expect(hasWarned).toBe(true);
    await letTimePass(stage, LEASE_MS);
    await letTimePass(stage, HOUR_MS);
    stage.fault();

    const { app: back } = await stage.visit({ after: page });
    await unfinished(back).getByText(`${LEFT} people are not removed yet.`).waitFor();
    expect(stage.deletedIds).toEqual(removed);
    await goOn(back);
    await removedSome(back).waitFor();
    await site.expectExact({});
  });
});

describe('where the app cannot act for them any more', () => {
  const site = new Site({ impersonation: 'off' });

  it('no one is touched, every admin hears why, and the page goes on, and has to stay open', async () => {
    const { stage } = site;
    stage.sandbox.consent('new-admin');
    await plantPossible(stage);
    const { page, app, changes } = await site.begin(SOME, { hasFastClock: true });
    await progress(app).getByText(GOES_ON).waitFor();
    const { hasWarned, removed } = await site.closeInTheMiddle(page, changes);
    expect(hasWarned).toBe(false);
    await letTimePass(stage, LEASE_MS);
    await letTimePass(stage, HOUR_MS);

    const why = (whom: string) =>
      `It did not go on in the background: Atlassian did not let this app act for ${whom} without an open page.`;
    const { app: other } = await stage.visit({ as: 'new-admin' });
    await unfinished(other).getByText(why(SITE_ADMIN.name)).waitFor();
    await unfinished(other).getByText('Continue, and keep this page open until it is done.').waitFor();

    const { page: later, app: back } = await stage.visit({ after: page });
    await unfinished(back).getByText(why('you')).waitFor();
    await passTimeUntil(later, heading(back, 'Changes stop when you close this page'));
    await back.getByText('Atlassian does not let this app act for you without an open page.').waitFor();
    expect(stage.deletedIds).toEqual(removed);
    await expectAccessibleEverywhere(later);
    const rest = stage.holdChanges();
    await goOn(back);
    await rest.held;
    await progress(back).getByText(STAYS).waitFor();
    rest.release();
    await removedSome(back).waitFor();
    await site.expectExact({});
  }, 60_000);
});
