import type { MembershipAnswer } from '../contract/directory';
import { mapConcurrently } from '../mapConcurrently';
import type { Confluence } from './confluence';
import { read, READ_HEADERS, type Result } from './request';
import { route } from './route';
import * as schemas from './schemas';

const GROUPS_A_PAGE = 200;
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
  for (;;) {
    const page = await readGroupsOf(confluence, accountId, start);
    if (!page.ok) return page;
    const { results, hasNext } = page.value;
    if (results.some(({ id }) => id === groupId)) return { ok: true, value: true };
    if (!hasNext) return { ok: true, value: false };
    if (results.every(({ id }) => seen.has(id))) {
      const detail = 'Confluence says that the account is in more groups, and does not list them.';
      return { ok: false, error: { kind: 'unavailable', detail } };
    }
    for (const { id } of results) seen.add(id);
    // A page may be shorter than it was asked to be.
    start += results.length;
  }
}

function readGroupsOf(confluence: Confluence, accountId: string, start: number) {
  return read(confluence, { schema: schemas.groupPage, notFound: 'userNotFound' }, () =>
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
