import { asUser, route } from '@forge/api';
import type { Group, RunAction } from '../contract';
import { getGroup } from './groups';
import { read, write, READ_HEADERS, WRITE_HEADERS, type Result } from './request';
import * as schemas from './schemas';

/** Makes the change it was made for to one person. Done means that it is so now, also if it was before. */
export type ChangeMember = (accountId: string) => Promise<Result<undefined>>;

/** A change that is ready to be made, and the group's name where that had to be looked up for it. */
export interface ReadyChange {
  change: ChangeMember;
  groupName?: string;
}

/** One request of each kind. Each spells its route out, for `forge lint` to compare with the scopes. */
interface Endpoints {
  byId: (groupId: string, accountId: string) => Promise<Result<undefined>>;
  byName: (name: string, accountId: string) => Promise<Result<undefined>>;
}

const BODY_HEADERS = { ...WRITE_HEADERS, 'Content-Type': 'application/json' };

const ENDPOINTS: Record<RunAction, Endpoints> = {
  remove: {
    byId: (groupId, accountId) =>
      write(204, () =>
        asUser().requestConfluence(
          route`/wiki/rest/api/group/userByGroupId?groupId=${groupId}&accountId=${accountId}`,
          { method: 'DELETE', headers: WRITE_HEADERS },
        ),
      ),
    byName: (name, accountId) =>
      write(204, () =>
        asUser().requestConfluence(route`/wiki/rest/api/group/user?name=${name}&accountId=${accountId}`, {
          method: 'DELETE',
          headers: WRITE_HEADERS,
        }),
      ),
  },
  restore: {
    byId: (groupId, accountId) =>
      write(201, () =>
        asUser().requestConfluence(route`/wiki/rest/api/group/userByGroupId?groupId=${groupId}`, {
          method: 'POST',
          headers: BODY_HEADERS,
          body: JSON.stringify({ accountId }),
        }),
      ),
    byName: (name, accountId) =>
      write(201, () =>
        asUser().requestConfluence(route`/wiki/rest/api/group/user?name=${name}`, {
          method: 'POST',
          headers: BODY_HEADERS,
          body: JSON.stringify({ accountId }),
        }),
      ),
  },
};

/**
 * Readies a change to people of one group, over the endpoint the deployment chose.
 *
 * `DELETE` and `POST group/userByGroupId` by default. With `GROUP_MEMBERSHIP_API=by-name` the deprecated `group/user`,
 * for which the group's current name is looked up here, so that a rename cannot hit another group.
 * Site admins may; 1 point a person; repeating one is safe.
 */
export async function changeIn(groupId: string, action: RunAction): Promise<Result<ReadyChange>> {
  const { byId, byName } = ENDPOINTS[action];
  if (process.env.GROUP_MEMBERSHIP_API === 'by-name') return changeByName(groupId, byName);
  const currentGroup = oneAtATime(() => getGroup(groupId));
  return {
    ok: true,
    value: { change: (accountId) => explainMissing(byId(groupId, accountId), currentGroup) },
  };
}

async function changeByName(groupId: string, byName: Endpoints['byName']): Promise<Result<ReadyChange>> {
  const group = await getGroup(groupId);
  if (!group.ok) return group;
  let { name } = group.value;
  const currentGroup = oneAtATime(async () => {
    const found = await getGroup(groupId);
    if (found.ok) ({ name } = found.value);
    return found;
  });
  const change: ChangeMember = async (accountId) => {
    const asked = name;
    const result = await explainMissing(byName(asked, accountId), currentGroup);
    // Renamed meanwhile: it was the name that was missing, not the account.
    return !result.ok && result.error.kind === 'userNotFound' && name !== asked ? change(accountId) : result;
  };
  return { ok: true, value: { change, groupName: name } };
}

/**
 * Confluence's 404 does not say whether the group or the account is missing: the group lookup does. Where that fails
 * (the session ended, the hourly limit is used up), so does the change, for the same reason.
 */
async function explainMissing(
  change: Promise<Result<undefined>>,
  currentGroup: () => Promise<Result<Group>>,
): Promise<Result<undefined>> {
  const result = await change;
  if (result.ok || result.error.kind !== 'groupNotFound') return result;
  const group = await currentGroup();
  return group.ok ? { ok: false, error: { ...result.error, kind: 'userNotFound' } } : group;
}

/**
 * Shares a lookup among those who ask while one is under way: they get the next, which begins after they asked. One
 * that began before says nothing of a group deleted meanwhile.
 */
function oneAtATime<T>(lookUp: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  const begin = () => {
    next = undefined;
    return lookUp();
  };
  return () => {
    // A lookup that throws is over too.
    next ??= underWay.then(begin, begin);
    underWay = next;
    return next;
  };
}

const GROUPS_A_PAGE = 200;

/**
 * Whether the person is in the group now, from the groups Confluence says they are in.
 * `GET user/memberof`; 1 + 2 points a group they are in.
 */
export async function isMember(groupId: string, accountId: string): Promise<Result<boolean>> {
  for (let start = 0; ; start += GROUPS_A_PAGE) {
    const page = await read(schemas.groupPage, () =>
      asUser().requestConfluence(
        route`/wiki/rest/api/user/memberof?accountId=${accountId}&start=${start}&limit=${GROUPS_A_PAGE}`,
        { headers: READ_HEADERS },
      ),
    );
    if (!page.ok) return page;
    if (page.value.results.some((group) => group.id === groupId)) return { ok: true, value: true };
    if (page.value._links?.next === undefined) return { ok: true, value: false };
  }
}

/** Requests under way at once while many are checked. */
const CHECKS_AT_ONCE = 10;

/** Whether each of these people is in the group now, asked one by one as in `isMember`; in the order given. */
export async function areMembers(
  groupId: string,
  accountIds: readonly string[],
): Promise<{ accountId: string; result: Result<boolean> }[]> {
  const answers: { accountId: string; result: Result<boolean> }[] = [];
  const rest = accountIds.entries();
  const worker = async () => {
    for (const [place, accountId] of rest) {
      answers[place] = { accountId, result: await isMember(groupId, accountId) };
    }
  };
  await Promise.all(Array.from({ length: CHECKS_AT_ONCE }, worker));
  return answers;
}
