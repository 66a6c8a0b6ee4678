/** Loads the built function the way Forge does: a CommonJS bundle and the export the manifest names. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AppManifest } from './manifest';

/** What Forge hands a resolver function. */
export interface FunctionEvent {
  call: { functionKey: string; payload?: unknown };
  context: Record<string, unknown>;
}

/** What Forge calls: the event, then what it knows about who called. */
export type FunctionHandler = (event: FunctionEvent, request: Record<string, unknown>) => unknown;

const requireBundle = createRequire(import.meta.url);

/** Where the build puts the function of `manifest`. */
export function builtFunctionPath(root: string, manifest: AppManifest): string {
  return join(root, 'dist', 'function', `${manifest.handler.file}.cjs`);
}

/** Requires the bundle at `path` anew and returns its export `exportName`. */
export function loadFunction(path: string, exportName: string): FunctionHandler {
  if (!existsSync(path))
    throw new Error(`The function is not built: ${path} is missing. Run "npm run build".`);
  const resolved = requireBundle.resolve(path);
  Reflect.deleteProperty(requireBundle.cache, resolved);
  const exports: unknown = requireBundle(resolved);
  const handler: unknown = isRecord(exports) ? exports[exportName] : undefined;
  if (!isHandler(handler)) {
    throw new Error(`${path} does not export the function "${exportName}" that manifest.yml names.`);
  }
  return handler;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isHandler(value: unknown): value is FunctionHandler {
  return typeof value === 'function';
}
