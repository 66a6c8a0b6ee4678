import { seededRandom } from '../../../../sandbox/confluence/prng';
import { RemovalRun } from '../../../../static/admin-panel/src/run/run';
import { hasEnded } from '../../../../static/admin-panel/src/run/snapshot';
import { Timeline } from '../../../support/timeline';
import { Forge } from './forge';
import type { Schedule, SiteEvent } from './schedule';
import { Site } from './site';

/** Longer than anything that is on its way when a run ends. */
const SETTLING_MS = 60_000;
/** After the last of a schedule's controls, so that no run stays paused. */
const LAST_RESUME_MS = 10_000;

/** A run of the page's driver over the function, on a simulated Forge and Confluence. */
export class World {
  readonly timeline = new Timeline();
  readonly site: Site;
  readonly forge: Forge;
  readonly accountIds: string[];
  readonly bystanders: string[];
  readonly run: RemovalRun;
  /** When the admin pressed Stop, by the timeline. */
  stoppedAt: number | undefined;

  constructor(schedule: Schedule) {
    const { timeline } = this;
    const random = seededRandom(schedule.seed);
    const { latency, overheadMs, skewsMs } = schedule;
    this.accountIds = ids('person', schedule.people);
    this.bystanders = ids('bystander', schedule.bystanders);
    const byRequest = new Map(schedule.requests.map(({ nth, fault }) => [nth, fault]));
    const byPerson = new Map(schedule.persons.map(({ person, fault }) => [`person-${person}`, fault]));
    const byInvocation = new Map(schedule.invocations.map(({ nth, fault }) => [nth, fault]));
    this.site = new Site({
      ...{ timeline, random, latency },
      faultOf: (nth, accountId) => byRequest.get(nth) ?? byPerson.get(accountId),
    });
    this.forge = new Forge({
      ...{ timeline, random, site: this.site, overheadMs },
      faultOf: (nth) =>
        nth >= (schedule.offlineFrom ?? Infinity) ? { kind: 'notMade' } : byInvocation.get(nth),
      skewOf: (nth) => skewsMs[nth % Math.max(1, skewsMs.length)] ?? 0,
    });
    [...this.accountIds, ...this.bystanders].forEach((accountId) => this.site.members.add(accountId));
    for (const { atMs, event } of schedule.events) timeline.plan(atMs, () => this.#happen(event));
    if (schedule.otherPerSecond > 0) this.#letOtherAsk(1_000 / schedule.otherPerSecond);
    this.run = RemovalRun.start({
      ...{ groupId: 'group', accountIds: this.accountIds, removeMembers: this.forge.removeMembers },
      ...{ clock: timeline, random },
    });
    for (const { atMs, control } of schedule.controls) timeline.plan(atMs, () => this.#press(control));
    timeline.plan(LAST_RESUME_MS, () => this.run.resume());
  }

  /** Lets the run end, and what is on its way arrive. */
  async end(): Promise<void> {
    await this.timeline.until(ended(this.run));
    await this.timeline.pass(SETTLING_MS);
  }

  #press(control: 'pause' | 'resume' | 'stop'): void {
    if (hasEnded(this.run.getSnapshot().state)) return;
    if (control === 'stop') this.stoppedAt ??= this.timeline.now();
    this.run[control]();
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

export function ended(run: RemovalRun): Promise<void> {
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
