import type { MemberPage } from '../contract/directory';
import type { Confluence } from './confluence';
import { getGroup } from './findGroups';
import { read, READ_HEADERS, type Result } from './request';
import { route } from './route';
import * as schemas from './schemas';

/** `start` ≥ 0, `limit` 1..200; `withTotal` asks for the group's size, which is dear for Confluence. */
interface PageRequest {
  start: number;
  limit: number;
  withTotal: boolean;
}

/**
 * A page of a group's members, in Confluence's order; where there is no such group, the error is `groupNotFound`.
 * `GET group/{id}/membersByGroupId`; 1 + 2 points a member. Who can use Confluence may.
 */
export async function listMembers(
  confluence: Confluence,
  groupId: string,
  { start, limit, withTotal }: PageRequest,
): Promise<Result<MemberPage>> {
  const page = await read(confluence, { schema: schemas.personPage, notFound: 'groupNotFound' }, () =>
    confluence.requestConfluence(
      route`/wiki/rest/api/group/${groupId}/membersByGroupId?start=${start}&limit=${limit}&shouldReturnTotalSize=${withTotal}&expand=operations&expand=isExternalCollaborator`,
      { headers: READ_HEADERS },
    ),
  );
  if (!page.ok) return page.error.kind === 'invalid' ? groupMissingOr(confluence, page, groupId) : page;
  const { results, hasNext, total } = page.value;
  return {
    ok: true,
    value: {
      members: results,
      ...(total !== undefined && { total }),
      ...(hasNext && results.length > 0 && { nextStart: start + results.length }),
      ...(page.nearLimit && { nearLimit: page.nearLimit }),
    },
  };
}

/**
 * Several pages of a group's members, read side by side; each ends in a result of its own, in the order asked.
 * Costs what the pages cost one by one.
 */
export function listMemberPages(
  confluence: Confluence,
  groupId: string,
  pages: readonly PageRequest[],
): Promise<Result<MemberPage>[]> {
  return Promise.all(pages.map((page) => listMembers(confluence, groupId, page)));
}

/** The operation documents no 404, so a 400 may also mean that there is no such group: the group lookup tells. */
async function groupMissingOr(
  confluence: Confluence,
  refusal: Result<never>,
  groupId: string,
): Promise<Result<never>> {
  const group = await getGroup(confluence, groupId);
  return !group.ok && group.error.kind === 'groupNotFound' ? group : refusal;
}
