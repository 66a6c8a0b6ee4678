import { makeResolver } from '@forge/resolver';
import { getGroup, listMemberPages, listMembers, searchGroups } from './confluence/groups';
import { areMembers, isMember, removalFrom } from './confluence/membership';
import { findPeople } from './confluence/people';
import { invocationTimeLeftMs, type Result } from './confluence/request';
import { currentUser } from './confluence/users';
import type {
  Answer,
  AppError,
  Calls,
  CheckMembershipsInput,
  ListMemberPagesInput,
  MemberPage,
  Membership,
  RemoveMembersAnswer,
  RemoveMembersInput,
} from './contract';
import * as input from './input';
import { systemClock } from './removal/clock';
import { removeMembers } from './removal/removeMembers';

/** The function Forge invokes: each call's input is parsed, then handed to the one who knows. */
export const handler = makeResolver<Calls>({
  searchGroups: parsed(input.searchGroupsInput, async ({ query, limit }) =>
    answer(await searchGroups(query, limit), (page) => page),
  ),
  getGroup: parsed(input.getGroupInput, async ({ groupId }) =>
    answer(await getGroup(groupId), (group) => ({ group })),
  ),
  listMembers: parsed(input.listMembersInput, async ({ groupId, ...page }) =>
    answer(await listMembers(groupId, page), (members) => members),
  ),
  listMemberPages: parsed(input.listMemberPagesInput, memberPages),
  findPeople: parsed(input.findPeopleInput, async ({ query, limit }) =>
    answer(await findPeople(query, limit), (people) => people),
  ),
  removeMembers: parsed(input.removeMembersInput, removeFromGroup),
  checkMembership: parsed(input.checkMembershipInput, async ({ groupId, accountId }) =>
    answer(await isMember(groupId, accountId), (member) => ({ member })),
  ),
  checkMemberships: parsed(input.checkMembershipsInput, memberships),
  whoAmI: parsed(input.noInput, async () => answer(await currentUser(), (me) => ({ me }))),
});

async function memberPages({
  groupId,
  pages,
}: ListMemberPagesInput): Promise<Answer<{ pages: Answer<MemberPage>[] }>> {
  const results = await listMemberPages(groupId, pages);
  return { ok: true, pages: results.map((result) => answer(result, (page) => page)) };
}

async function memberships({
  groupId,
  accountIds,
}: CheckMembershipsInput): Promise<Answer<{ memberships: Membership[] }>> {
  const results = await areMembers(groupId, accountIds);
  return {
    ok: true,
    memberships: results.map(({ accountId, result }) =>
      result.ok ? { accountId, member: result.value } : { accountId, error: result.error },
    ),
  };
}

async function removeFromGroup(request: RemoveMembersInput): Promise<RemoveMembersAnswer> {
  const removal = await removalFrom(request.groupId);
  if (!removal.ok) return removal;
  return removeMembers(request.accountIds, {
    change: removal.value,
    timeLeftMs: invocationTimeLeftMs,
    clock: systemClock,
    random: Math.random,
    pace: request.pace,
  });
}

/** Bad input is answered here, before any request is made. */
function parsed<In, Out>(
  schema: Parameters<typeof input.parseInput<In>>[0],
  call: (input: In) => Promise<Out>,
) {
  return async ({ payload }: { payload: unknown }): Promise<Out | { ok: false; error: AppError }> => {
    const result = input.parseInput(schema, payload);
    return result.ok ? call(result.input) : result;
  };
}

function answer<From, To>(result: Result<From>, shape: (value: From) => To): Answer<To> {
  return result.ok ? { ok: true, ...shape(result.value) } : result;
}
