import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { specificationFile } from '../../../sandbox/confluence/specification';

/** Atlassian's own description, where this checkout has it beside it. */
const publishedFile = resolve(
  import.meta.dirname,
  '../../../../shared/contract/confluence-groups.openapi.yaml',
);

/** What the sandbox answers on every operation whether or not Atlassian lists it. */
const PLATFORM_STATUSES = ['400', '401', '429'];

const SchemaLimits = v.object({
  type: v.optional(v.string()),
  format: v.optional(v.string()),
  minimum: v.optional(v.number()),
  maximum: v.optional(v.number()),
  enum: v.optional(v.array(v.string())),
  items: v.optional(v.object({ enum: v.optional(v.array(v.string())) })),
  default: v.nullish(v.union([v.string(), v.number(), v.boolean()])),
});
const Parameter = v.object({
  name: v.string(),
  in: v.string(),
  required: v.optional(v.boolean(), false),
  deprecated: v.optional(v.boolean(), false),
  explode: v.optional(v.boolean(), true),
  schema: SchemaLimits,
});
const Reference = v.object({ $ref: v.string() });
const Response = v.object({ 'x-reported': v.optional(v.boolean(), false) });
const Operation = v.object({
  deprecated: v.optional(v.boolean(), false),
  parameters: v.optional(v.array(v.union([Reference, Parameter])), []),
  requestBody: v.optional(v.object({ required: v.boolean() })),
  responses: v.record(v.string(), v.union([Reference, Response])),
  security: v.array(v.record(v.string(), v.array(v.string()))),
  'x-atlassian-oauth2-scopes': v.optional(
    v.array(v.object({ state: v.string(), scopes: v.array(v.string()) })),
    [],
  ),
});
const Document = v.object({
  paths: v.record(v.string(), v.record(v.string(), Operation)),
  components: v.object({
    parameters: v.record(v.string(), Parameter),
    responses: v.optional(v.record(v.string(), Response), {}),
  }),
});
type Document = v.InferOutput<typeof Document>;
type Operation = v.InferOutput<typeof Operation>;
type Parameter = v.InferOutput<typeof Parameter>;

function read(file: string): Document {
  return v.parse(Document, parse(readFileSync(file, 'utf8')));
}

/** By name, with references replaced by what they stand for. */
function resolved(document: Document, parameters: Operation['parameters']): Parameter[] {
  const found = parameters.map((parameter) => {
    if (!('$ref' in parameter)) return parameter;
    const component = document.components.parameters[parameter.$ref.split('/').at(-1) ?? ''];
    if (component === undefined) throw new Error(`No parameter ${parameter.$ref}`);
    return component;
  });
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

/** Without those that are known from reports only. */
function describedStatuses(document: Document, { responses }: Operation): string[] {
  const isReported = (response: v.InferOutput<typeof Response> | v.InferOutput<typeof Reference>): boolean =>
    '$ref' in response
      ? document.components.responses[response.$ref.split('/').at(-1) ?? '']?.['x-reported'] === true
      : response['x-reported'];
  return Object.entries(responses).flatMap(([status, response]) => (isReported(response) ? [] : [status]));
}

/** Atlassian writes the repeated account id of `user/bulk` as one string, and no default as null. */
function comparable({ schema, ...parameter }: Parameter, path: string): object {
  if (path.endsWith('/user/bulk') && parameter.name === 'accountId') return parameter;
  return { ...parameter, schema: { ...schema, default: schema.default ?? undefined } };
}

if (existsSync(publishedFile)) {
  const published = read(publishedFile);
  const ours = read(specificationFile);
  const operations = Object.entries(ours.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [method, path, operation] as const),
  );

  describe.each(operations)("%s %s is as in Atlassian's description", (method, path, operation) => {
    const theirs = published.paths[path]?.[method];
    if (theirs === undefined) throw new Error(`Atlassian describes no ${method} ${path}`);

    it('in its parameters', () => {
      const described = (document: Document, { parameters }: Operation) =>
        resolved(document, parameters).map((parameter) => comparable(parameter, path));
      expect(described(ours, operation)).toEqual(described(published, theirs));
    });

    it('in its statuses, but for those of the platform', () => {
      const statuses = describedStatuses(ours, operation);
      const theirStatuses = describedStatuses(published, theirs);
      expect(statuses).toEqual(expect.arrayContaining(theirStatuses));
      expect(
        statuses.filter((status) => !theirStatuses.includes(status) && !PLATFORM_STATUSES.includes(status)),
      ).toEqual([]);
    });

    it('in the scopes that are current', () => {
      const scopes = operation.security.flatMap((requirement) => requirement.oAuthDefinitions ?? []);
      const current = theirs['x-atlassian-oauth2-scopes'].filter(({ state }) => state === 'Current');
      expect(scopes).toEqual(current.flatMap(({ scopes: named }) => named));
    });

    it('in being deprecated and having a body', () => {
      expect([operation.deprecated, operation.requestBody]).toEqual([theirs.deprecated, theirs.requestBody]);
    });
  });
} else {
  it("cannot be compared: Atlassian's description is not beside this checkout", () => {
    expect(existsSync(publishedFile)).toBe(false);
  });
}
