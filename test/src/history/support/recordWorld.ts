import type { WorkerEvent } from '../../../../src/background/workQueue';
import type { IndexRanges } from '../../../../src/contract';
import type { Answer } from '../../../../src/contract/errors';
import type { FollowedRun, RunDetail, RunTicket, RunWish, SliceAnswer } from '../../../../src/contract/runs';
import type { CallTools } from '../../../../src/forgeTools';
import { controlRun } from '../../../../src/history/controlRun';
import { followRun } from '../../../../src/history/followRun';
import { BACKGROUND_KEY } from '../../../../src/history/keys';
import { keepRun, resumeRun, takeRun } from '../../../../src/history/leaseRun';
import { loadRun, type LoadedRun } from '../../../../src/history/loadRun';
import { getRun } from '../../../../src/history/readRun';
import type { BackgroundTrial } from '../../../../src/history/records';
import { askingOf, makeChanges, startRun, verifyAdministrator } from '../../../../src/makeChanges';
import { MemoryConfluence } from '../../confluence/support/memoryConfluence';
import { MemoryStore } from '../../due/support/memoryStore';
import { succeeded } from '../../support/app';
import { blockOf, newDriver, newRunOf } from '../../support/runs';

export const TEAM = 'team';
export const ADA = 'admin-ada';
export const BOB = 'admin-bob';

/** A site, the app's storage, its queue, and a clock that is moved: what pages and the worker do with one run. */
export class RecordWorld {
  now = Date.parse('2026-03-01T10:00:00.000Z');
  readonly store = new MemoryStore();
  readonly confluence = new MemoryConfluence();
  readonly pushed: { event: WorkerEvent; delayS: number }[] = [];
  takesEvents = true;
  readonly people = Array.from({ length: 12 }, (_, n) => `person-${n}`);
  /** As whom Confluence was asked who it is. */
  readonly verified: string[] = [];
  administrators = [ADA, BOB];

  constructor() {
    this.confluence.addGroup(TEAM, [...this.people, 'somebody-else']);
  }

  tools(actorId = ADA, isWorker = false): CallTools {
    const { store, confluence } = this;
    return {
      ...{ actorId, store, membershipApi: 'by-id', random: () => 0.5, timeLeftMs: () => 25_000 },
      ...(isWorker && { isWorker: true }),
      confluence: {
        now: () => this.now,
        timeLeftMs: () => 10_000,
        errorOf: () => undefined,
        requestConfluence: (path, init) => {
          if (!path.startsWith('/wiki/rest/api/user/current'))
            return confluence.requestConfluence(path, init);
          this.verified.push(actorId);
          return Promise.resolve({
            status: 200,
            headers: new Headers(),
            text: () => Promise.resolve(this.#personOf(actorId)),
          });
        },
      },
      queue: {
        push: (event, delayS) => {
          if (this.takesEvents) this.pushed.push({ event, delayS });
          return Promise.resolve(this.takesEvents);
        },
      },
      clock: {
        now: () => this.now,
        sleep: (ms) => {
          this.now += ms;
          return Promise.resolve();
        },
      },
    };
  }

  #personOf(accountId: string): string {
    const operations = this.administrators.includes(accountId)
      ? [{ operation: 'administer', targetType: 'application' }]
      : [];
    return JSON.stringify({ accountId, operations });
  }

  /** What came of trying whether work goes on without a page here. */
  setBackground(
    state: BackgroundTrial['state'],
    more: Partial<Pick<BackgroundTrial, 'at' | 'reason'>> = {},
  ): void {
    this.store.set(BACKGROUND_KEY, {
      ...{ v: 1, trialId: 'trial-1', actorId: ADA, at: this.now, state },
      ...more,
    });
  }

  /** The removal of everyone, by a page of the admin's. */
  async start(as = ADA): Promise<RunTicket> {
    return succeeded(await startRun(newRunOf([blockOf(TEAM, this.people)]), this.tools(as))).run;
  }

  slice(run: RunTicket, changes: IndexRanges, { as = ADA, isWorker = false } = {}): Promise<SliceAnswer> {
    return makeChanges({ run, changes }, this.tools(as, isWorker));
  }

  /** @returns the ticket after a slice that must succeed */
  async made(
    run: RunTicket,
    changes: IndexRanges,
    options: { as?: string; isWorker?: boolean } = {},
  ): Promise<RunTicket> {
    const answer = succeeded(await this.slice(run, changes, options));
    expect(answer.missed).toBeUndefined();
    return answer.run ?? run;
  }

  control(runId: string, wish: RunWish, as = ADA): ReturnType<typeof controlRun> {
    return controlRun(this.store, { runId, wish }, askingOf(this.tools(as)));
  }

  resume(runId: string, as = ADA, driver = newDriver()): ReturnType<typeof resumeRun> {
    return resumeRun(this.store, { runId, driver }, askingOf(this.tools(as)));
  }

  keep(run: RunTicket, { as = ADA, waitsUntil }: { as?: string; waitsUntil?: number } = {}) {
    return keepRun(this.store, run, askingOf(this.tools(as)), waitsUntil);
  }

  follow(runId: string, next: number, as = ADA): Promise<Answer<FollowedRun>> {
    const tools = this.tools(as);
    return followRun(this.store, { runId, next }, askingOf(tools), () => verifyAdministrator(tools));
  }

  /** The worker takes the run up for the admin whose it was last. */
  async takeUp(runId: string): Promise<RunTicket> {
    const run = await this.load(runId);
    const taker = { driver: newDriver(), actorId: run.header.lease.actorId, worker: true } as const;
    const ticket = await takeRun(this.store, run, taker, this.now);
    if (!ticket) throw new Error('Something else came first.');
    return ticket;
  }

  async load(runId: string): Promise<LoadedRun> {
    const loaded = await loadRun(this.store, runId, this.now);
    if (!loaded) throw new Error('There is no such run.');
    return loaded.run;
  }

  async detail(runId: string): Promise<RunDetail> {
    const detail = await getRun(this.store, runId, 0, this.now);
    if (!detail) throw new Error('There is no such run.');
    return detail;
  }

  /** Has Confluence answer removals only once the returned function is called. */
  hold(): () => void {
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const request = this.confluence.requestConfluence;
    this.confluence.requestConfluence = async (path, init) => {
      if (init.method === 'DELETE') await held;
      return request(path, init);
    };
    return () => {
      this.confluence.requestConfluence = request;
      letGo();
    };
  }

  /** Has somebody else write the log's next entries first. @param times how often @returns how often one was tried for */
  loseClaims(times = Infinity): () => number {
    const { claim } = this.store;
    let claims = 0;
    this.store.claim = (...args) => {
      claims += 1;
      return claims <= times ? Promise.resolve(false) : claim(...args);
    };
    return () => claims;
  }

  /** How often the storage is asked during something. */
  async countRequests(work: () => Promise<unknown>): Promise<number> {
    const before = this.store.requests;
    await work();
    return this.store.requests - before;
  }
}
