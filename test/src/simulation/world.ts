import { seededRandom } from '../../../sandbox/confluence/prng';
import type { Change } from '../../../src/contract/changes';
import { openCheck, recordCheck } from '../../../src/history/checkChanges';
import { OPEN_PREFIX, PROTECTED_KEY } from '../../../src/history/keys';
import { openRunIn } from '../../../src/history/records';
import { ACTIONS } from '../../../src/membership/actions';
import { toRanges } from '../../../src/membership/ranges';
import { orderChanges } from '../../../src/run/changeQueue';
import type { RunDriver } from '../../../src/run/runDriver';
import { hasEnded } from '../../../src/run/runSnapshot';
import { Timeline } from '../../support/timeline';
import { Forge } from './forge';
import { Page, type PageOptions } from './page';
import { GROUPS, type Schedule, type SiteEvent } from './schedule';
import { Site } from './site';
import { Storage } from './storage';

/** Longer than anything that is on its way when a run ends. */
const SETTLING_MS = 60_000;
/** After the last of a schedule's controls, so that no run stays paused. */
const LAST_RESUME_MS = 10_000;
/** What it takes to open the page again. */
const REOPEN_MS = 1_500;

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
  /** When the admin pressed Stop, by the timeline. */
  stoppedAt: number | undefined;
  readonly #options: PageOptions;
  readonly #isOffline: boolean;
  #page: Page;
  /** A page was killed, and the next is not there yet. */
  #reopening: Promise<void> | undefined;

  constructor(schedule: Schedule) {
    const { timeline } = this;
    const random = seededRandom(schedule.seed);
    const { latency, overheadMs, skewsMs, outage, answersToRepetition } = schedule;
    this.changes = orderChanges(schedule.plan.map(toChange));
    this.bystanders = Array.from({ length: schedule.bystanders }, (_, n) => `bystander-${n}`);
    this.#isOffline = schedule.offlineFrom !== undefined;
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
    this.forge = new Forge({
      ...{ timeline, random, site: this.site, storage: this.storage, overheadMs },
      faultOf: (nth) =>
        nth >= (schedule.offlineFrom ?? Infinity) ? { kind: 'notMade' } : byInvocation.get(nth),
      skewOf: (nth) => skewsMs[nth % Math.max(1, skewsMs.length)] ?? 0,
    });
    this.#options = { timeline, random, forge: this.forge };
    this.#fillGroups(new Set(schedule.soAlready));
    for (const { atMs, event } of schedule.events) timeline.plan(atMs, () => this.#happen(event));
    if (schedule.otherPerSecond > 0) this.#letOtherAsk(1_000 / schedule.otherPerSecond);
    this.#page = Page.begin(this.changes, this.#options);
    for (const { atMs, control } of schedule.controls) timeline.plan(atMs, () => this.#press(control));
    for (const atMs of schedule.kills) timeline.plan(atMs, () => this.#kill());
    timeline.plan(LAST_RESUME_MS, () => this.run.control('run'));
  }

  /** The run on the page that is open now. */
  get run(): RunDriver {
    return this.#page.run;
  }

  /** Lets the run end, on whichever page, and what is on its way arrive. */
  async end(): Promise<void> {
    let page: Page;
    do {
      page = this.#page;
      await this.timeline.until(Promise.race([waitForEnd(page.run), page.killed]));
      await this.timeline.pass(SETTLING_MS);
      if (this.#reopening) await this.timeline.until(this.#reopening);
    } while (page !== this.#page);
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

  #fillGroups(soAlready: ReadonlySet<number>): void {
    for (let n = 0; n < GROUPS; n += 1) this.site.groups.set(groupOf(n), new Set(this.bystanders));
    this.changes.forEach(({ groupId, accountId, action }, n) => {
      if (ACTIONS[action].wantsMember === soAlready.has(n)) this.site.groups.get(groupId)?.add(accountId);
    });
  }

  #press(control: 'pause' | 'resume' | 'stop'): void {
    if (this.#reopening || hasEnded(this.run.getSnapshot().state)) return;
    if (control === 'stop') this.stoppedAt ??= this.timeline.now();
    this.run.control(control === 'resume' ? 'run' : control);
  }

  /** Somebody without a network would not get the page again. */
  #kill(): void {
    if (this.#isOffline || this.#reopening) return;
    this.#page.kill();
    this.#reopening = this.#reopen().then(() => {
      this.#reopening = undefined;
    });
  }

  /** Takes up what the history has, ended or not; a run it never got to know is begun again. */
  async #reopen(): Promise<void> {
    await this.timeline.sleep(REOPEN_MS);
    // Whoever opens the page again signs in again, at the latest after all that happens.
    this.timeline.plan(LAST_RESUME_MS, () => {
      this.site.isSignedIn = true;
    });
    // What was on its way when the page was killed may yet come to be known; another run would be about the same people.
    if ((await this.#unfinished()) === undefined) await this.timeline.sleep(SETTLING_MS);
    const runId = (await this.#unfinished()) ?? this.run.runId;
    this.forge.page += 1;
    this.stoppedAt = undefined;
    this.#page =
      runId === undefined
        ? Page.begin(this.changes, this.#options)
        : await Page.takeUp(runId, this.storage, this.#options);
  }

  /** A place may be there for a run that was never written. */
  async #unfinished(): Promise<string | undefined> {
    for (;;) {
      try {
        const { entries } = await this.storage.list(OPEN_PREFIX, { limit: 10 });
        const runIds = entries.map(({ value }) => openRunIn(value).runId);
        const headers = await this.storage.getMany(runIds.map((runId) => `run:${runId}`));
        return runIds.find((runId) => headers.has(`run:${runId}`));
      } catch {
        await this.timeline.sleep(REOPEN_MS); // The page says so, and the admin tries again.
      }
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
        return;
      case 'signedOut':
        this.site.isSignedIn = false;
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

export function groupOf(n: number): string {
  return `group-${n}`;
}

function nameOf(person: number): string {
  return `person-${person}`;
}

function toChange({ person, group, action }: Schedule['plan'][number]): Change {
  return { groupId: groupOf(group), accountId: nameOf(person), action };
}
