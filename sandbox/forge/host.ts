/** A Forge host without HTTP: the app's function on a Confluence site in memory. */
import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import {
  createConfluence,
  Faults,
  realClock,
  type Clock,
  type Confluence,
  type HeaderStyle,
  type NonMember,
  type PersonaKey,
} from '../confluence';
import { createBackground, FUNCTION_LIMIT_MS, type BackgroundHandlers } from './createBackground';
import type { ImpersonationMode } from './impersonation';
import { InvocationLimit } from './invocationLimit';
import { createInvoker, type InvokeAnswer, type InvokeRequest } from './invoke';
import { createStorage, type AppStorage } from './kvs';
import { BuiltFunctions, type AppHandler, type FunctionEvent, type FunctionHandler } from './loadFunction';
import { readManifest, type AppFunction, type AppManifest } from './manifest';
import { MovableClock } from './movableClock';
import { installMovedDate } from './movedDate';
import { Consents } from './personas';
import { createRequester, type ProductAnswer, type ProductRequest } from './productRequest';
import type { AppQueue, DeliveryEntry } from './queue';
import { installForgeGlobals, invocationAheadMs } from './runtime';

export interface ForgeHostOptions extends BackgroundHandlers {
  /** The function that the page calls; without it the built bundle is loaded. */
  handler?: FunctionHandler;
  /** The project folder with `manifest.yml`. */
  root?: string;
  /** What each Confluence request takes. */
  latencyMs?: number;
  /** What Forge takes before the function starts. */
  invokeOverheadMs?: number;
  /** What becomes of `asUser(accountId)` in the events of a queue and in triggers; `on` by default. */
  impersonation?: ImpersonationMode;
  /** Whether events are delivered and triggers fired by themselves; by default it is done when the host is told to. */
  keepsSchedule?: boolean;
  /** When a function that the page calls is killed; 25,000 as on Forge. */
  invocationLimitMs?: number;
  /** Whether the rate limits of Confluence, of the storage and of invocations are on. */
  limits?: boolean;
  /** Size of `all-staff`, as Confluence's option. */
  scale?: number;
  /** Which headers tell of rate limits, as Confluence's option. */
  rateLimitHeaders?: HeaderStyle;
  /** How a change that changes nothing is answered, as Confluence's option. */
  nonMember?: NonMember;
  /** Where the storage is kept; in memory only by default. */
  storageFile?: string;
  /** How late the storage's queries notice a write; at once by default. */
  queryLagMs?: number;
  clock?: Clock;
  /** Gets what the function writes to the console, errors that it throws, and trouble with the storage's file. */
  log?: (line: string) => void;
}

export interface ForgeHost {
  readonly manifest: AppManifest;
  readonly confluence: Confluence;
  readonly storage: AppStorage;
  /** One resolver call made by `as`. */
  invoke(
    as: PersonaKey,
    functionKey: string,
    payload?: unknown,
    clientContext?: InvokeRequest['clientContext'],
  ): Promise<InvokeAnswer>;
  /** One request to Confluence that the page of `as` makes over the bridge. */
  requestProduct(as: PersonaKey, request: ProductRequest): Promise<ProductAnswer>;
  readonly queue: Pick<AppQueue, 'waiting' | 'deliver'>;
  /** Fires the scheduled trigger of that key, or all of them, and waits for the end. Throws `UnknownTrigger`. */
  trigger(key?: string): Promise<DeliveryEntry[]>;
  /** The last 100,000 calls of functions for events and triggers, oldest first. */
  deliveries(): DeliveryEntry[];
  /** The time of the host, of the storage and of the app's functions, ms since the epoch. */
  now(): number;
  /**
   * Lets `ms` milliseconds pass at once, when the calls of the page under way have ended. Functions of events and triggers
   * that run see the later time, and are killed if their limit lies before it.
   */
  advance(ms: number): Promise<void>;
  /** `as` allows the app to act for them. */
  consent(as: PersonaKey): void;
  /** The seeded site again, empty storage and queue, the machine's time. Ends what is still running. */
  reset(): void;
  /** Loads the built functions anew. Throws, and goes on with those it has, where that cannot be. */
  reload(): void;
  /** Ends what is still running. */
  close(): void;
  /** The site's address, once there is a server. */
  siteUrl: string;
}

