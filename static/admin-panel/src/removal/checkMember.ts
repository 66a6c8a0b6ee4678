import type { AppError, ErrorKind, Membership } from '../../../../src/contract';
import { answerTo } from '../../../../src/run/lostAnswer';
import { confluence } from '../host/bridgeConfluence';
import { invoke } from '../host/invokeResolver';
import { loadPeopleReads } from '../host/loadPeopleReads';

/** A change of a run in the history. */
export interface ChangePlace {
  runId: string;
  /** Its place in the run's plan. */
  change: number;
}

type CheckAnswer = { member: boolean } | { error: AppError };

/**
 * Asks Confluence whether an account is in a group. Does not reject.
 * @param place the change that left it open, whose record shall have the answer
 */
export async function checkMember(
  membership: Membership,
  place: ChangePlace | undefined,
): Promise<CheckAnswer> {
  return (place && (await checkChange(place))) ?? askMembership(membership);
}

/** Undefined where the record of the run is in the way: what Confluence says is worth knowing without it. */
async function checkChange({ runId, change }: ChangePlace): Promise<CheckAnswer | undefined> {
  const answer = await answerTo(invoke('checkChanges', { runId, changes: [[change, change]] }));
  if (!answer.ok) return OF_RECORD.has(answer.error.kind) ? undefined : { error: answer.error };
  const checked = answer.checked.find((one) => one.change === change);
  if (!checked) return undefined;
  return 'error' in checked ? { error: checked.error } : { member: checked.isMember };
}

async function askMembership({ groupId, accountId }: Membership): Promise<CheckAnswer> {
  const { isMember } = await loadPeopleReads();
  const member = await isMember(confluence, groupId, accountId);
  return member.ok ? { member: member.value } : { error: member.error };
}

/** Errors that say something of the run's record, and nothing of Confluence. */
const OF_RECORD = new Set<ErrorKind>(['storage', 'runBusy', 'runTaken', 'runNotFound', 'unreadable']);
