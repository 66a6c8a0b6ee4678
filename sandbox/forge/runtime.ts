/**
 * The globals that the unmodified `@forge/*` packages expect. They read the invocation they are called from,
 * so that two people's invocations in one process never see each other.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { format } from 'node:util';

/** What `@forge/api` passes as the first argument of `__forge_fetch__`. */
export interface ForgeFetchOptions {
  type: string;
  provider?: string | undefined;
  remote?: string | undefined;
  accountId?: string | undefined;
  contextAri?: string | undefined;
}

export type ForgeFetch = (options: ForgeFetchOptions, path: string, init?: RequestInit) => Promise<Response>;

/** What `@forge/api` reads off `__forge_runtime__`. */
export interface ForgeRuntime {
  metrics: {
    counter(name: string, tags?: object): { incr(): void; decr(): void };
    timing(name: string, tags?: object): { measure(): { stop(tags?: object): number } };
  };
  appContext: Record<string, unknown>;
  /** Who made the invocation; undefined where no user did. */
  aaid: string | undefined;
  lambdaContext: { getRemainingTimeInMillis(): number };
}

/** One running invocation, as the globals see it. */
export interface RunningInvocation {
  readonly fetch: ForgeFetch;
  readonly runtime: ForgeRuntime;
  /** How far its clock is ahead of the machine's. */
  readonly aheadMs: () => number;
  /** Takes what it writes to the console, as `forge logs` does. */
  readonly print: (text: string) => void;
}

const running = new AsyncLocalStorage<RunningInvocation>();

/** Runs `fn` with the globals pointing at `invocation`, through everything it awaits. */
export function runInvocation<T>(invocation: RunningInvocation, fn: () => T): T {
  return running.run(invocation, fn);
}

/** How far the invocation that this is called from is ahead of the machine's clock, in milliseconds; 0 outside of any. */
export function invocationAheadMs(): number {
  return running.getStore()?.aheadMs() ?? 0;
}

/** What `fn` gives with the globals as they are outside of any invocation. */
export function outsideInvocations<T>(fn: () => T): T {
  return running.exit(fn);
}

/** Metrics that count for nobody: Forge's own go to Atlassian. */
export const noMetrics: ForgeRuntime['metrics'] = {
  counter: () => ({ incr: () => undefined, decr: () => undefined }),
  timing: () => ({ measure: () => ({ stop: () => 0 }) }),
};

const forgeFetch: ForgeFetch = (options, path, init) => {
  const invocation = running.getStore();
  if (!invocation) {
    return Promise.reject(new Error('The Forge runtime was called outside an invocation.'));
  }
  return invocation.fetch(options, path, init);
};

const CONSOLE_METHODS = ['debug', 'log', 'info', 'warn', 'error'] as const;

/** What an invocation writes to the console goes to its own log. */
function routeConsole(): void {
  for (const name of CONSOLE_METHODS) {
    const plain = console[name].bind(console);
    console[name] = (...args: unknown[]) => {
      const invocation = running.getStore();
      if (invocation) invocation.print(format(...args));
      else plain(...args);
    };
  }
}

let installed = false;

/** Installs the globals once for the process; safe to call again. */
export function installForgeGlobals(): void {
  if (installed) return;
  installed = true;
  const plainFetch = globalThis.fetch;
  // The manifest declares no egress, so inside an invocation the network is closed, as it is on Forge.
  const guardedFetch: typeof fetch = (input, init) => {
    if (!running.getStore()) return plainFetch(input, init);
    const url = input instanceof Request ? input.url : String(input);
    const error = new Error(
      `URL not included in the external fetch backend permissions: ${url}. The sandbox allows no egress.`,
    );
    error.name = 'REQUEST_EGRESS_ALLOWLIST_ERR';
    return Promise.reject(error);
  };
  routeConsole();
  Object.defineProperties(globalThis, {
    fetch: { value: guardedFetch, configurable: true, writable: true },
    __forge_fetch__: { value: forgeFetch, configurable: true, writable: true },
    __forge_runtime__: { get: () => running.getStore()?.runtime, configurable: true },
  });
}
