import { systemClock } from './clock';
import { areMembers } from './confluence/membership';
import { mayAdminister } from './confluence/users';
import type {
  Answer,
  AppError,
  CheckMembershipInput,
  CheckMembershipsInput,
  Membership,
  Recording,
} from './contract';
import { openCheck, recordCheck, type OpenCheck } from './history/checking';
import { forgeStore as store } from './history/forgeStore';
import { storageError } from './history/recording';
import { StorageError } from './history/store';

/**
 * Who is in a group now, and that written down where a run left it open. Where it cannot be, the answers are no less
 * true: they come with the reason.
 */

/** @param actorId the admin who asks */
export async function checkPerson(
  { accountId, ...request }: CheckMembershipInput,
  actorId: string,
): Promise<Answer<{ member: boolean } & Recording>> {
  const { memberships, ...recording } = await ask({ ...request, accountIds: [accountId] }, actorId);
  const [answer] = memberships;
  if (!answer) throw new Error('Nobody was asked about.');
  return 'member' in answer
    ? { ok: true, member: answer.member, ...recording }
    : { ok: false, error: answer.error };
}

/**
 * One answer for each, in the order asked.
 * @param actorId the admin who asks
 */
export async function checkPeople(
  request: CheckMembershipsInput,
  actorId: string,
): Promise<Answer<{ memberships: Membership[] } & Recording>> {
  return { ok: true, ...(await ask(request, actorId)) };
}

async function ask(
  { groupId, accountIds, runId }: CheckMembershipsInput,
  actorId: string,
): Promise<{ memberships: Membership[] } & Recording> {
  const opened = runId === undefined ? undefined : await orError(open(runId, groupId, actorId));
  const memberships = (await areMembers(groupId, accountIds)).map(({ accountId, result }): Membership =>
    result.ok ? { accountId, member: result.value } : { accountId, error: result.error },
  );
  if (!opened?.ok) return { memberships, ...(opened && { notRecorded: opened.error }) };
  if (!opened.check) return { memberships };
  const [members, others] = [true, false].map((wanted) =>
    memberships.flatMap((one) => ('member' in one && one.member === wanted ? [one.accountId] : [])),
  );
  const { check } = opened;
  const recorded = await orError(record(check, { members: members ?? [], others: others ?? [] }));
  return { memberships, ...(!recorded.ok && { notRecorded: recorded.error }) };
}

type Opened = { ok: true; check: OpenCheck | undefined } | { ok: false; error: AppError };

/** What others did is for those who administer Confluence to add to. */
async function open(runId: string, groupId: string, actorId: string): Promise<Opened> {
  const check = await openCheck(store, runId, groupId, systemClock.now());
  if (!check || check.run.actorId === actorId) return { ok: true, check };
  const may = await mayAdminister();
  if (!may.ok) return may;
  return may.value ? { ok: true, check } : { ok: false, error: { kind: 'permission' } };
}

async function record(check: OpenCheck, answers: Parameters<typeof recordCheck>[2]): Promise<{ ok: true }> {
  await recordCheck(store, check, answers, systemClock.now());
  return { ok: true };
}

async function orError<T>(work: Promise<T>): Promise<T | { ok: false; error: AppError }> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof StorageError) return { ok: false, error: storageError(error) };
    throw error;
  }
}
