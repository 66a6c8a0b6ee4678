import type { Person } from '../contract/directory';
import type { Confluence } from './confluence';
import { getGroup } from './findGroups';
import { parsePersonPage, type ListPage } from './parseAnswers';
import { read, READ_HEADERS, type Result } from './request';
import { route } from './route';

/** `start` ≥ 0, `limit` 1..200; `withTotal` asks for the group's size, which is dear for Confluence. */
export interface MembersRequest {
  start: number;
  limit: number;
  withTotal: boolean;
}

/** A page as it came, with the headers of its answer. */
export interface RequestedMembers extends ListPage<Person> {
  headers: Record<string, string>;
}

/**
 * A page of a group's members as Confluence has it; where there is no such group, the error is `groupNotFound`.
 * `GET group/{id}/membersByGroupId`; 1 + 2 points a member. Who can use Confluence may.
 */
export async function requestMembers(
  confluence: Confluence,
  groupId: string,
  { start, limit, withTotal }: MembersRequest,
): Promise<Result<RequestedMembers>> {
  const page = await read(confluence, { parse: parseMembers, notFound: 'groupNotFound' }, () =>
    confluence.requestConfluence(
      route`/wiki/rest/api/group/${groupId}/membersByGroupId?start=${start}&limit=${limit}&shouldReturnTotalSize=${withTotal}&expand=operations&expand=isExternalCollaborator`,
      { headers: READ_HEADERS },
    ),
  );
  if (page.ok || page.error.kind !== 'invalid') return page;
  // The operation documents no 404, so a 400 may also mean that there is no such group.
  const group = await getGroup(confluence, groupId);
  return !group.ok && group.error.kind === 'groupNotFound' ? group : page;
}

function parseMembers(json: unknown, headers: Record<string, string>): RequestedMembers | undefined {
  const page = parsePersonPage(json);
  return page && { ...page, headers };
}
