import { seededRandom } from '../../../../sandbox/confluence/prng';
import { OPEN_PREFIX, runIdIn } from '../../../../src/history/keys';
import type { Run } from '../../../../static/admin-panel/src/run/run';
import { hasEnded } from '../../../../static/admin-panel/src/run/snapshot';
import { Timeline } from '../../../support/timeline';
import { Forge } from './forge';
import { Page, type PageOptions } from './page';
import type { Schedule, SiteEvent } from './schedule';
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
  readonly accountIds: string[];
  readonly bystanders: string[];
  /** Of whom Check was asked. */
  readonly checked = new Set<string>();
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
    const { latency, overheadMs, skewsMs, outage } = schedule;
    this.accountIds = ids('person', schedule.people);
    this.bystanders = ids('bystander', schedule.bystanders);
    this.#isOffline = schedule.offlineFrom !== undefined;
    const byRequest = new Map(schedule.requests.map(({ nth, fault }) => [nth, fault]));
    const byPerson = new Map(schedule.persons.map(({ person, fault }) => [`person-${person}`, fault]));
    const byInvocation = new Map(schedule.invocations.map(({ nth, fault }) => [nth, fault]));
    const byStored = new Map(schedule.storage.map(({ nth, fault }) => [nth, fault]));
    this.site = new Site({
      ...{ timeline, random, latency },
      faultOf: (nth, accountId) => byRequest.get(nth) ?? byPerson.get(accountId),
    });
    this.storage = new Storage({ timeline, faultOf: (nth) => byStored.get(nth) });
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
    [...this.accountIds, ...this.bystanders].forEach((accountId) => this.site.members.add(accountId));
    for (const { atMs, event } of schedule.events) timeline.plan(atMs, () => this.#happen(event));
    if (schedule.otherPerSecond > 0) this.#letOtherAsk(1_000 / schedule.otherPerSecond);
    this.#page = Page.begin(this.accountIds, this.#options);
    for (const { atMs, control } of schedule.controls) timeline.plan(atMs, () => this.#press(control));
    for (const atMs of schedule.kills) timeline.plan(atMs, () => this.#kill());
    timeline.plan(LAST_RESUME_MS, () => this.run.resume());
  }

  /** The run on the page that is open now. */
  get run(): Run {
    return this.#page.run;
  }

  /** Lets the run end, on whichever page, and what is on its way arrive. */
  async end(): Promise<void> {
    let page: Page;
    do {
      page = this.#page;
      await this.timeline.until(Promise.race([ended(page.run), page.killed]));
      await this.timeline.pass(SETTLING_MS);
      if (this.#reopening) await this.timeline.until(this.#reopening);
    } while (page !== this.#page);
  }

  /** What Check does: the record and the page get Confluence's answer. */
  async check(runId: string, accountIds: readonly string[]): Promise<void> {
    this.storage.isCalm = true;
    await this.forge.recordCheck(runId, accountIds);
    this.storage.isCalm = false;
    for (const accountId of accountIds) {
      this.checked.add(accountId);
      this.run.applyCheck(accountId, this.site.members.has(accountId));
    }
  }

  #press(control: 'pause' | 'resume' | 'stop'): void {
    if (this.#reopening || hasEnded(this.run.getSnapshot().state)) return;
    if (control === 'stop') this.stoppedAt ??= this.timeline.now();
    this.run[control]();
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
    // What was on its way when the page was killed may yet come to be known; another run would be about the same people.
    if ((await this.#unfinished()) === undefined) await this.timeline.sleep(SETTLING_MS);
    const runId = (await this.#unfinished()) ?? this.run.runId;
    this.forge.page += 1;
    this.stoppedAt = undefined;
    this.#page =
      runId === undefined
        ? Page.begin(this.accountIds, this.#options)
        : await Page.takeUp(runId, this.storage, this.#options);
  }

  async #unfinished(): Promise<string | undefined> {
    for (;;) {
      try {
        const [open] = (await this.storage.list(OPEN_PREFIX, { limit: 1 })).entries;
        return open && runIdIn(open.key, OPEN_PREFIX);
      } catch {
        await this.timeline.sleep(REOPEN_MS); // The page says so, and the admin tries again.
      }
    }
  }

  #happen(event: SiteEvent): void {
    switch (event.kind) {
      case 'removedByOther': {
        this.site.removeByOther(`person-${event.person}`);
        return;
      }
      case 'accountDeleted': {
        this.site.deleteAccount(`person-${event.person}`);
        return;
      }
      case 'groupDeleted':
        this.site.groupExists = false;
        return;
      case 'permissionLost':
      case 'permissionBack':
        this.site.permitted = event.kind === 'permissionBack';
        return;
      case 'signedOut':
        this.site.signedIn = false;
        return;
    }
  }

  #letOtherAsk(everyMs: number): void {
    const until = this.timeline.now() + LAST_RESUME_MS;
    const ask = () => {
      this.site.admit();
      if (this.timeline.now() < until) this.timeline.plan(everyMs, ask);
    };
    ask();
  }
}

export function ended(run: Run): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (hasEnded(run.getSnapshot().state)) resolve();
    };
    run.subscribe(look);
    look();
  });
}

function ids(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${prefix}-${n}`);
}
