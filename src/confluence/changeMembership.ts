import type { Action, Change } from '../contract/changes';
import type { Group } from '../contract/directory';
import type { AppError } from '../contract/errors';
import { ACTIONS } from '../membership/actions';
import type { MadeChange } from '../membership/madeChange';
import { isMember } from './checkMembership';
import type { Confluence, ConfluenceResponse } from './confluence';
import { shareGroupLookup, type GroupLookup } from './shareGroupLookup';
import { usersById } from './lookUpUsers';
import { write, WRITE_HEADERS, type Result } from './request';
import { route } from './route';

/** `by-name` are the deprecated endpoints that name the group by its name. */
export type MembershipApi = 'by-id' | 'by-name';

/** Makes one change of one person's membership. Repeating one is safe. */
export type MakeChange = (change: Change) => Promise<MadeChange>;

interface MembershipRequests {
  /** What each status says that is no refusal. */
  statuses: Readonly<Record<number, 'done' | 'unchanged'>>;
  byId: (confluence: Confluence, groupId: string, accountId: string) => Promise<ConfluenceResponse>;
  byName: (confluence: Confluence, name: string, accountId: string) => Promise<ConfluenceResponse>;
}

const BODY_HEADERS = { ...WRITE_HEADERS, 'Content-Type': 'application/json' };

/** What differs between the requests. */
const REQUESTS: Record<Action, MembershipRequests> = {
  add: {
    // Atlassian documents 201; production was seen to answer 409 for a member.
    statuses: { 201: 'done', 409: 'unchanged' },
    byId: (confluence, groupId, accountId) =>
      confluence.requestConfluence(route`/wiki/rest/api/group/userByGroupId?groupId=${groupId}`, {
        method: 'POST',
        headers: BODY_HEADERS,
        body: JSON.stringify({ accountId }),
      }),
    byName: (confluence, name, accountId) =>
      confluence.requestConfluence(route`/wiki/rest/api/group/user?name=${name}`, {
        method: 'POST',
        headers: BODY_HEADERS,
        body: JSON.stringify({ accountId }),
      }),
  },
  remove: {
    statuses: { 204: 'done' },
    byId: (confluence, groupId, accountId) =>
      confluence.requestConfluence(
        route`/wiki/rest/api/group/userByGroupId?groupId=${groupId}&accountId=${accountId}`,
        { method: 'DELETE', headers: WRITE_HEADERS },
      ),
    byName: (confluence, name, accountId) =>
      confluence.requestConfluence(route`/wiki/rest/api/group/user?name=${name}&accountId=${accountId}`, {
        method: 'DELETE',
        headers: WRITE_HEADERS,
      }),
  },
};

/**
 * What makes changes in any number of groups, over the endpoints chosen. Site admins may; 1 point a change.
 *
 * A 404 says that the group, the account or the membership is missing, and not which: up to three lookups tell, at
 * 7 points and 2 a group the account is in. Changes that meet a 404 together share the lookup of their group. `by-name` looks up each
 * group's name before its first change, at 3 points, and again after a 404, so that a rename hits no other group.
 * @throws what `confluence.errorOf` throws
 */
export function prepareChanges(confluence: Confluence, api: MembershipApi): MakeChange {
  const groups = new Map<string, GroupLookup>();
  const lookupOf = (groupId: string): GroupLookup => {
    const group = groups.get(groupId) ?? shareGroupLookup(confluence, groupId);
    groups.set(groupId, group);
    return group;
  };
  switch (api) {
    case 'by-id':
      return (change) => changeById(confluence, change, lookupOf(change.groupId));
    case 'by-name':
      return (change) => changeByName(confluence, change, lookupOf(change.groupId));
  }
}

async function changeById(confluence: Confluence, change: Change, group: GroupLookup): Promise<MadeChange> {
  const { statuses, byId } = REQUESTS[change.action];
  const made = await write(confluence, statuses, () => byId(confluence, change.groupId, change.accountId));
  const notFound = notFoundIn(made);
  return notFound ? explainNotFound(confluence, change, notFound, await group.findNow()) : made;
}

async function changeByName(confluence: Confluence, change: Change, group: GroupLookup): Promise<MadeChange> {
  const { statuses, byName } = REQUESTS[change.action];
  const request = (name: string) =>
    write(confluence, statuses, () => byName(confluence, name, change.accountId));
  const name = await group.findName();
  if (!name.ok) return changedNothing(name.error);
  const made = await request(name.value);
  const notFound = notFoundIn(made);
  if (!notFound) return made;
  const current = await group.findNow();
  if (!current.ok || current.value.name === name.value) {
    return explainNotFound(confluence, change, notFound, current);
  }
  // Renamed meanwhile: it was the name that was missing.
  const madeAgain = await request(current.value.name);
  const notFoundAgain = notFoundIn(madeAgain);
  return notFoundAgain
    ? explainNotFound(confluence, change, notFoundAgain, await group.findNow())
    : madeAgain;
}

function notFoundIn(made: MadeChange): AppError | undefined {
  return !made.ok && made.error.kind === 'groupNotFound' ? made.error : undefined;
}

/**
 * What a change came to that was answered with a 404. Where a lookup fails (the session ended, the hourly limit is used
 * up), so does the change, for the same reason.
 * @param group looked up after the 404
 */
async function explainNotFound(
  confluence: Confluence,
  { action, groupId, accountId }: Change,
  notFound: AppError,
  group: Result<Group>,
): Promise<MadeChange> {
  if (!group.ok) return changedNothing(group.error);
  const users = await usersById(confluence, [accountId]);
  if (!users.ok) return changedNothing(users.error);
  if (users.value.length === 0) return changedNothing({ ...notFound, kind: 'userNotFound' });
  const member = await isMember(confluence, groupId, accountId);
  if (!member.ok) return changedNothing(member.error);
  if (member.value === ACTIONS[action].wantsMember) return { ok: true, status: 'unchanged' };
  // Nothing that a 404 can mean is missing: the same request may succeed a moment later.
  return changedNothing({ ...notFound, kind: 'unavailable' });
}

function changedNothing(error: AppError): MadeChange {
  return { ok: false, error, changedNothing: true };
}
