import type { Answer, Call } from './call';

/** No list of Confluence's is longer. */
export const MAX_PAGE = 200;

/** A stretch of a list: offset of the first entry, entries at most. */
export interface PageRequest {
  start: number;
  limit: number;
}

/** The page a request asks for; a limit over 200 counts as 200. The specification has the defaults. */
export function pageRequest({ parameters }: Call): PageRequest {
  return {
    start: parameters.integer('start') ?? 0,
    limit: Math.min(parameters.integer('limit') ?? MAX_PAGE, MAX_PAGE),
  };
}

/**
 * Answers a page of a list that has `total` entries in all; `extra` holds further fields of the body.
 * Each result costs points as one user or group.
 */
export function pageAnswer(
  call: Call,
  { start, limit }: PageRequest,
  results: readonly object[],
  total: number,
  extra: object = {},
): Answer {
  const end = start + results.length;
  const hasNext = results.length > 0 && end < total;
  return {
    status: 200,
    body: {
      results,
      start,
      limit,
      size: results.length,
      ...extra,
      _links: {
        base: call.links.base,
        context: '/wiki',
        self: call.links.base + link(call, {}),
        ...(hasNext ? { next: link(call, { start: end, limit }) } : {}),
      },
    },
    returned: results.length,
  };
}

/** `{ totalSize }` where the request asked for it. */
export function totalSizeIfAsked({ parameters }: Call, total: number): { totalSize?: number } {
  return parameters.flag('shouldReturnTotalSize') ? { totalSize: total } : {};
}

/** The request's own path and query with some parameters changed. */
function link({ links }: Call, changes: Record<string, number>): string {
  const query = new URLSearchParams(links.query);
  for (const [name, value] of Object.entries(changes)) query.set(name, String(value));
  return query.size === 0 ? links.path : `${links.path}?${query.toString()}`;
}
