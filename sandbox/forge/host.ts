/** A Forge host without HTTP: the app's function on a Confluence site in memory. */
import { fileURLToPath } from 'node:url';
import { createConfluence, realClock, type Clock, type Confluence, type PersonaKey } from '../confluence';
import { createInvoker, type InvokeAnswer, type InvokeRequest } from './invoke';
import { builtFunctionPath, loadFunction, type FunctionHandler } from './loadFunction';
import { readManifest, type AppManifest } from './manifest';
import { Consents } from './personas';
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
  /** Whether Confluence's rate limits are on. */
  limits?: boolean;
  /** Size of `all-staff`, as Confluence's option. */
  scale?: number;
  clock?: Clock;
  /** Where errors thrown by the function are reported. */
  log?: (line: string) => void;
}

export interface ForgeHost {
  readonly manifest: AppManifest;
  readonly confluence: Confluence;
  /** One resolver call made by `as`. */
  invoke(
    as: PersonaKey,
    functionKey: string,
    payload?: unknown,
    clientContext?: InvokeRequest['clientContext'],
  ): Promise<InvokeAnswer>;
  /** `as` allows the app to act for them. */
  consent(as: PersonaKey): void;
  /** The seeded site again: no log, no faults, the first consents. Ends what is still running. */
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
  const { latencyMs, limits, scale, clock = realClock } = options;
  const confluence = await createConfluence({
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(limits === undefined ? {} : { limits }),
    ...(scale === undefined ? {} : { scale }),
    clock,
  });
  const consents = new Consents();
  let ending = new AbortController();
  const invoke = createInvoker({
    handler,
    manifest,
    confluence,
    consents,
    clock,
    overheadMs: options.invokeOverheadMs ?? 0,
    limitMs: options.invocationLimitMs ?? INVOCATION_LIMIT_MS,
    siteUrl: () => host.siteUrl,
    ending: () => ending.signal,
    onError(functionKey, error) {
      options.log?.(
        `${functionKey} threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    },
  });
  const host: ForgeHost = {
    manifest,
    confluence,
    siteUrl: 'http://127.0.0.1',
    invoke: (as, functionKey, payload, clientContext) =>
      invoke({ as, functionKey, payload, ...(clientContext ? { clientContext } : {}) }),
    consent: (as) => {
      consents.grant(as);
    },
    reset() {
      ending.abort();
      ending = new AbortController();
      confluence.reset();
      consents.reset();
    },
    close: () => {
      ending.abort();
    },
  };
  return host;
}
