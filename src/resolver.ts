import { makeResolver } from '@forge/resolver';
import { beginRun, removeFromGroup, restoreToGroup } from './changes';
import { checkPeople, checkPerson } from './checks';
import { systemClock } from './clock';
import { getGroup, groupAccess, listMemberPages, listMembers, searchGroups } from './confluence/groups';
import { findPeople } from './confluence/people';
import type { Result } from './confluence/request';
import { currentUser, mayAdminister, usersById } from './confluence/users';
import type { Answer, AppError, Calls, ListMemberPagesInput, MemberPage } from './contract';
import { forgeStore as store } from './history/forgeStore';
import { listRuns } from './history/listing';
import { getRun, listUnfinishedRuns } from './history/reading';
import { storageError } from './history/recording';
import { dismissRun, endRun, extendRun, keepRun, resumeRun, type Asking } from './history/runs';
import { StorageError } from './history/store';
import * as input from './input';

/** The function Forge invokes: each call's input is parsed, then handed to the one who knows. */
export const handler = makeResolver<Calls>({
  searchGroups: parsed(input.searchGroupsInput, async ({ query, limit }) =>
    answer(await searchGroups(query, limit), (page) => page),
  ),
  getGroup: parsed(input.getGroupInput, async ({ groupId }) =>
    answer(await getGroup(groupId), (group) => ({ group })),
  ),
  groupAccess: parsed(input.getGroupInput, async ({ groupId }) =>
    answer(await groupAccess(groupId), (access) => ({ access })),
  ),
  listMembers: parsed(input.listMembersInput, async ({ groupId, ...page }) =>
    answer(await listMembers(groupId, page), (members) => members),
  ),
  listMemberPages: parsed(input.listMemberPagesInput, memberPages),
  findPeople: parsed(input.findPeopleInput, async ({ query, limit }) =>
    answer(await findPeople(query, limit), (people) => people),
  ),
  lookUpPeople: parsed(input.lookUpPeopleInput, async ({ accountIds }) =>
    answer(await usersById(accountIds), (people) => ({ people })),
  ),
  removeMembers: parsed(input.removeMembersInput, removeFromGroup),
  restoreMembers: parsed(input.restoreMembersInput, restoreToGroup),
  checkMembership: parsed(input.checkMembershipInput, checkPerson),
  checkMemberships: parsed(input.checkMembershipsInput, checkPeople),
  whoAmI: parsed(input.noInput, async () => answer(await currentUser(), (me) => ({ me }))),
  startRun: parsed(input.startRunInput, beginRun),
  extendRun: parsed(input.extendRunInput, (request) => extendRun(store, request, systemClock.now())),
  keepRun: parsed(input.ticketInput, (ticket, actorId) => keepRun(store, ticket, askedBy(actorId))),
  endRun: parsed(input.ticketInput, (ticket, actorId) => endRun(store, ticket, askedBy(actorId))),
  listRuns: parsed(input.listRunsInput, (request) =>
    asAdministrator(async () => found(await listRuns(store, request, systemClock.now()))),
  ),
  getRun: parsed(input.getRunInput, ({ runId, from }) =>
    asAdministrator(async () => found(await getRun(store, runId, from, systemClock.now()))),
  ),
  listUnfinishedRuns: parsed(input.noInput, () =>
    asAdministrator(async () => ({ ok: true, runs: await listUnfinishedRuns(store, systemClock.now()) })),
  ),
  resumeRun: parsed(input.resumeRunInput, (request, actorId) =>
    asAdministrator(() => resumeRun(store, request, askedBy(actorId))),
  ),
  dismissRun: parsed(input.dismissRunInput, ({ runId }, actorId) =>
    asAdministrator(() => dismissRun(store, runId, askedBy(actorId))),
  ),
});

async function memberPages({
  groupId,
  pages,
}: ListMemberPagesInput): Promise<Answer<{ pages: Answer<MemberPage>[] }>> {
  const results = await listMemberPages(groupId, pages);
  return { ok: true, pages: results.map((result) => answer(result, (page) => page)) };
}

/** The history is for those who administer Confluence, and Confluence says each time who does. */
async function asAdministrator<T>(read: () => Promise<Answer<T>>): Promise<Answer<T>> {
  const may = await mayAdminister();
  if (!may.ok) return may;
  return may.value ? read() : { ok: false, error: { kind: 'permission' } };
}

function askedBy(actorId: string): Asking {
  return { actorId, now: systemClock.now() };
}

function found<T>(value: T | undefined): Answer<T> {
  return value === undefined ? { ok: false, error: { kind: 'runNotFound' } } : { ok: true, ...value };
}

/**
 * Bad input is answered here, before any request is made, and so is what the storage did not do. `call` gets the account
 * id of who asks, from Forge.
 */
function parsed<In, Out>(
  schema: Parameters<typeof input.parseInput<In>>[0],
  call: (input: In, actorId: string) => Promise<Out>,
) {
  return async ({
    payload,
    context,
  }: {
    payload: unknown;
    context: { accountId?: unknown };
  }): Promise<Out | { ok: false; error: AppError }> => {
    const result = input.parseInput(schema, payload);
    if (!result.ok) return result;
    try {
      return await call(result.input, typeof context.accountId === 'string' ? context.accountId : 'unknown');
    } catch (error) {
      if (error instanceof StorageError) return { ok: false, error: storageError(error) };
      throw error;
    }
  };
}

function answer<From, To>(result: Result<From>, shape: (value: From) => To): Answer<To> {
  return result.ok ? { ok: true, ...shape(result.value) } : result;
}
