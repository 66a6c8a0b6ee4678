/** The app's built functions on a site in this process, and what they take of Forge: time, storage, events, points. */
import { createForgeHost, type ForgeHost, type ForgeHostOptions } from '../../sandbox';
import { PROJECT_ROOT } from '../../sandbox/forge/host';
import { BuiltFunctions, type AppHandler } from '../../sandbox/forge/loadFunction';
import { readManifest } from '../../sandbox/forge/manifest';
import { installForgeGlobals, type ForgeFetch } from '../../sandbox/forge/runtime';
import type { Calls } from '../../src/contract';
import { ADMIN } from './site';

/** What was taken of the platform. */
export interface Usage {
  /** Calls of the page. */
  calls: InvocationUsage;
  /** Events of the queue that the worker was invoked with. */
  events: InvocationUsage;
  reads: StorageUsage;
  writes: StorageUsage;
  /** Points of the hour. */
  points: number;
}

interface InvocationUsage {
  invocations: number;
  /** From the beginning to the end of each, added up. */
  seconds: number;
}

interface StorageUsage {
  requests: number;
  /** Of requests that write, and of answers to those that read. */
  bytes: number;
}

/** As the storage's API names the requests that read. */
const READ = /\/(?:get|query)$/;
const FETCH = '__forge_fetch__';

export class MeteredPlatform {
  readonly #host: ForgeHost;
  readonly #usage: Usage;
  readonly #plainFetch: ForgeFetch;

  private constructor(host: ForgeHost, usage: Usage, plainFetch: ForgeFetch) {
    this.#host = host;
    this.#usage = usage;
    this.#plainFetch = plainFetch;
  }

  /** @param options with what every request to the storage and the queue takes, ms */
  static async start({
    platformMs,
    ...options
  }: ForgeHostOptions & { platformMs: number }): Promise<MeteredPlatform> {
    const usage = noUsage();
    installForgeGlobals();
    const plainFetch = forgeFetch();
    const manifest = readManifest(PROJECT_ROOT);
    const functions = new BuiltFunctions(PROJECT_ROOT);
    const consumers = manifest.consumers.map(
      ({ queue, function: fn }) => [queue, timed(() => functions.load(fn), usage.events)] as const,
    );
    const host = await createForgeHost({
      ...options,
      keepsSchedule: true,
      handler: timed(() => functions.load(manifest.resolver), usage.calls),
      consumers: Object.fromEntries(consumers),
    });
    host.confluence.faults.set(['storage', 'queue'].map((service) => ({ service, delayMs: platformMs })));
    replaceForgeFetch(meteredFetch(plainFetch, usage));
    return new MeteredPlatform(host, usage, plainFetch);
  }

  /** One resolver call, as the admin. @throws where the invocation was killed or threw */
  async call<K extends keyof Calls>(name: K, input: Parameters<Calls[K]>[0]): Promise<ReturnType<Calls[K]>> {
    const answer = await this.#host.invoke(ADMIN, name, input);
    if ('error' in answer) throw new Error(`${name}: ${answer.error.message}`);
    return answer.result as ReturnType<Calls[K]>;
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

  /** What is stored under keys that begin so. */
  stored(prefix = ''): { key: string; value: unknown }[] {
    return this.#host.storage.entries().filter(({ key }) => key.startsWith(prefix));
  }

  /** Whether no event waits or is being handled, but for triggers. */
  get isQueueEmpty(): boolean {
    const isHandled = this.#host
      .deliveries()
      .some(({ kind, outcome }) => kind === 'event' && outcome === 'running');
    return !isHandled && this.#host.queue.waiting().length === 0;
  }

  /** What was taken since the start, or since it was forgotten. */
  usage(): Usage {
    const asked = this.#host.confluence.requestLog.entries().filter(({ via }) => via === 'function');
    return { ...structuredClone(this.#usage), points: asked.reduce((sum, { points }) => sum + points, 0) };
  }

  forgetUsage(): void {
    this.#host.confluence.requestLog.clear();
    const { calls, events, reads, writes } = noUsage();
    Object.assign(this.#usage.calls, calls);
    Object.assign(this.#usage.events, events);
    Object.assign(this.#usage.reads, reads);
    Object.assign(this.#usage.writes, writes);
  }

  close(): void {
    replaceForgeFetch(this.#plainFetch);
    this.#host.close();
  }
}

function noUsage(): Usage {
  return {
    calls: { invocations: 0, seconds: 0 },
    events: { invocations: 0, seconds: 0 },
    reads: { requests: 0, bytes: 0 },
    writes: { requests: 0, bytes: 0 },
    points: 0,
  };
}

/** A function whose invocations are counted. */
function timed<Event>(load: () => AppHandler<Event>, usage: InvocationUsage): AppHandler<Event> {
  return async (event, request) => {
    const startedAt = Date.now();
    usage.invocations += 1;
    try {
      return await load()(event, request);
    } finally {
      usage.seconds += (Date.now() - startedAt) / 1_000;
    }
  };
}

function meteredFetch(plainFetch: ForgeFetch, { reads, writes }: Usage): ForgeFetch {
  return async (target, path, init) => {
    const response = await plainFetch(target, path, init);
    if (target.type !== 'kvs') return response;
    const isRead = READ.test(path);
    const body = isRead ? await response.clone().text() : init?.body;
    const usage = isRead ? reads : writes;
    usage.requests += 1;
    usage.bytes += Buffer.byteLength(typeof body === 'string' ? body : '');
    return response;
  };
}

function forgeFetch(): ForgeFetch {
  const installed: unknown = Reflect.get(globalThis, FETCH);
  if (!isForgeFetch(installed)) throw new Error('The sandbox has installed no Forge.');
  return installed;
}

function isForgeFetch(value: unknown): value is ForgeFetch {
  return typeof value === 'function';
}

function replaceForgeFetch(value: ForgeFetch): void {
  Object.defineProperty(globalThis, FETCH, { value, configurable: true, writable: true });
}
