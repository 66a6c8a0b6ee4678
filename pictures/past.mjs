/** What has been done on a site before a picture is taken of it, and who is there. */
import { randomUUID } from 'node:crypto';
import { groupIds } from '../sandbox/confluence/index.ts';

export { groupIds };

/** Confluence's largest page. */
const PAGE = 200;

/**
 * @typedef {{ accountId: string, displayName: string, email: string }} Member
 * @param {import('./studio.mjs').Studio} studio
 * @returns {Promise<Member[]>} the first members of a group, 200 at most, in Confluence's order
 */
export async function firstMembers({ sandbox }, groupId, limit = PAGE) {
  const path = `/wiki/rest/api/group/${groupId}/membersByGroupId?limit=${limit}`;
  const response = await fetch(sandbox.url + path, { headers: { authorization: 'Bearer site-admin' } });
  return (await response.json()).results;
}

/**
 * Adds or removes people by way of the app's function, as one change of the history.
 * @param {import('./studio.mjs').Studio} studio
 * @param {{ action: 'add' | 'remove', group: string, people: readonly Member[] }} change `group` is a key of `groupIds`
 * @param {{ reason?: string, until?: number, as?: string }} [more] `until` in ms since the epoch
 * @returns {Promise<string>} the run's id
 */
export async function makeChanges(
  { sandbox },
  { action, group, people },
  { as = 'site-admin', ...more } = {},
) {
  const accountIds = people.map(({ accountId }) => accountId);
  const block = { groupId: groupIds[group], action, accountIds };
  const groups = [{ id: groupIds[group], name: nameOf(group) }];
  const newRun = { driver: randomUUID(), plan: { blocks: [block], groups }, total: people.length, ...more };
  const changes = [[0, people.length - 1]];
  const answer = await sandbox.invoke(as, 'makeChanges', { newRun, changes, ends: true });
  if (!answer.result?.run) throw new Error(`No change was made: ${JSON.stringify(answer)}`);
  return answer.result.run.runId;
}

/** `deptSales` is `dept-sales`. */
function nameOf(group) {
  return group.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
