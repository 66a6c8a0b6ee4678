import type { MembershipAnswer } from '../contract/directory';
import { mapConcurrently } from '../mapConcurrently';
import type { Confluence } from './confluence';
import { nextStartOf } from './paging';
import { parseGroupPage } from './parseAnswers';
import { read, READ_HEADERS, type Result } from './request';
import { route } from './route';

const GROUPS_A_PAGE = 200;
/** Pages without a group, of those that name a next page, that are gone through. */
const MAX_EMPTY_PAGES = 5;
/** Requests under way at once while many are checked. */
const CHECKS_AT_ONCE = 10;

/**
 * Whether the person is in the group now, from the groups Confluence says they are in. Where Confluence says that there
 * are more and lists none of them, that is not known; where there is no such account, the error is `userNotFound`.
 * `GET user/memberof`; 1 + 2 points a group they are in. Who can use Confluence may.
 */
export async function isMember(
  confluence: Confluence,
  groupId: string,
  accountId: string,
): Promise<Result<boolean>> {
  const seen = new Set<string>();
  let start = 0;
  for (let emptyPages = 0; emptyPages < MAX_EMPTY_PAGES;) {
    const page = await readGroupsOf(confluence, accountId, start);
    if (!page.ok) return page;
    const { results, hasNext } = page.value;
    if (results.some(({ id }) => id === groupId)) return { ok: true, value: true };
    if (!hasNext) return { ok: true, value: false };
    const nextStart = nextStartOf(page.value, start);
    const bringsNothing = results.every(({ id }) => seen.has(id));
    if (nextStart === undefined || (bringsNothing && results.length > 0)) break;
    for (const { id } of results) seen.add(id);
    // Entries that who asks may not see are left out of a page.
    if (bringsNothing) emptyPages += 1;
    start = nextStart;
  }
  const detail = 'Confluence says that the account is in more groups, and does not list them.';
  return { ok: false, error: { kind: 'unavailable', detail } };
}

function readGroupsOf(confluence: Confluence, accountId: string, start: number) {
  return read(confluence, { parse: parseGroupPage, notFound: 'userNotFound' }, () =>
    confluence.requestConfluence(
      route`/wiki/rest/api/user/memberof?accountId=${accountId}&start=${start}&limit=${GROUPS_A_PAGE}`,
      { headers: READ_HEADERS },
    ),
  );
}

/**
 * Whether each of these people is in the group now, asked one by one as in `isMember`; in the order given. An error is
 * about its person alone.
 */
export function areMembers(
  confluence: Confluence,
  groupId: string,
  accountIds: readonly string[],
): Promise<MembershipAnswer[]> {
  return mapConcurrently(accountIds, CHECKS_AT_ONCE, async (accountId) => {
    const member = await isMember(confluence, groupId, accountId);
    return member.ok ? { accountId, member: member.value } : { accountId, error: member.error };
  });
}
