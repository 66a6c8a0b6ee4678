/** `kvs.query()`: entries by the beginning of their keys, in key order, page by page. There is no other order. */
import * as v from 'valibot';
import type { Entry } from './entries';
import { badRequest, KvsError } from './errors';
import type { QueryBody } from './requests';

const MAX_PAGE = 100;

type Query = v.InferOutput<typeof QueryBody>;

/** A cursor is opaque to the app. It goes on after `key`, in the query it came from. */
const Cursor = v.pipe(v.string(), v.parseJson(), v.strictTuple([v.string(), v.string()]));

/** The page of `entries` (in key order) that `query` asks for; no cursor with the last one. */
export function pageOf(entries: readonly Entry[], query: Query): { page: Entry[]; cursor?: string } {
  if (query.limit > MAX_PAGE) {
    throw new KvsError(400, 'LIST_QUERY_LIMIT_EXCEEDED', `The limit must be at most ${String(MAX_PAGE)}`);
  }
  const prefix = prefixOf(query);
  const after = query.after === undefined ? '' : readCursor(query.after, prefix);
  const matching = entries.filter(({ key }) => key.startsWith(prefix) && key > after);
  const page = matching.slice(0, query.limit);
  const last = page.at(-1);
  if (last === undefined || page.length === matching.length) return { page };
  return { page, cursor: writeCursor(prefix, last.key) };
}

function prefixOf({ where }: Query): string {
  if (where.length > 1) {
    throw new KvsError(400, 'QUERY_WHERE_INVALID', 'Queries should contain only a single "where" clause');
  }
  const [clause] = where;
  if (clause === undefined) return '';
  if (clause.property !== 'key') {
    throw new KvsError(400, 'QUERY_WHERE_FIELD_INVALID', 'Only the field "key" is supported');
  }
  if (clause.condition !== 'BEGINS_WITH') {
    throw new KvsError(400, 'INVALID_FILTER_CONDITION', 'Only the condition BEGINS_WITH is supported');
  }
  const [prefix] = clause.values;
  if (clause.values.length !== 1 || typeof prefix !== 'string') {
    throw new KvsError(400, 'INVALID_FILTER_VALUES', 'BEGINS_WITH needs one text');
  }
  return prefix;
}

function writeCursor(prefix: string, key: string): string {
  return Buffer.from(JSON.stringify([prefix, key])).toString('base64url');
}

function readCursor(cursor: string, prefix: string): string {
  const result = v.safeParse(Cursor, Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!result.success) throw badRequest('The cursor is not one of this storage');
  const [ownPrefix, key] = result.output;
  if (ownPrefix !== prefix) throw badRequest('The cursor is of a query with another "where"');
  return key;
}
