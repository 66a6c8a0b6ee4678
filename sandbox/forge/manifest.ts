/** The parts of `manifest.yml` a Forge host acts on. */
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import * as v from 'valibot';
import { parse, YAMLParseError } from 'yaml';

const name = v.pipe(v.string(), v.nonEmpty());
const strings = v.array(name);

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
    function: v.array(v.looseObject({ key: name, handler: v.pipe(name, v.regex(/^[\w/-]+\.\w+$/)) })),
  }),
  resources: v.array(v.looseObject({ key: name, path: name })),
  permissions: v.looseObject({
    scopes: strings,
    content: v.optional(
      v.looseObject({
        scripts: v.optional(strings),
        styles: v.optional(v.array(v.literal('unsafe-inline'))),
      }),
      {},
    ),
  }),
});

/** The app as the sandbox installs it. */
export interface AppManifest {
  appId: string;
  appName: string;
  module: { key: string; title: string };
  /** Where the page's files are, relative to the project. */
  resourcePath: string;
  /** Which file and export Forge calls: `index.handler` is `handler` of `index`. */
  handler: { file: string; export: string };
  scopes: readonly string[];
  content: { scripts: string[]; styles: 'unsafe-inline'[] };
}

/** A manifest the sandbox cannot work with; the message says what is missing. */
export class InvalidManifest extends Error {
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
  const fn = modules.function.find(({ key }) => key === settings.resolver.function);
  if (!fn)
    throw new InvalidManifest(`manifest.yml: no function has the key "${settings.resolver.function}".`);
  const dot = fn.handler.lastIndexOf('.');
  return {
    appId: app.id.replace(/^ari:cloud:ecosystem::app\//, ''),
    appName: app.name ?? settings.title,
    module: { key: settings.key, title: settings.title },
    resourcePath: posix.normalize(resource.path),
    handler: { file: fn.handler.slice(0, dot), export: fn.handler.slice(dot + 1) },
    scopes: permissions.scopes,
    content: { scripts: permissions.content.scripts ?? [], styles: permissions.content.styles ?? [] },
  };
}

function checked(text: string): v.InferOutput<typeof ManifestSchema> {
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
