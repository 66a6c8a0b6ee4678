import type { Group, FoundGroups } from '../contract/directory';
import type { Confluence } from './confluence';
import { believableTotal } from './paging';
import { parseGroup, parseGroupPage } from './parseAnswers';
import { read, READ_HEADERS, type Result } from './request';
import { route } from './route';

/**
 * Groups whose name contains the query, or the first groups by name where it is empty.
 * `GET group/picker`, `GET group`; 1 + 2 points a group. Who can use Confluence may.
 * @param limit groups at most, 1..200
 */
export async function searchGroups(
  confluence: Confluence,
  query: string,
  limit: number,
): Promise<Result<FoundGroups>> {
  const page = await (query.trim() === ''
    ? firstGroups(confluence, limit)
    : groupsByName(confluence, query, limit));
  if (!page.ok) return page;
  const { results, hasNext } = page.value;
  const total = believableTotal(page.value, 0);
  const groups = results.filter(({ id }) => id !== '');
  const more = hasNext || (total ?? 0) > results.length;
  return { ok: true, value: { groups, more, ...(total !== undefined && { total }) } };
}

function firstGroups(confluence: Confluence, limit: number) {
  return read(confluence, { parse: parseGroupPage, notFound: 'unavailable' }, () =>
    confluence.requestConfluence(route`/wiki/rest/api/group?start=0&limit=${limit}`, {
      headers: READ_HEADERS,
    }),
  );
}

function groupsByName(confluence: Confluence, query: string, limit: number) {
  return read(confluence, { parse: parseGroupPage, notFound: 'unavailable' }, () =>
    confluence.requestConfluence(
      route`/wiki/rest/api/group/picker?query=${query}&start=0&limit=${limit}&shouldReturnTotalSize=true`,
      { headers: READ_HEADERS },
    ),
  );
}

/**
 * One group by id, with its current name; where there is none, the error is `groupNotFound`.
 * `GET group/by-id`; 3 points. Who can use Confluence may.
 */
export function getGroup(confluence: Confluence, groupId: string): Promise<Result<Group>> {
  return read(confluence, { parse: parseGroup, notFound: 'groupNotFound' }, () =>
    confluence.requestConfluence(route`/wiki/rest/api/group/by-id?id=${groupId}`, {
      headers: READ_HEADERS,
    }),
  );
}
