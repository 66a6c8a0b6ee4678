/** Loads the built function the way Forge does: a CommonJS bundle and the export the manifest names. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AppFunction } from './manifest';

/** What Forge hands a resolver function. */
export interface FunctionEvent {
  call: { functionKey: string; payload?: unknown };
  context: Record<string, unknown>;
}

/** What Forge hands the function of a consumer: `AsyncEvent` of `@forge/events`. */
export interface ConsumerEvent {
  queueName: string;
  jobId: string;
  eventId: string;
  body: Record<string, unknown>;
  delayInSeconds?: number;
  concurrency?: { key: string; limit: number };
  /** Since when, and why, it is tried again. */
  retryContext?: {
    retryCount: number;
    retryReason: string;
    retryData: unknown;
    retentionWindow: { startTime: string; remainingTimeMs: number };
  };
}

/** What Forge hands the function of a scheduled trigger. */
export interface TriggerEvent {
  context: { cloudId: string; moduleKey: string };
  contextToken: string;
}

/** What Forge calls: the event, then what it knows about who called. */
export type AppHandler<Event> = (event: Event, request: Record<string, unknown>) => unknown;
export type FunctionHandler = AppHandler<FunctionEvent>;

const requireBundle = createRequire(import.meta.url);

/** Where the build puts the file of a function. */
function builtFunctionPath(root: string, { file }: AppFunction): string {
  return join(root, 'dist', 'function', `${file}.cjs`);
}

/** The functions built in the project folder `root`, each loaded when it is first asked for. */
export class BuiltFunctions {
  readonly #root: string;
  #loaded = new Map<string, { fn: AppFunction; handler: unknown }>();

  constructor(root: string) {
    this.#root = root;
  }

  load<Event>(fn: AppFunction): AppHandler<Event> {
    const known = this.#loaded.get(fn.key)?.handler;
    if (isAppHandler<Event>(known)) return known;
    const handler = loadFunction<Event>(builtFunctionPath(this.#root, fn), fn.export);
    this.#loaded.set(fn.key, { fn, handler });
    return handler;
  }

  /** Loads anew what was loaded; what runs goes on as it is. Throws, and keeps all of it, where one cannot be loaded. */
  reload(): void {
    const built = new BuiltFunctions(this.#root);
    for (const { fn } of this.#loaded.values()) built.load(fn);
    this.#loaded = built.#loaded;
  }
}

/** Requires the bundle at `path` anew and returns its export `exportName`. */
export function loadFunction<Event = FunctionEvent>(path: string, exportName: string): AppHandler<Event> {
  if (!existsSync(path))
    throw new Error(`The function is not built: ${path} is missing. Run "npm run build".`);
  const resolved = requireBundle.resolve(path);
  Reflect.deleteProperty(requireBundle.cache, resolved);
  const exports: unknown = requireBundle(resolved);
  const handler: unknown = isRecord(exports) ? exports[exportName] : undefined;
  if (!isAppHandler<Event>(handler)) {
    throw new Error(`${path} does not export the function "${exportName}" that manifest.yml names.`);
  }
  return handler;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isAppHandler<Event>(value: unknown): value is AppHandler<Event> {
  return typeof value === 'function';
}
