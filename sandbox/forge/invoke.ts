/** One resolver call as the Forge host makes it: JSON both ways, a time limit, and nothing after death. */
import { randomUUID } from 'node:crypto';
import type { Clock, Confluence, PersonaKey } from '../confluence';
import { describeError } from './describeError';
import type { InvocationLimit } from './invocationLimit';
import { appContext, backendRequest, hostContext } from './installation';
import type { AppStorage } from './kvs';
import { createStorageFetch } from './kvs/fetch';
import type { FunctionEvent, FunctionHandler } from './loadFunction';
import type { AppManifest } from './manifest';
import type { Consents } from './personas';
import { createProxy } from './proxy';
import { noMetrics, runInvocation, type RunningInvocation } from './runtime';

export interface InvokeRequest {
  as: PersonaKey;
  functionKey: string;
  payload?: unknown;
  /** What the page adds to the resolver's context; the host's own fields win. */
  clientContext?: Record<string, unknown>;
}

export type InvokeAnswer = { result: unknown } | { error: { name: string; message: string } };

export interface InvokerOptions {
  handler: FunctionHandler;
  manifest: AppManifest;
  confluence: Confluence;
  storage: AppStorage;
  consents: Consents;
  clock: Clock;
  /** What Forge itself takes before the function starts. */
  overheadMs: number;
  /** How many invocations there may be; without end when undefined. */
  invocations?: InvocationLimit | undefined;
  /** When a running function is killed. */
  limitMs: number;
  siteUrl: () => string;
  /** What the invocations that start now end with: aborted when the host closes or is reset. */
  ending: () => AbortSignal;
  /** Told of every error a function throws; they have no other witness on the server. */
  onError: (functionKey: string, error: unknown) => void;
}

const KILLED = Symbol('killed');

const TOO_MANY: InvokeAnswer = {
  error: {
    name: 'TooManyRequests',
    message: 'Too many invocations: Forge allows each user 1,200 a minute.',
  },
};

/** Makes the `invoke` of one host. */
export function createInvoker(options: InvokerOptions): (request: InvokeRequest) => Promise<InvokeAnswer> {
  const { clock, handler, limitMs } = options;
  return async (request) => {
    if (options.invocations?.admit(request.as, clock.now()) === false) return TOO_MANY;
    const event = eventOf(options, request);
    const { accountId } = options.confluence.personas[request.as];
    const ending = options.ending();
    if (options.overheadMs > 0) await clock.sleep(options.overheadMs, ending);
    const finished = new AbortController();
    const dead = AbortSignal.any([finished.signal, ending]);
    const invocation = runningInvocation(options, request.as, accountId, () => dead.aborted);
    const limit = clock.sleep(limitMs, dead);
    // Called inside the promise, so that a synchronous throw is a rejection too.
    const work = new Promise((resolve) => {
      resolve(runInvocation(invocation, () => handler(event, backendRequest(accountId))));
    });
    try {
      const outcome = await Promise.race([work, limit.then(() => KILLED)]);
      if (outcome !== KILLED) return { result: toJson(outcome) };
      work.catch(() => undefined);
      return {
        error: {
          name: 'InvocationTimeout',
          message: ending.aborted
            ? `The function "${request.functionKey}" was killed: the sandbox was reset or closed.`
            : `The function "${request.functionKey}" was killed after ${String(limitMs)} ms.`,
        },
      };
    } catch (error) {
      const answer = describeError(error);
      if (answer.name !== 'NEEDS_AUTHENTICATION_ERR') options.onError(request.functionKey, error);
      return { error: answer };
    } finally {
      // Forge freezes a function that has answered, so what it left running asks for nothing more either.
      finished.abort();
    }
  };
}

function eventOf(options: InvokerOptions, request: InvokeRequest): FunctionEvent {
  const { functionKey, payload, clientContext, as } = request;
  return {
    call: { functionKey, ...(payload === undefined ? {} : { payload: toJson(payload) }) },
    context: {
      ...structuredClone(clientContext),
      ...hostContext(options.manifest, options.siteUrl()),
      accountId: options.confluence.personas[as].accountId,
    },
  };
}

function runningInvocation(
  options: InvokerOptions,
  as: PersonaKey,
  accountId: string,
  isDead: () => boolean,
): RunningInvocation {
  const { clock, confluence, manifest, storage } = options;
  const deadline = clock.now() + options.limitMs;
  const { scopes } = manifest;
  const hasConsented = (): boolean => options.consents.has(as);
  const toConfluence = createProxy({ confluence, as, scopes, hasConsented, isDead });
  const toStorage = createStorageFetch({ storage, scopes, isDead });
  return {
    fetch: (target, path, init) => (target.type === 'kvs' ? toStorage : toConfluence)(target, path, init),
    runtime: {
      metrics: noMetrics,
      appContext: appContext(manifest, randomUUID()),
      aaid: accountId,
      lambdaContext: { getRemainingTimeInMillis: () => Math.max(0, deadline - clock.now()) },
    },
  };
}

/** What survives the wire; `undefined` arrives as null. */
function toJson(value: unknown): unknown {
  // In a list, because there JSON has null for what it has no words for.
  const parsed: unknown = JSON.parse(JSON.stringify([value]).slice(1, -1));
  return parsed;
}
