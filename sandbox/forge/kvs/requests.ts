/** The bodies that `@forge/kvs` sends. Fields it never sends are refused, as by Forge's own schemas. */
import * as v from 'valibot';
import { badRequest } from './errors';

const UNITS = ['SECONDS', 'MINUTES', 'HOURS', 'DAYS'] as const;
const METADATA_FIELDS = ['CREATED_AT', 'UPDATED_AT', 'EXPIRE_TIME'] as const;

const TtlSchema = v.strictObject({
  value: v.pipe(v.number(), v.integer(), v.minValue(1)),
  unit: v.picklist(UNITS),
});

const Metadata = v.array(v.picklist(METADATA_FIELDS));
const GetOptions = v.strictObject({ metadataFields: v.optional(Metadata) });
/** Batches and transactions know `ttl` only. */
const SetOptions = v.strictObject({ ttl: v.optional(TtlSchema) });

/** JSON has no undefined; null is none of the types that Forge stores. */
const Value = v.custom<unknown>((input) => input !== undefined && input !== null, 'is missing');
/** Present when the app uses the Custom Entity Store, which the sandbox has not. */
const entityName = v.optional(v.string());

export const GetBody = v.strictObject({ key: v.string(), options: v.optional(GetOptions) });
export const DeleteBody = v.strictObject({ key: v.string() });
export const SetBody = v.strictObject({
  key: v.string(),
  value: Value,
  options: v.optional(
    v.strictObject({
      ttl: v.optional(TtlSchema),
      keyPolicy: v.optional(v.picklist(['OVERRIDE', 'FAIL_IF_EXISTS'])),
      returnValue: v.optional(v.picklist(['PREVIOUS', 'LATEST'])),
      returnMetadataFields: v.optional(Metadata),
    }),
    {},
  ),
});
export const QueryBody = v.strictObject({
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 10),
  after: v.optional(v.string()),
  where: v.optional(
    v.array(v.strictObject({ property: v.string(), condition: v.string(), values: v.array(v.unknown()) })),
    [],
  ),
  options: v.optional(GetOptions),
});

const SetItem = v.strictObject({
  key: v.string(),
  value: Value,
  entityName,
  options: v.optional(SetOptions),
});
const KeyItem = v.strictObject({ key: v.string(), entityName });

export const BatchSetBody = v.array(SetItem);
export const BatchDeleteBody = v.array(KeyItem);
export const BatchGetBody = v.array(
  v.strictObject({ key: v.string(), entityName, options: v.optional(GetOptions) }),
);

/** Conditions are of entities only, as is a `check`. */
const conditions = v.optional(v.unknown());
export const TransactionBody = v.strictObject({
  set: v.optional(v.array(v.strictObject({ ...SetItem.entries, conditions })), []),
  delete: v.optional(v.array(v.strictObject({ ...KeyItem.entries, conditions })), []),
  check: v.optional(v.array(v.looseObject({ entityName })), []),
});

export type Ttl = v.InferOutput<typeof TtlSchema>;
export type MetadataField = (typeof METADATA_FIELDS)[number];

/** The body in the shape of `schema`; throws the `KvsError` that names the field when it has another. */
export function parseBody<T>(schema: v.GenericSchema<unknown, T>, body: unknown): T {
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const field = v.getDotPath(issue) ?? 'body';
  throw badRequest(`Provided request body is invalid: ${field}: ${issue.message}`);
}

/** What is the matter with a request that only the Custom Entity Store could serve; its sender is told plainly. */
class EntitiesUnsupported extends Error {
  constructor() {
    super('The sandbox’s storage has no custom entities, and so no conditions.');
  }
}

/** Throws for items that name an entity or carry a condition. */
export function refuseEntities(items: readonly { entityName?: unknown; conditions?: unknown }[]): void {
  if (items.some((item) => item.entityName !== undefined || item.conditions !== undefined)) {
    throw new EntitiesUnsupported();
  }
}
