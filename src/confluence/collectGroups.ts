import type { Group } from '../contract/directory';
import { nextStartOf } from './paging';
import type { ListPage } from './parseAnswers';
import type { Result } from './request';

/** Pages without a group, of those that name a next page, that are gone through. */
const MAX_EMPTY_PAGES = 5;

/** Groups that were listed. */
export interface CollectedGroups {
  groups: Group[];
  /** The list was read to its end; else there are more, or Confluence says so and does not list them. */
  isWhole: boolean;
}

/**
 * Reads a list of groups page by page, to its end or up to a group.
 * @param readPage asks for the page that begins at an offset
 * @param isLast where to stop: the list is not whole then
 */
export async function collectGroups(
  readPage: (start: number) => Promise<Result<ListPage<Group>>>,
  isLast: (group: Group) => boolean = () => false,
): Promise<Result<CollectedGroups>> {
  const groups = new Map<string, Group>();
  let start = 0;
  for (let emptyPages = 0; emptyPages < MAX_EMPTY_PAGES;) {
    const page = await readPage(start);
    if (!page.ok) return page;
    const { results, hasNext } = page.value;
    const bringsNothing = results.every(({ id }) => groups.has(id));
    for (const group of results) if (group.id !== '') groups.set(group.id, group);
    if (results.some(isLast)) break;
    if (!hasNext) return { ok: true, value: { groups: [...groups.values()], isWhole: true } };
    const nextStart = nextStartOf(page.value, start);
    if (nextStart === undefined || (bringsNothing && results.length > 0)) break;
    // Entries that who asks may not see are left out of a page.
    if (bringsNothing) emptyPages += 1;
    start = nextStart;
  }
  return { ok: true, value: { groups: [...groups.values()], isWhole: false } };
}
