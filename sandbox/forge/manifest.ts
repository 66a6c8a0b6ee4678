/** The parts of `manifest.yml` a Forge host acts on. */
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import * as v from 'valibot';
import { parse, YAMLParseError } from 'yaml';

const name = v.pipe(v.string(), v.nonEmpty());
const strings = v.array(name);

/** How often a scheduled trigger fires. */
const INTERVALS = ['fiveMinute', 'hour', 'day', 'week'] as const;

const ManifestSchema = v.looseObject({
  app: v.looseObject({ id: name, name: v.optional(name) }),
  modules: v.looseObject({
    'confluence:globalSettings': v.pipe(
      v.array(
        v.looseObject({
          key: name,
          title: name,
          resource: name,
          resolver: v.looseObject({ function: name }),
        }),
      ),
      v.nonEmpty(),
    ),
    consumer: v.optional(v.array(v.looseObject({ key: name, queue: name, function: name })), []),
    scheduledTrigger: v.optional(
      v.array(v.looseObject({ key: name, function: name, interval: v.picklist(INTERVALS) })),
      [],
    ),
    function: v.array(
      v.looseObject({
        key: name,
        handler: v.pipe(name, v.regex(/^[\w/-]+\.\w+$/)),
        timeoutSeconds: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(900))),
      }),
    ),
  }),
  resources: v.array(v.looseObject({ key: name, path: name })),
  permissions: v.looseObject({
    scopes: v.union([
      strings,
      v.record(name, v.strictObject({ allowImpersonation: v.optional(v.boolean(), false) })),
    ]),
    content: v.optional(
      v.strictObject({}, 'the sandbox makes no exception from the Content-Security-Policy'),
    ),
  }),
});

type ParsedManifest = v.InferOutput<typeof ManifestSchema>;

/** A function of the app. */
export interface AppFunction {
  key: string;
  /** The file and the export Forge calls: `index.handler` is `handler` of `index`. */
  file: string;
  export: string;
  /** Seconds after which Forge kills it; the module's own limit when undefined. */
  timeoutSeconds?: number | undefined;
}

/** A function that takes the events of a queue. */
export interface AppConsumer {
  key: string;
  queue: string;
  function: AppFunction;
}

/** A function that is called again and again. */
export interface AppTrigger {
  key: string;
  interval: (typeof INTERVALS)[number];
  function: AppFunction;
}

/** The app as the sandbox installs it. */
export interface AppManifest {
  appId: string;
  appName: string;
  module: { key: string; title: string };
  /** Where the page's files are, relative to the project. */
  resourcePath: string;
  /** The function that the page calls. */
  resolver: AppFunction;
  consumers: readonly AppConsumer[];
  triggers: readonly AppTrigger[];
  scopes: readonly string[];
  /** Those of the scopes with which the app may act for a person who is away. */
  impersonationScopes: readonly string[];
}

/** A manifest the sandbox cannot work with; the message says what is missing. */
class InvalidManifest extends Error {
  override name = 'InvalidManifest';
}

/** Reads and checks `manifest.yml` in `root`. */
export function readManifest(root: string): AppManifest {
  const file = join(root, 'manifest.yml');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new InvalidManifest(`There is no manifest at ${file}.`, { cause });
  }
  return parseManifest(text);
}

/** Checks the text of a manifest and picks what the sandbox needs. */
export function parseManifest(text: string): AppManifest {
  const { app, modules, resources, permissions } = checked(text);
  const settings = modules['confluence:globalSettings'][0];
  if (!settings) throw new InvalidManifest('manifest.yml: modules.confluence:globalSettings is empty.');
  const resource = resources.find(({ key }) => key === settings.resource);
  if (!resource) throw new InvalidManifest(`manifest.yml: no resource has the key "${settings.resource}".`);
  const functionOf = (key: string): AppFunction => appFunction(modules, key);
  return {
    appId: app.id.replace(/^ari:cloud:ecosystem::app\//, ''),
    appName: app.name ?? settings.title,
    module: { key: settings.key, title: settings.title },
    resourcePath: posix.normalize(resource.path),
    resolver: functionOf(settings.resolver.function),
    consumers: modules.consumer.map(({ key, queue, function: fn }) => ({
      key,
      queue,
      function: functionOf(fn),
    })),
    triggers: modules.scheduledTrigger.map(({ key, interval, function: fn }) => ({
      key,
      interval,
      function: functionOf(fn),
    })),
    ...scopesOf(permissions),
  };
}

function appFunction(modules: ParsedManifest['modules'], key: string): AppFunction {
  const declared = modules.function.find((one) => one.key === key);
  if (!declared) throw new InvalidManifest(`manifest.yml: no function has the key "${key}".`);
  const { handler, timeoutSeconds } = declared;
  const dot = handler.lastIndexOf('.');
  return { key, file: handler.slice(0, dot), export: handler.slice(dot + 1), timeoutSeconds };
}

/** A list of scopes allows no impersonation; a map says it scope by scope. */
function scopesOf({
  scopes,
}: ParsedManifest['permissions']): Pick<AppManifest, 'scopes' | 'impersonationScopes'> {
  if (Array.isArray(scopes)) return { scopes, impersonationScopes: [] };
  const allowed = Object.entries(scopes).filter(([, { allowImpersonation }]) => allowImpersonation);
  return { scopes: Object.keys(scopes), impersonationScopes: allowed.map(([scope]) => scope) };
}

function checked(text: string): ParsedManifest {
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new InvalidManifest(`manifest.yml is not valid YAML: ${error.message}`, { cause: error });
  }
  const result = v.safeParse(ManifestSchema, raw);
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new InvalidManifest(`manifest.yml: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
}
