import { groupIds } from '../../../../sandbox/confluence';
import { listMembers } from '../../../../src/confluence/listMembers';
import { Site } from '../support/site';

const DESIGN_TEAM = groupIds.designTeam;

let site: Site;
beforeAll(async () => {
  site = await Site.start();
});
beforeEach(() => site.sandbox.reset());

async function membersOf(groupId: string, limit = 200) {
  const request = { start: 0, limit, withTotal: true };
  const answer = await listMembers(site.as('member'), groupId, request);
  if (!answer.ok) throw new Error(answer.error.kind);
  return answer.value;
}

it('are described each, as what they are', async () => {
  const { members, total, nextStart } = await membersOf(DESIGN_TEAM);
  expect([members.length, total, nextStart]).toEqual([24, 24, undefined]);
  const people = members.filter(({ accountType }) => accountType === 'person');
  expect(people).toHaveLength(23);
  expect(people.filter(({ lacksAccess }) => lacksAccess)).toHaveLength(1);
  expect(members.filter(({ guest }) => guest)).toHaveLength(1);
  expect(new Set(members.map(({ accountId }) => accountId)).size).toBe(24);
});

it('have no address where that is hidden, and their own words for a name', async () => {
  const { members } = await membersOf(DESIGN_TEAM);
  expect(members.some(({ email }) => email === undefined)).toBe(true);
  expect(members.every(({ email }) => email !== '')).toBe(true);
  expect(members.some(({ displayName }) => displayName.includes('<img'))).toBe(true);
});

it.each([1, 50, 200])('cost one request, of 1 point and 2 for each of %i', async (limit) => {
  await membersOf(groupIds.contractors, limit);
  expect(site.requests.map(({ points }) => points)).toEqual([1 + 2 * limit]);
});
