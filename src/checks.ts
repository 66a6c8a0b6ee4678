import { areMembers } from './confluence/membership';
import type { Answer, CheckMembershipInput, CheckMembershipsInput, Membership } from './contract';
import { forgeStore as store } from './history/forgeStore';
import { recordCheck } from './history/runs';

/** Who is in a group now, and that written down where a run left it open. All of it may throw `StorageError`. */

export async function checkPerson({
  groupId,
  accountId,
  runId,
}: CheckMembershipInput): Promise<Answer<{ member: boolean }>> {
  const [answer] = await ask(groupId, [accountId], runId);
  if (!answer) throw new Error('Nobody was asked about.');
  return 'member' in answer ? { ok: true, member: answer.member } : { ok: false, error: answer.error };
}

/** One answer for each, in the order asked. */
export async function checkPeople({
  groupId,
  accountIds,
  runId,
}: CheckMembershipsInput): Promise<Answer<{ memberships: Membership[] }>> {
  return { ok: true, memberships: await ask(groupId, accountIds, runId) };
}

async function ask(
  groupId: string,
  accountIds: readonly string[],
  runId: string | undefined,
): Promise<Membership[]> {
  const results = await areMembers(groupId, accountIds);
  const answers = results.map(({ accountId, result }): Membership =>
    result.ok ? { accountId, member: result.value } : { accountId, error: result.error },
  );
  if (runId !== undefined) {
    const idsOf = (wanted: boolean) =>
      answers.flatMap((one) => ('member' in one && one.member === wanted ? [one.accountId] : []));
    await recordCheck(store, runId, { groupId, members: idsOf(true), others: idsOf(false) });
  }
  return answers;
}
