import { seededRandom } from '../../../sandbox/confluence/prng';
import type { Change } from '../../../src/contract/changes';
import { openCheck, recordCheck } from '../../../src/history/checkChanges';
import { BACKGROUND_KEY, PROTECTED_KEY } from '../../../src/history/keys';
import { ACTIONS } from '../../../src/membership/actions';
import { toRanges } from '../../../src/membership/ranges';
import { orderChanges } from '../../../src/run/changeQueue';
import type { RunDriver } from '../../../src/run/runDriver';
import { hasEnded } from '../../../src/run/runSnapshot';
import { Timeline } from '../../support/timeline';
import { ADMIN, OTHER_ADMIN } from './admins';
import type { ActorEvent, BackgroundSchedule, Moment } from './backgroundSchedule';
import { Follower } from './follower';
import { Forge, type PageCalls } from './forge';
import type { Page } from './page';
import { Pages, SETTLING_MS } from './pages';
import { GROUPS, type Schedule, type SiteEvent } from './schedule';
import { Site } from './site';
import { Storage } from './storage';

/** After the last of a schedule's controls, so that no run stays paused. */
const LAST_RESUME_MS = 10_000;
/** After a control elsewhere, until the admin lets a page go on that was paused by it: a slice may be under way first. */
const PAUSES_MS = [45_000, 150_000];
/** How often a page that looks on asks, and how many times: longer than most is slow that it is to see. */
const LOOK_EVERY_MS = 2_000;
const LOOKS = 60;
/** Longer than the storage is down. */
const LONGEST_CLOSING_MS = 300_000;

/** A run of the page's driver over the function, on a simulated Forge and Confluence. */
export class World {
  readonly timeline = new Timeline();
  readonly site: Site;
  readonly storage: Storage;
  readonly forge: Forge;
  /** In the order in which the run names them. */
  readonly changes: readonly Change[];
  readonly bystanders: string[];
  readonly protectedPeople: ReadonlySet<string>;
  /** Changes that Check was asked of. */
  readonly checked = new Set<number>();
  /** The only changes that are asked for since an admin asked again, and the requests made before. */
  part: { changes: ReadonlySet<number>; requestsBefore: number } | undefined;
  readonly pages: Pages;
  /** A page that looks on. */
  follower: Follower | undefined;
  readonly #hasBackground: boolean;

