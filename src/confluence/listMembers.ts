import type { MemberPage, Person } from '../contract/directory';
import type { Confluence } from './confluence';
import { believableTotal, nextStartOf } from './paging';
import type { ListPage } from './parseAnswers';
import { nearLimitIn } from './rateLimitHeaders';
import type { Result } from './request';
import { requestMembers, type MembersRequest } from './requestMembers';

/**
 * A page of a group's members, in Confluence's order; where there is no such group, the error is `groupNotFound`. An
 * empty page although there are more is asked for twice.
 * `GET group/{id}/membersByGroupId`; 1 + 2 points a member. Who can use Confluence may.
 */
export async function listMembers(
  confluence: Confluence,
  groupId: string,
  request: MembersRequest,
): Promise<Result<MemberPage>> {
  const first = await requestMembers(confluence, groupId, request);
  if (!first.ok) return first;
  const { start } = request;
  const again = isCutShort(first.value, start) && (await requestMembers(confluence, groupId, request));
  // What is known is said, also where the second answer is a failure.
  const { value: page } = again && again.ok ? again : first;
  const total = believableTotal(page, start);
  const nextStart = nextStartOf(page, start);
  const nearLimit = nearLimitIn(page.headers, confluence.now());
  return {
    ok: true,
    value: {
      members: page.results.map((person, n) => toMember(person, start + n)),
      ...(total !== undefined && { total }),
      ...(nextStart !== undefined && { nextStart }),
      ...(isCutShort(page, start) && { isCutShort: true }),
      ...(nearLimit && { nearLimit }),
    },
  };
}

/** Whether the page is empty although the count or a next page says that there are more. */
function isCutShort({ results, hasNext, total = 0 }: ListPage<Person>, start: number): boolean {
  return results.length === 0 && (hasNext || total > start);
}

/** @param offset of the member in the group */
function toMember(person: Person, offset: number): Person {
  return person.accountId === ''
    ? { ...person, accountId: `unidentified:${offset}`, isUnidentified: true }
    : person;
}
