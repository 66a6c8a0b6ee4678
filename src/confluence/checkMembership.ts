import type { Group, MembershipAnswer } from '../contract/directory';
import { mapConcurrently } from '../mapConcurrently';
import { collectGroups, type CollectedGroups } from './collectGroups';
import type { Confluence } from './confluence';
import { parseGroupPage } from './parseAnswers';
import { read, READ_HEADERS, type Result } from './request';
import { route } from './route';

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
  const isTheGroup = ({ id }: Group) => id === groupId;
  const collected = await collectGroups((start) => readGroupsOf(confluence, accountId, start), isTheGroup);
  if (!collected.ok) return collected;
  const { groups, isWhole } = collected.value;
  if (groups.some(isTheGroup)) return { ok: true, value: true };
  if (isWhole) return { ok: true, value: false };
  const detail = 'Confluence says that the account is in more groups, and does not list them.';
  return { ok: false, error: { kind: 'unavailable', detail } };
}

/**
 * The groups a person is in, as Confluence lists them; where there is no such account, the error is `userNotFound`.
 * `GET user/memberof`; 1 + 2 points a group. Who can use Confluence may.
 */
export function listGroupsOf(confluence: Confluence, accountId: string): Promise<Result<CollectedGroups>> {
  return collectGroups((start) => readGroupsOf(confluence, accountId, start));
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