/** The folder with `manifest.yml`. */
export const PROJECT_ROOT = join(import.meta.dirname, '..', '..');

/** Sets up a site and the app on it. Rejects when the manifest or the function is not usable. */
export async function createForgeHost(options: ForgeHostOptions = {}): Promise<ForgeHost> {
  const root = options.root ?? PROJECT_ROOT;
  const manifest = readManifest(root);
  installForgeGlobals();
  const functions = new BuiltFunctions(root);
  const load = <Event>(fn: AppFunction): AppHandler<Event> => functions.load(fn);
  if (!options.handler) {
    // At the start, so that it is seen at once what is not built.
    for (const { function: fn } of [...manifest.consumers, ...manifest.triggers]) load(fn);
    load(manifest.resolver);
  }
  const handler: FunctionHandler =
    options.handler ?? ((event, request) => load<FunctionEvent>(manifest.resolver)(event, request));
  const { latencyMs, limits, scale, nonMember, rateLimitHeaders, log = () => undefined } = options;
  const clock = new MovableClock(options.clock ?? realClock);
  const faults = new Faults();
  const confluence = await createConfluence({
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(limits === undefined ? {} : { limits }),
    ...(scale === undefined ? {} : { scale }),
    ...(nonMember === undefined ? {} : { nonMember }),
    ...(rateLimitHeaders === undefined ? {} : { rateLimitHeaders }),
    faults,
    clock,
  });
  const storage = createStorage({
    clock,
    faults,
    limits: limits ?? true,
    queryLagMs: options.queryLagMs ?? 0,
    file: options.storageFile,
    warn: log,
  });
  const invocations = limits === false ? undefined : new InvocationLimit();
  const consents = new Consents();
  let ending = endingController();
  const report = (key: string, error: unknown): void => {
    log(`${key} threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };
  const running = {
    ...{ manifest, confluence, storage, consents, clock, print: log },
    impersonation: options.impersonation ?? 'on',
  };
  const background = createBackground({
    ...{ running, faults, load, onError: report },
    handlers: options,
    limits: limits ?? true,
    keepsSchedule: options.keepsSchedule ?? false,
    ending: () => ending.signal,
  });
  const { queue } = background;
  const invoke = createInvoker({
    ...running,
    queue,
    handler,
    invocations,
    overheadMs: options.invokeOverheadMs ?? 0,
    limitMs: options.invocationLimitMs ?? FUNCTION_LIMIT_MS,
    siteUrl: () => host.siteUrl,
    ending: () => ending.signal,
    onError: report,
  });
  /** Calls of the page that are under way. */
  const invoking = new Set<Promise<InvokeAnswer>>();
  const requestProduct = createRequester({
    confluence,
    scopes: manifest.scopes,
    consents,
    ending: () => ending.signal,
  });
  const host: ForgeHost = {
    manifest,
    confluence,
    storage,
    siteUrl: 'http://127.0.0.1',
    invoke: async (as, functionKey, payload, clientContext) => {
      const answer = invoke({ as, functionKey, payload, ...(clientContext ? { clientContext } : {}) });
      invoking.add(answer);
      return answer.finally(() => invoking.delete(answer));
    },
    requestProduct,
    queue,
    trigger: background.trigger,
    deliveries: background.deliveries,
    now: () => clock.now(),
    async advance(ms) {
      installMovedDate(invocationAheadMs);
      while (invoking.size > 0) await Promise.allSettled(invoking);
      clock.advance(ms);
      background.look();
    },
    consent: (as) => {
      consents.grant(as);
    },
    reset() {
      ending.abort();
      ending = endingController();
      clock.reset();
      confluence.reset();
      storage.reset();
      background.reset();
      invocations?.reset();
      consents.reset();
    },
    reload: () => {
      functions.reload();
    },
    close: () => {
      background.stop();
      ending.abort();
      storage.flush();
    },
  };
  return host;
}

/** Anything that runs listens for the end, and any number may run at once; Node would suspect a leak. */
function endingController(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
