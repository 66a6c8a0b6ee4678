import type { Action, Change } from '../contract/changes';
import type { Group } from '../contract/directory';
import type { AppError } from '../contract/errors';
import { ACTIONS } from '../membership/actions';
import { isManagedExternally } from '../membership/isManagedExternally';
import type { MadeChange } from '../membership/madeChange';
import { isMember } from './checkMembership';
import type { Confluence, ConfluenceResponse } from './confluence';
import { isAccount } from './lookUpUsers';
import { write, WRITE_HEADERS, type Result } from './request';
import { route } from './route';
import { shareGroupLookup, type GroupLookup } from './shareGroupLookup';

/** `by-name` are the deprecated endpoints that name the group by its name. */
export type MembershipApi = 'by-id' | 'by-name';

/** Makes one change of one person's membership. Repeating one is safe. */
export type MakeChange = (change: Change) => Promise<MadeChange>;

interface MembershipRequests {
  /** The status that Atlassian documents. */
  success: number;
  byId: (confluence: Confluence, groupId: string, accountId: string) => Promise<ConfluenceResponse>;
  byName: (confluence: Confluence, name: string, accountId: string) => Promise<ConfluenceResponse>;
}

const BODY_HEADERS = { ...WRITE_HEADERS, 'Content-Type': 'application/json' };

/** What differs between the requests. */
const REQUESTS: Record<Action, MembershipRequests> = {
  add: {
    success: 201,
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
    success: 204,
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
 * Some answers say less than they seem to, and lookups tell the rest:
 * - 404: the group, the account or the membership is missing, and not which; 7 points and 2 a group the account is in.
 *   Changes that meet a 404 together share the lookup of their group.
 * - a success that is not the documented one, and the 409 of a removal: 1 point and 2 a group the account is in.
 * - any other refusal, where an identity provider owns the group: 3 points, once a group.
 *
 * `by-name` looks up each group's name before its first change, at 3 points, and again after a 404, so that a rename hits
 * no other group.
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
  const { success, byId } = REQUESTS[change.action];
  const made = await write(confluence, success, () => byId(confluence, change.groupId, change.accountId));
  const notFound = notFoundIn(made);
  return notFound
    ? explainNotFound(confluence, change, notFound, await group.findNow())
    : explain(confluence, change, made, group);
}

async function changeByName(confluence: Confluence, change: Change, group: GroupLookup): Promise<MadeChange> {
  const { success, byName } = REQUESTS[change.action];
  const request = (name: string) =>
    write(confluence, success, () => byName(confluence, name, change.accountId));
  const known = await group.findOnce();
  if (!known.ok) return changedNothing(known.error);
  const { name } = known.value;
  const made = await request(name);
  const notFound = notFoundIn(made);
  if (!notFound) return explain(confluence, change, made, group);
  const current = await group.findNow();
  if (!current.ok || current.value.name === name) {
    return explainNotFound(confluence, change, notFound, current);
  }
  // Renamed meanwhile: it was the name that was missing.
  const madeAgain = await request(current.value.name);
  const notFoundAgain = notFoundIn(madeAgain);
  return notFoundAgain
    ? explainNotFound(confluence, change, notFoundAgain, await group.findNow())
    : explain(confluence, change, madeAgain, group);
}

function notFoundIn(made: MadeChange): AppError | undefined {
  return !made.ok && made.error.kind === 'groupNotFound' ? made.error : undefined;
}

/** What a change came to that was not answered with a 404. */
function explain(
  confluence: Confluence,
  change: Change,
  made: MadeChange,
  group: GroupLookup,
): MadeChange | Promise<MadeChange> {
  if (made.ok) return made;
  const { error } = made;
  switch (error.kind) {
    case 'unconfirmed':
      // With a status an answer came: a success, but not the documented one.
      return error.status === undefined ? made : explainSuccess(confluence, change, error);
    case 'permission':
      return explainRefusal(error, group);
    case 'invalid':
      if (made.changedNothing) return made;
      return error.status === 409
        ? explainConflict(confluence, change, error, group)
        : explainRefusal(error, group);
    default:
      return made;
  }
}

async function explainSuccess(
  confluence: Confluence,
  change: Change,
  answered: AppError,
): Promise<MadeChange> {
  const member = await isMember(confluence, change.groupId, change.accountId);
  if (!member.ok) return { ok: false, error: answered };
  if (member.value === ACTIONS[change.action].wantsMember) return { ok: true, status: 'done' };
  return { ok: false, error: { ...answered, kind: 'unavailable' } };
}

/** Production was seen to answer 409 for the addition of a member. For a removal it says nothing of that kind. */
async function explainConflict(
  confluence: Confluence,
  { action, groupId, accountId }: Change,
  conflict: AppError,
  group: GroupLookup,
): Promise<MadeChange> {
  switch (action) {
    case 'add':
      return { ok: true, status: 'unchanged' };
    case 'remove': {
      const member = await isMember(confluence, groupId, accountId);
      return member.ok && !member.value ? { ok: true, status: 'unchanged' } : explainRefusal(conflict, group);
    }
  }
}

/** What cannot be looked up explains nothing. */
async function explainRefusal(refusal: AppError, group: GroupLookup): Promise<MadeChange> {
  const found = await group.findOnce();
  const isExternal = found.ok && isManagedExternally(found.value);
  return { ok: false, error: isExternal ? { ...refusal, kind: 'managedExternally' } : refusal };
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
  const account = await isAccount(confluence, accountId);
  if (!account.ok) return changedNothing(account.error);
  const member = await isMember(confluence, groupId, accountId);
  if (!member.ok) return changedNothing(member.error);
  // An account that Confluence hides can still be a member; one that it neither shows nor lists in the group is gone.
  if (!account.value && !member.value) return changedNothing({ ...notFound, kind: 'userNotFound' });
  if (member.value === ACTIONS[action].wantsMember) return { ok: true, status: 'unchanged' };
  // Nothing that a 404 can mean is missing: the same request may succeed a moment later.
  return changedNothing({ ...notFound, kind: 'notMade' });
}

function changedNothing(error: AppError): MadeChange {
  return { ok: false, error, changedNothing: true };
}
