/** One run of a function of the app: JSON back, a time limit, and nothing after death. */
import { randomUUID } from 'node:crypto';
import type { Confluence, PersonaKey } from '../confluence';
import type { ActorOptions } from './impersonation';
import { appContext } from './installation';
import type { AppStorage } from './kvs';
import { createStorageFetch } from './kvs/fetch';
import type { AppManifest } from './manifest';
import type { MovableClock } from './movableClock';
import { createProxy } from './proxy';
import type { AppQueue, PushOrigin } from './queue';
import { createQueueFetch } from './queue/fetch';
import { noMetrics, runInvocation, type RunningInvocation } from './runtime';

export interface FunctionOptions extends Pick<ActorOptions, 'consents' | 'impersonation'> {
  manifest: AppManifest;
  confluence: Confluence;
  storage: AppStorage;
  queue: Pick<AppQueue, 'handle'>;
  clock: MovableClock;
  /** Takes what the function writes to the console; without it nobody does. */
  print?: (text: string) => void;
}

export interface FunctionRun {
  /** What to call. */
  work: () => unknown;
  /** The module that Forge calls the function for. */
  moduleKey: string;
  /** Who made the invocation; undefined where no user did. */
  as: PersonaKey | undefined;
  /** When it is killed. */
  limitMs: number;
  /** Kills it when the host is reset or closed. */
  ending: AbortSignal;
  /** What the events it pushes go back to. */
  origin: PushOrigin;
}

export type FunctionOutcome =
  | { kind: 'returned'; value: unknown }
  | { kind: 'threw'; error: unknown }
  /** `isEnding`: with the host, not by the limit. */
  | { kind: 'killed'; isEnding: boolean };

const KILLED = Symbol('killed');

/** Runs a function to its end. Never rejects. */
export async function runFunction(options: FunctionOptions, run: FunctionRun): Promise<FunctionOutcome> {
  const { clock } = options;
  const { ending, limitMs, work } = run;
  const deadline = clock.now() + limitMs;
  const finished = new AbortController();
  const dead = AbortSignal.any([finished.signal, ending]);
  const invocation = runningInvocation(options, run, deadline, () => dead.aborted);
  const limit = clock.until(deadline, dead);
  // Called inside the promise, so that a synchronous throw is a rejection too.
  const working = new Promise((resolve) => {
    resolve(runInvocation(invocation, work));
  });
  try {
    const outcome = await Promise.race([working, limit.then(() => KILLED)]);
    if (outcome !== KILLED) return { kind: 'returned', value: toJson(outcome) };
    working.catch(() => undefined);
    return { kind: 'killed', isEnding: ending.aborted };
  } catch (error) {
    return { kind: 'threw', error };
  } finally {
    // Forge freezes a function that has answered, so what it left running asks for nothing more either.
    finished.abort();
  }
}

function runningInvocation(
  options: FunctionOptions,
  { as, moduleKey, origin }: FunctionRun,
  deadline: number,
  isDead: () => boolean,
): RunningInvocation {
  const { clock, confluence, consents, impersonation, manifest, queue, storage } = options;
  const { scopes, impersonationScopes } = manifest;
  const actors = { confluence, consents, scopes, impersonationScopes, impersonation };
  const toConfluence = createProxy({ ...actors, as, isDead });
  const toStorage = createStorageFetch({ storage, scopes, isDead });
  const toQueue = createQueueFetch({ queue, origin, isDead });
  return {
    fetch: (target, path, init) => {
      const { type, provider, remote } = target;
      if (type === 'kvs') return toStorage(target, path, init);
      const isForQueue = type === 'fpp' && provider === 'app' && remote === 'stargate';
      return (isForQueue ? toQueue : toConfluence)(target, path, init);
    },
    aheadMs: () => clock.aheadMs,
    print: options.print ?? (() => undefined),
    runtime: {
      metrics: noMetrics,
      appContext: appContext(manifest, moduleKey, randomUUID()),
      aaid: as === undefined ? undefined : confluence.personas[as].accountId,
      lambdaContext: { getRemainingTimeInMillis: () => Math.max(0, deadline - clock.now()) },
    },
  };
}

/** What survives the wire; `undefined` arrives as null. */
export function toJson(value: unknown): unknown {
  // In a list, because there JSON has null for what it has no words for.
  const parsed: unknown = JSON.parse(JSON.stringify([value]).slice(1, -1));
  return parsed;
}
