import { asUser, route } from '@forge/api';
import type { Grant, Group, GroupAccess, GroupPage, MemberPage } from '../contract';
import { read, READ_HEADERS, type Result } from './request';
import * as schemas from './schemas';

/**
 * Groups whose name contains the query, or the first groups by name where it is empty.
 * `GET group/picker`, `GET group`; 1 + 2 points a group. Who can use Confluence may.
 * @param limit groups at most, 1..200
 */
export async function searchGroups(query: string, limit: number): Promise<Result<GroupPage>> {
  const page = await (query.trim() === '' ? firstGroups(limit) : groupsByName(query, limit));
  if (!page.ok) return page;
  const { results, totalSize, _links } = page.value;
  return {
    ok: true,
    value: {
      groups: results,
      more: _links?.next !== undefined,
      ...(totalSize !== undefined && { total: totalSize }),
    },
  };
}

function firstGroups(limit: number) {
  return read(schemas.groupPage, () =>
    asUser().requestConfluence(route`/wiki/rest/api/group?start=0&limit=${limit}`, { headers: READ_HEADERS }),
  );
}

function groupsByName(query: string, limit: number) {
  return read(schemas.groupPage, () =>
    asUser().requestConfluence(
      route`/wiki/rest/api/group/picker?query=${query}&start=0&limit=${limit}&shouldReturnTotalSize=true`,
      { headers: READ_HEADERS },
    ),
  );
}

/** One group by id, with its current name. `GET group/by-id`; 3 points; 404 is `groupNotFound`. */
export function getGroup(groupId: string): Promise<Result<Group>> {
  return read(schemas.group, () =>
    asUser().requestConfluence(route`/wiki/rest/api/group/by-id?id=${groupId}`, { headers: READ_HEADERS }),
  );
}

/**
 * A page of a group's members, in Confluence's order. `GET membersByGroupId`; 1 + 2 points a member.
 * @param page `start` ≥ 0, `limit` 1..200, `withTotal` asks for the group's size (dear for Confluence)
 */
export async function listMembers(
  groupId: string,
  page: { start: number; limit: number; withTotal: boolean },
): Promise<Result<MemberPage>> {
  const { start, limit, withTotal } = page;
  const answer = await read(schemas.personPage, () =>
    asUser().requestConfluence(
      route`/wiki/rest/api/group/${encodeURIComponent(groupId)}/membersByGroupId?start=${start}&limit=${limit}&shouldReturnTotalSize=${String(withTotal)}&expand=operations&expand=isExternalCollaborator`,
      { headers: READ_HEADERS },
    ),
  );
  if (!answer.ok) return answer.error.kind === 'invalid' ? groupMissingOr(answer, groupId) : answer;
  const { results, totalSize, _links } = answer.value;
  return {
    ok: true,
    value: {
      members: results,
      ...(totalSize !== undefined && { total: totalSize }),
      ...(_links?.next !== undefined && results.length > 0 && { nextStart: start + results.length }),
      ...(answer.nearLimit && { nearLimit: answer.nearLimit }),
    },
  };
}

/** Several pages of a group's members, read side by side; each ends in a result of its own, in the order asked. */
export function listMemberPages(
  groupId: string,
  pages: readonly { start: number; limit: number; withTotal: boolean }[],
): Promise<Result<MemberPage>[]> {
  return Promise.all(pages.map((page) => listMembers(groupId, page)));
}

/** The operation documents no 404, so a 400 may also mean that there is no such group: the group lookup tells. */
async function groupMissingOr(refusal: Result<never>, groupId: string): Promise<Result<never>> {
  const group = await getGroup(groupId);
  return !group.ok && group.error.kind === 'groupNotFound' ? group : refusal;
}

/** Groups that are looked through for each access: together at most 29 points. Sites have few such groups. */
const SITE_ADMIN_GROUPS = 5;
const ADMIN_GROUPS = 4;
const USER_GROUPS = 4;

/**
 * What membership of a group gives. Three times `GET group?accessType`; at most 29 points. Where Confluence has more such
 * groups than are read and this is none of those, it is not known.
 */
export async function groupAccess(groupId: string): Promise<Result<GroupAccess>> {
  const [siteAdmin, admin, user] = await Promise.all([
    groupsWithAccess('site-admin', SITE_ADMIN_GROUPS),
    groupsWithAccess('admin', ADMIN_GROUPS),
    groupsWithAccess('user', USER_GROUPS),
  ]);
  if (!siteAdmin.ok) return siteAdmin;
  if (!admin.ok) return admin;
  if (!user.ok) return user;
  const grants = [siteAdmin, admin, user].map(({ value }): Grant =>
    value.results.some(({ id }) => id === groupId)
      ? 'yes'
      : value._links?.next === undefined
        ? 'no'
        : 'unknown',
  );
  const [ofSite = 'unknown', ofConfluence = 'unknown', use = 'unknown'] = grants;
  return { ok: true, value: { administration: either(ofSite, ofConfluence), use } };
}

function groupsWithAccess(accessType: 'site-admin' | 'admin' | 'user', limit: number) {
  return read(schemas.groupPage, () =>
    asUser().requestConfluence(route`/wiki/rest/api/group?accessType=${accessType}&start=0&limit=${limit}`, {
      headers: READ_HEADERS,
    }),
  );
}

function either(one: Grant, other: Grant): Grant {
  if (one === 'yes' || other === 'yes') return 'yes';
  return one === 'unknown' || other === 'unknown' ? 'unknown' : 'no';
}
