/** The app's built function on a site in this process, without a page; each call is counted for the step it belongs to. */
import { performance } from 'node:perf_hooks';
import { createForgeHost, type ForgeHost, type ForgeHostOptions } from '../../sandbox';
import { realClock } from '../../sandbox/confluence';
import type { Calls } from '../../src/contract';
import { ADMIN } from './site';

/** What the calls of one step came to. */
export interface Tally {
  /** From the first call to the last answer. */
  seconds: number;
  calls: number;
  reads: StorageTally;
  writes: StorageTally;
  /** The most requests to the storage that one of the calls made. */
  mostInCall: number;
  /** Answers 429 of Confluence. */
  tooMany: number;
}

/** Requests to the storage, and what they count against its limits: each begun 10 KB is a unit. */
interface StorageTally {
  requests: number;
  units: number;
}

/** What is in the storage. */
export interface Stored {
  values: number;
  bytes: number;
  largestBytes: number;
}

/** As the sandbox names the requests that read. */
const READ = /\/(?:get|query)$/;

export class MeteredApp {
  readonly #host: ForgeHost;
  readonly #time: { aheadMs: number };
  readonly #tallies = new Map<string, Tally & { startedAt: number }>();

  private constructor(host: ForgeHost, time: { aheadMs: number }) {
    this.#host = host;
    this.#time = time;
  }

  static async start(options: ForgeHostOptions): Promise<MeteredApp> {
    const time = { aheadMs: 0 };
    const clock = { ...realClock, now: () => realClock.now() + time.aheadMs };
    return new MeteredApp(await createForgeHost({ ...options, clock }), time);
  }

  /** What each step came to, in the order in which they began. */
  get tallies(): ReadonlyMap<string, Tally> {
    return this.#tallies;
  }

  /**
   * One resolver call, as the admin. One at a time: what the storage is asked meanwhile is its.
   * @throws where the invocation was killed or threw
   */
  async call<K extends keyof Calls>(
    step: string,
    name: K,
    input: Parameters<Calls[K]>[0],
  ): Promise<ReturnType<Calls[K]>> {
    const { storage, confluence } = this.#host;
    storage.requestLog.clear();
    confluence.requestLog.clear();
    const startedAt = performance.now();
    const answer = await this.#host.invoke(ADMIN, name, input);
    this.#count(step, startedAt);
    if ('error' in answer) throw new Error(`${name}: ${answer.error.message}`);
    return answer.result as ReturnType<Calls[K]>;
  }

  #count(step: string, startedAt: number): void {
    const { storage, confluence } = this.#host;
    const asked = storage.requestLog.entries();
    const [reads, writes] = [true, false].map((isRead) => {
      const some = asked.filter(({ path }) => READ.test(path) === isRead);
      return { requests: some.length, units: some.reduce((sum, { units }) => sum + units, 0) };
    });
    const before = this.#tallies.get(step) ?? { ...NOTHING, startedAt };
    this.#tallies.set(step, {
      startedAt: before.startedAt,
      seconds: (performance.now() - before.startedAt) / 1_000,
      calls: before.calls + 1,
      reads: sumOf(before.reads, reads),
      writes: sumOf(before.writes, writes),
      mostInCall: Math.max(before.mostInCall, asked.length),
      tooMany: before.tooMany + confluence.requestLog.entries().filter(({ status }) => status === 429).length,
    });
  }

  /** A read of Confluence past the app, as the admin. */
  async get(path: string): Promise<unknown> {
    const { status, body } = await this.#host.confluence.handle({
      ...{ method: 'GET', path, caller: { kind: 'client' } },
      headers: { authorization: `Bearer ${ADMIN}` },
    });
    if (status !== 200) throw new Error(`${path}: ${status} ${body}`);
    return JSON.parse(body) as unknown;
  }

  /** What shall go wrong, as `PUT /sandbox/faults` takes it; nothing without. */
  fault(...faults: object[]): void {
    this.#host.confluence.faults.set(faults);
  }

  /** Writes values past the app, as many a minute as the storage lets. */
  async plant(values: ReadonlyMap<string, unknown>): Promise<void> {
    for (const [key, value] of values) {
      const body = JSON.stringify({ key, value, options: { ttl: { value: 360, unit: 'DAYS' } } });
      const request = { path: '/api/v1/set', body, scopes: ['storage:app'] };
      let answer = await this.#host.storage.handle(request);
      if (answer.status === 429) {
        this.#time.aheadMs += 60_000;
        answer = await this.#host.storage.handle(request);
      }
      if (answer.status >= 300) throw new Error(`${key}: ${answer.status} ${answer.body}`);
    }
  }

  /** A minute passes for Confluence and the storage, and with it what the storage may be asked in one. */
  passMinute(): void {
    this.#time.aheadMs += 60_000;
  }

  /** An hour passes for Confluence and the storage, and with it the points of the hour. */
  passHour(): void {
    this.#time.aheadMs += 3_600_000;
  }

  stored(): Stored {
    const sizes = this.#host.storage
      .entries()
      .map(({ key, value }) => key.length + Buffer.byteLength(JSON.stringify(value)));
    return {
      values: sizes.length,
      bytes: sizes.reduce((sum, size) => sum + size, 0),
      largestBytes: Math.max(0, ...sizes),
    };
  }

  close(): void {
    this.#host.close();
  }
}

const NONE: StorageTally = { requests: 0, units: 0 };
const NOTHING: Tally = { seconds: 0, calls: 0, reads: NONE, writes: NONE, mostInCall: 0, tooMany: 0 };

function sumOf(before: StorageTally, more: StorageTally = NONE): StorageTally {
  return { requests: before.requests + more.requests, units: before.units + more.units };
}
