/** What each path of the storage does. Source: `@forge/kvs` and Forge's REST API for the Key-Value Store. */
import type * as v from 'valibot';
import type { Entries, Entry } from './entries';
import { badRequest, KvsError } from './errors';
import { pageOf } from './query';
import {
  BatchDeleteBody,
  BatchGetBody,
  BatchSetBody,
  DeleteBody,
  GetBody,
  parseBody,
  QueryBody,
  refuseEntities,
  SetBody,
  TransactionBody,
  type MetadataField,
} from './requests';
import { checkKey, checkValue, expiryOf } from './rules';

/** The most items of a batch, and operations of a transaction. */
const MAX_ITEMS = 25;

export interface Operation {
  /** Which limit it counts against. */
  kind: 'read' | 'write';
  /** The JSON to answer, or undefined for none. Throws `KvsError`, having changed nothing. */
  run: (entries: Entries, body: unknown, now: number) => unknown;
}

/** By path. Secrets and custom entities are left out. */
export const operations: Record<string, Operation> = {
  '/api/v1/get': { kind: 'read', run: get },
  '/api/v1/set': { kind: 'write', run: set },
  '/api/v1/delete': { kind: 'write', run: remove },
  '/api/v1/query': { kind: 'read', run: query },
  '/api/v1/batch/get': { kind: 'read', run: batchGet },
  '/api/v1/batch/set': { kind: 'write', run: batchSet },
  '/api/v1/batch/delete': { kind: 'write', run: batchDelete },
  '/api/v1/transaction': { kind: 'write', run: transact },
};

function get(entries: Entries, body: unknown, now: number): unknown {
  const { key, options } = parseBody(GetBody, body);
  checkKey(key);
  return represent(existing(entries, key, now), options?.metadataFields);
}

function set(entries: Entries, body: unknown, now: number): unknown {
  const { key, value, options } = parseBody(SetBody, body);
  const { keyPolicy, returnValue, returnMetadataFields } = options;
  if (returnValue === undefined ? returnMetadataFields !== undefined : keyPolicy === 'FAIL_IF_EXISTS') {
    throw new KvsError(
      400,
      'INVALID_KEY_POLICY_RETURN_VALUE_COMBINATION',
      'A returnValue needs the keyPolicy OVERRIDE, and returnMetadataFields a returnValue',
    );
  }
  const write = checkedWrite({ key, value, options }, now);
  const previous = entries.get(key, now);
  if (keyPolicy === 'FAIL_IF_EXISTS' && previous) {
    throw new KvsError(
      409,
      'KEY_CONFLICT',
      'The provided key already exists and the key policy is set to FAIL_IF_EXISTS',
    );
  }
  const latest = write(entries);
  const returned = returnValue === 'PREVIOUS' ? previous : returnValue === 'LATEST' ? latest : undefined;
  return returned && represent(returned, returnMetadataFields);
}

function remove(entries: Entries, body: unknown, now: number): undefined {
  const { key } = parseBody(DeleteBody, body);
  checkKey(key);
  entries.delete(key, now);
}

function query(entries: Entries, body: unknown, now: number): unknown {
  const asked = parseBody(QueryBody, body);
  const { page, cursor } = pageOf(entries.noticed(now), asked);
  return { data: page.map((entry) => represent(entry, asked.options?.metadataFields)), cursor };
}

function batchGet(entries: Entries, body: unknown, now: number): BatchAnswer<unknown> {
  return batch(parseBody(BatchGetBody, body), ({ key, options }) =>
    represent(existing(entries, key, now), options?.metadataFields),
  );
}

function batchSet(entries: Entries, body: unknown, now: number): BatchAnswer<{ key: string }> {
  return batch(parseBody(BatchSetBody, body), (item) => {
    checkedWrite(item, now)(entries);
    return { key: item.key };
  });
}

function batchDelete(entries: Entries, body: unknown, now: number): BatchAnswer<{ key: string }> {
  return batch(parseBody(BatchDeleteBody, body), ({ key }) => {
    entries.delete(key, now);
    return { key };
  });
}

/** All of it or nothing: everything is checked before anything is written. */
function transact(entries: Entries, body: unknown, now: number): undefined {
  const { set: sets, delete: deletes, check } = parseBody(TransactionBody, body);
  refuseEntities([...sets, ...deletes, ...check]);
  if (check.length > 0) throw invalidTransaction('A check needs an entityName.');
  const keys = [...sets, ...deletes].map(({ key }) => key);
  if (keys.length === 0) throw invalidTransaction('It must include one of set, check or delete.');
  if (keys.length > MAX_ITEMS) throw invalidTransaction(`It has over ${String(MAX_ITEMS)} operations.`);
  if (hasRepeated(keys)) throw invalidTransaction('Each key can be used only once.');
  keys.forEach(checkKey);
  const writes = sets.map((item) => checkedWrite(item, now));
  for (const write of writes) write(entries);
  for (const { key } of deletes) entries.delete(key, now);
}

interface BatchAnswer<T> {
  successfulKeys: T[];
  failedKeys: { key: string; error: { code: string; message: string } }[];
}

/** Each item by itself: what cannot be done does not stop the rest. */
function batch<Item extends { key: string; entityName?: string | undefined }, T>(
  items: readonly Item[],
  run: (item: Item) => T,
): BatchAnswer<T> {
  refuseEntities(items);
  if (items.length === 0 || items.length > MAX_ITEMS) {
    throw badRequest(`A batch has 1 to ${String(MAX_ITEMS)} items, but this one has ${String(items.length)}`);
  }
  if (hasRepeated(items.map(({ key }) => key))) throw badRequest('A batch can name each key only once');
  const answer: BatchAnswer<T> = { successfulKeys: [], failedKeys: [] };
  for (const item of items) {
    try {
      checkKey(item.key);
      answer.successfulKeys.push(run(item));
    } catch (error) {
      if (!(error instanceof KvsError)) throw error;
      answer.failedKeys.push({ key: item.key, error: error.body });
    }
  }
  return answer;
}

/** Checks everything about a write, and hands back the write itself. */
function checkedWrite(
  { key, value, options }: v.InferOutput<typeof BatchSetBody>[number],
  now: number,
): (entries: Entries) => Entry {
  checkKey(key);
  checkValue(value);
  const expiresAt = options?.ttl && expiryOf(options.ttl, now);
  return (entries) => entries.set(key, value, expiresAt, now);
}

function existing(entries: Entries, key: string, now: number): Entry {
  const entry = entries.get(key, now);
  if (!entry) throw new KvsError(404, 'KEY_NOT_FOUND', 'Provided key does not exist');
  return entry;
}

/** An entry with the metadata that was asked for, and no other. */
function represent(entry: Entry, fields: readonly MetadataField[] = []): Record<string, unknown> {
  const { key, value, createdAt, updatedAt, expiresAt } = entry;
  return {
    key,
    value,
    ...(fields.includes('CREATED_AT') && { createdAt }),
    ...(fields.includes('UPDATED_AT') && { updatedAt }),
    ...(fields.includes('EXPIRE_TIME') &&
      expiresAt !== undefined && { expireTime: new Date(expiresAt).toISOString() }),
  };
}

function invalidTransaction(message: string): KvsError {
  return new KvsError(400, 'INVALID_TRANSACTION_REQUEST', `Transaction request is invalid. ${message}`);
}

function hasRepeated(keys: readonly string[]): boolean {
  return new Set(keys).size < keys.length;
}