  constructor(schedule: Schedule) {
    const { timeline } = this;
    const random = seededRandom(schedule.seed);
    const { latency, overheadMs, skewsMs, outage, answersToRepetition } = schedule;
    this.changes = orderChanges(schedule.plan.map(toChange));
    this.bystanders = Array.from({ length: schedule.bystanders }, (_, n) => `bystander-${n}`);
    const byRequest = new Map(schedule.requests.map(({ nth, fault }) => [nth, fault]));
    const byPerson = new Map(schedule.persons.map(({ person, fault }) => [nameOf(person), fault]));
    const byInvocation = new Map(schedule.invocations.map(({ nth, fault }) => [nth, fault]));
    const byStored = new Map(schedule.storage.map(({ nth, fault }) => [nth, fault]));
    this.site = new Site({
      ...{ timeline, random, latency, answersToRepetition },
      faultOf: (nth, accountId) => byRequest.get(nth) ?? byPerson.get(accountId),
    });
    this.storage = new Storage({ timeline, faultOf: (nth) => byStored.get(nth) });
    this.protectedPeople = new Set(schedule.protectedPeople.map(nameOf));
    if (this.protectedPeople.size > 0) {
      const list = { v: 1, revision: 1, accountIds: [...this.protectedPeople] };
      this.storage.plant(PROTECTED_KEY, list);
    }
    if (outage) {
      const from = timeline.now() + outage.atMs;
      this.storage.outage = { from, until: from + outage.forMs };
    }
    const { background } = schedule;
    const byPush = new Map(background?.queue.map(({ nth, fault }) => [nth, fault]));
    const byWorker = new Map(background?.workers.map(({ nth, fault }) => [nth, fault]));
    const { offlineFrom = Infinity } = schedule;
    this.forge = new Forge({
      ...{ timeline, random, site: this.site, storage: this.storage, overheadMs },
      faultOf: (nth) =>
        this.pages.isOffline && nth >= offlineFrom ? { kind: 'notMade' } : byInvocation.get(nth),
      skewOf: (nth) => skewsMs[nth % Math.max(1, skewsMs.length)] ?? 0,
      background: {
        isSerial: background?.isSerial ?? false,
        eventFaultOf: (push) => byPush.get(push),
        workerFaultOf: (invocation) => byWorker.get(invocation),
      },
    });
    this.#hasBackground = background !== undefined;
    this.#fillGroups(new Set(schedule.soAlready));
    for (const { atMs, event } of schedule.events) timeline.plan(atMs, () => this.#happen(event));
    if (schedule.otherPerSecond > 0) this.#letOtherAsk(1_000 / schedule.otherPerSecond);
    this.pages = new Pages({
      ...{ timeline, random, forge: this.forge, site: this.site, storage: this.storage },
      ...{ changes: this.changes, isOffline: schedule.offlineFrom !== undefined, signInMs: LAST_RESUME_MS },
    });
    for (const { atMs, control } of schedule.controls) timeline.plan(atMs, () => this.pages.press(control));
    for (const atMs of schedule.kills) timeline.plan(atMs, () => this.#kill());
    timeline.plan(LAST_RESUME_MS, () => this.run.control('run'));
    if (schedule.background) this.#leaveAlone(schedule.background);
  }

  /** The run on the page that is open now, or was last. */
  get run(): RunDriver {
    return this.pages.page.run;
  }

  /** Lets the run end, or come to rest without a page, and what is on its way arrive. */
  async end(): Promise<void> {
    const { timeline, pages, forge } = this;
    let page: Page;
    do {
      ({ page } = pages);
      await this.endOnPage();
      await timeline.pass(SETTLING_MS);
      if (pages.opening) await timeline.until(pages.opening);
      while (this.isLeft && !forge.queue.isIdle) {
        await timeline.until(forge.queue.waitUntilIdle());
        await timeline.pass(SETTLING_MS);
      }
    } while (page !== pages.page || pages.opening);
  }

  /** Lets the run end on the page that has it; what is on its way may yet arrive. */
  async endOnPage(): Promise<void> {
    const { timeline, pages } = this;
    const { page } = pages;
    if (!pages.isGone) await timeline.until(Promise.race([this.#waitForClose(page.run), page.killed]));
  }

  /** Until the run has ended and the history knows, or does not hear of it for long. */
  async #waitForClose(run: RunDriver): Promise<void> {
    await waitForEnd(run);
    await Promise.race([run.waitForEnd(), this.timeline.sleep(LONGEST_CLOSING_MS)]);
  }

  /** Whether the run was left to the worker, and no page knows what became of it. */
  get isLeft(): boolean {
    return this.#hasBackground && this.pages.isGone;
  }

  /** Has a page take up what is left, once all trouble is over. */
  async takeUp(): Promise<void> {
    this.pages.isOffline = false;
    this.part = undefined;
    this.pages.open('takesUp', ADMIN);
    if (this.pages.opening) await this.timeline.until(this.pages.opening);
    await this.end();
  }

  /** What Retry does. */
  async retry(changes: readonly number[]): Promise<void> {
    this.beginRetry(changes);
    await this.end();
  }

  /** The same, without waiting. */
  beginRetry(changes: readonly number[]): void {
    this.pages.stoppedAt = undefined;
    this.limitTo(changes);
    this.run.retry(changes);
  }

  /** An admin asks for these, and no others. */
  limitTo(changes: readonly number[]): void {
    this.part = { changes: new Set(changes), requestsBefore: this.site.requests.length };
  }

  /** What Check does: the record and the page get Confluence's answer. */
  async check(runId: string, changes: readonly number[]): Promise<void> {
    this.storage.isCalm = true;
    const asking = { actorId: 'admin', now: this.timeline.now() };
    const opened = await openCheck(this.storage, runId, toRanges(changes), asking.now);
    if (!opened.ok) throw new Error(`The check was refused: ${opened.error.kind}`);
    const { check } = opened;
    const answers = new Map(check.open.map((change) => [change.index, this.site.isMember(change)]));
    const recorded = await recordCheck(this.storage, check, answers, asking);
    if (!recorded.ok) throw new Error(`The check was not recorded: ${recorded.error.kind}`);
    this.storage.isCalm = false;
    const isSo = ({ action, index }: Change & { index: number }) =>
      answers.get(index) === ACTIONS[action].wantsMember;
    const [so, notSo] = [check.open.filter(isSo), check.open.filter((change) => !isSo(change))].map((some) =>
      toRanges(some.map(({ index }) => index)),
    );
    this.run.apply({ kind: 'check', actorId: 'admin', so: so ?? [], notSo: notSo ?? [] });
    for (const { index } of check.open) this.checked.add(index);
  }

  #kill(): void {
    this.pages.kill();
    if (this.pages.opening) this.part = undefined;
  }

  #fillGroups(soAlready: ReadonlySet<number>): void {
    for (let n = 0; n < GROUPS; n += 1) this.site.groups.set(groupOf(n), new Set(this.bystanders));
    this.changes.forEach(({ groupId, accountId, action }, n) => {
      if (ACTIONS[action].wantsMember === soAlready.has(n)) this.site.groups.get(groupId)?.add(accountId);
    });
  }

  #leaveAlone({ closes, returns, elsewhere, actor }: BackgroundSchedule): void {
    const { timeline, pages } = this;
    const trial = { actorId: ADMIN, trialId: '0'.repeat(16), at: timeline.now() };
    this.storage.plant(BACKGROUND_KEY, { v: 1, state: 'possible', ...trial });
    if (closes !== undefined) timeline.plan(closes, () => pages.close());
    if (returns) this.#at(returns.at, () => this.#return(returns));
    for (const one of elsewhere) this.#at(one.at, () => void this.pressElsewhere(one));
    for (const { at, event } of actor) this.#at(at, () => this.#happenToActor(event));
  }

  #at({ ms, takeUp }: Moment, happen: () => void): void {
    if (takeUp === undefined) this.timeline.plan(ms, happen);
    else this.forge.noted.listenToTakeUps((nth) => nth === takeUp && this.timeline.plan(ms, happen));
  }

