/** A Forge host without HTTP: the app's function on a Confluence site in memory. */
import { setMaxListeners } from 'node:events';
import { fileURLToPath } from 'node:url';
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
import { InvocationLimit } from './invocationLimit';
import { createInvoker, type InvokeAnswer, type InvokeRequest } from './invoke';
import { createStorage, type AppStorage } from './kvs';
import { builtFunctionPath, loadFunction, type FunctionHandler } from './loadFunction';
import { readManifest, type AppManifest } from './manifest';
import { Consents } from './personas';
import { createRequester, type ProductAnswer, type ProductRequest } from './productRequest';
import { installForgeGlobals } from './runtime';

/** The longest a resolver runs on Forge. */
export const INVOCATION_LIMIT_MS = 25_000;

export interface ForgeHostOptions {
  /** The function itself; without it the built bundle is loaded. */
  handler?: FunctionHandler;
  /** The built bundle; where the manifest says, by default. */
  functionPath?: string;
  /** The project folder with `manifest.yml`. */
  root?: string;
  /** What each Confluence request takes. */
  latencyMs?: number;
  /** What Forge takes before the function starts. */
  invokeOverheadMs?: number;
  /** When a function is killed; 25,000 as on Forge. */
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
  /** Where errors thrown by the function, and trouble with the storage's file, are reported. */
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
  /** `as` allows the app to act for them. */
  consent(as: PersonaKey): void;
  /** The seeded site again, empty storage: no log, no faults, the first consents. Ends what is still running. */
  reset(): void;
  /** Ends what is still running. */
  close(): void;
  /** The site's address, once there is a server. */
  siteUrl: string;
}

/** The folder with `manifest.yml`. */
export const PROJECT_ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Sets up a site and the app on it. Rejects when the manifest or the function is not usable. */
export async function createForgeHost(options: ForgeHostOptions = {}): Promise<ForgeHost> {
  const root = options.root ?? PROJECT_ROOT;
  const manifest = readManifest(root);
  installForgeGlobals();
  const handler =
    options.handler ??
    loadFunction(options.functionPath ?? builtFunctionPath(root, manifest), manifest.handler.export);
  const {
    latencyMs,
    limits,
    scale,
    nonMember,
    rateLimitHeaders,
    clock = realClock,
    log = () => undefined,
  } = options;
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
  const invoke = createInvoker({
    handler,
    manifest,
    confluence,
    storage,
    consents,
    invocations,
    clock,
    overheadMs: options.invokeOverheadMs ?? 0,
    limitMs: options.invocationLimitMs ?? INVOCATION_LIMIT_MS,
    siteUrl: () => host.siteUrl,
    ending: () => ending.signal,
    onError(functionKey, error) {
      log(`${functionKey} threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    },
  });
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
    invoke: (as, functionKey, payload, clientContext) =>
      invoke({ as, functionKey, payload, ...(clientContext ? { clientContext } : {}) }),
    requestProduct,
    consent: (as) => {
      consents.grant(as);
    },
    reset() {
      ending.abort();
      ending = endingController();
      confluence.reset();
      storage.reset();
      invocations?.reset();
      consents.reset();
    },
    close: () => {
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
