import { asUser, route } from '@forge/api';
import type { Group } from '../contract';
import { getGroup } from './groups';
import { read, write, READ_HEADERS, WRITE_HEADERS, type Result } from './request';
import * as schemas from './schemas';

/** Takes one person out of the group it was made for. Done means: is not a member now, also if they never were. */
export type RemoveMember = (accountId: string) => Promise<Result<undefined>>;

/**
 * Readies the removal of people from one group, over the endpoint the deployment chose.
 *
 * `DELETE group/userByGroupId` by default. With `GROUP_MEMBERSHIP_API=by-name` the deprecated `DELETE group/user`,
 * for which the group's current name is looked up here, so that a rename cannot hit another group.
 * Site admins may; 1 point a removal; repeating one is safe.
 */
export async function removalFrom(groupId: string): Promise<Result<RemoveMember>> {
  if (process.env.GROUP_MEMBERSHIP_API === 'by-name') return removalByName(groupId);
  const currentGroup = oneAtATime(() => getGroup(groupId));
  return {
    ok: true,
    value: (accountId) => explainMissing(removeById(groupId, accountId), currentGroup),
  };
}

async function removalByName(groupId: string): Promise<Result<RemoveMember>> {
  const group = await getGroup(groupId);
  if (!group.ok) return group;
  let { name } = group.value;
  const currentGroup = oneAtATime(async () => {
    const found = await getGroup(groupId);
    if (found.ok) ({ name } = found.value);
    return found;
  });
  const remove: RemoveMember = async (accountId) => {
    const asked = name;
    const result = await explainMissing(removeByName(asked, accountId), currentGroup);
    // Renamed meanwhile: it was the name that was missing, not the account.
    return !result.ok && result.error.kind === 'userNotFound' && name !== asked ? remove(accountId) : result;
  };
  return { ok: true, value: remove };
}

function removeById(groupId: string, accountId: string) {
  return write(204, () =>
    asUser().requestConfluence(
      route`/wiki/rest/api/group/userByGroupId?groupId=${groupId}&accountId=${accountId}`,
      { method: 'DELETE', headers: WRITE_HEADERS },
    ),
  );
}

function removeByName(name: string, accountId: string) {
  return write(204, () =>
    asUser().requestConfluence(route`/wiki/rest/api/group/user?name=${name}&accountId=${accountId}`, {
      method: 'DELETE',
      headers: WRITE_HEADERS,
    }),
  );
}

/**
 * Confluence's 404 does not say whether the group or the account is missing: the group lookup does. Where that does
 * not answer either, what is sure is that the request was refused, in Confluence's words.
 */
async function explainMissing(
  removal: Promise<Result<undefined>>,
  currentGroup: () => Promise<Result<Group>>,
): Promise<Result<undefined>> {
  const result = await removal;
  if (result.ok || result.error.kind !== 'groupNotFound') return result;
  const group = await currentGroup();
  if (!group.ok && group.error.kind === 'groupNotFound') return group;
  return { ok: false, error: { ...result.error, kind: group.ok ? 'userNotFound' : 'invalid' } };
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