  #return({ does, isOther }: NonNullable<BackgroundSchedule['returns']>): void {
    if (!this.pages.isClosed) return;
    if (does === 'follows') void this.#follow(isOther ? OTHER_ADMIN : ADMIN);
    else {
      this.pages.isOffline = false; // It is another machine.
      this.part = undefined;
      this.pages.open(does, isOther ? OTHER_ADMIN : ADMIN);
    }
  }

  /** Looks on once the worker drives the run. */
  async #follow(accountId: string): Promise<void> {
    const runId = await this.pages.find();
    if (runId === undefined) return;
    const { followRun } = this.forge.callsOf(accountId);
    for (let looks = 0; looks < LOOKS; looks += 1) {
      await this.#look(runId, followRun).catch(() => undefined); // The page tries again.
      await this.timeline.sleep(LOOK_EVERY_MS);
    }
  }

  async #look(runId: string, followRun: PageCalls['followRun']): Promise<void> {
    if (!this.follower) {
      const answer = await followRun({ runId, next: 0 });
      if (!answer.ok || !answer.driver.isWorker) return;
      this.follower = new Follower(runId, this.storage);
    }
    await this.follower.look(followRun);
  }

  /** A control on a page that does not drive the run. Who paused a run that a page drives lets it go on there. */
  async pressElsewhere({
    wish,
    isOther,
  }: Pick<BackgroundSchedule['elsewhere'][number], 'wish' | 'isOther'>): Promise<void> {
    const runId = await this.pages.find();
    if (runId === undefined) return;
    const { controlRun } = this.forge.callsOf(isOther ? OTHER_ADMIN : ADMIN);
    await controlRun({ runId, wish }).catch(() => undefined); // The page says so.
    for (const ms of PAUSES_MS) this.timeline.plan(ms, () => this.pages.press('resume'));
  }

  #happenToActor(event: ActorEvent): void {
    const { admins } = this.site;
    switch (event.kind) {
      case 'impersonation':
        admins.impersonation = event.becomes;
        return;
      case 'demoted':
        admins.suspend(ADMIN, 'demoted');
        return;
      case 'promoted':
        admins.demoted.delete(ADMIN);
        return;
      case 'deactivated':
        admins.suspend(ADMIN, 'deactivated');
        return;
      case 'reactivated':
        admins.deactivated.delete(ADMIN);
        return;
    }
  }

  #happen(event: SiteEvent): void {
    switch (event.kind) {
      case 'changedByOthers':
        this.site.changeByOthers(toChange(event));
        return;
      case 'accountDeleted':
        this.site.deleteAccount(nameOf(event.person));
        return;
      case 'groupDeleted':
        this.site.groups.delete(groupOf(event.group));
        return;
      case 'permissionLost':
      case 'permissionBack':
        this.site.isPermitted = event.kind === 'permissionBack';
        this.site.wasPermitted &&= this.site.isPermitted;
        return;
      case 'signedOut':
        this.site.admins.isSignedIn = false;
        return;
    }
  }

  #letOtherAsk(everyMs: number): void {
    const until = this.timeline.now() + LAST_RESUME_MS;
    const ask = () => {
      this.site.admit('remove');
      if (this.timeline.now() < until) this.timeline.plan(everyMs, ask);
    };
    ask();
  }
}

export function waitForEnd(run: RunDriver): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (hasEnded(run.getSnapshot().state)) resolve();
    };
    run.subscribe(look);
    look();
  });
}

function groupOf(n: number): string {
  return `group-${n}`;
}

function nameOf(person: number): string {
  return `person-${person}`;
}

function toChange({ person, group, action }: Schedule['plan'][number]): Change {
  return { groupId: groupOf(group), accountId: nameOf(person), action };
}
