import type { MembershipAnswer } from '../../../../src/contract';
import { ReadFailed } from '../host/readFailed';
import { costOfRest } from '../members/loading/costOfRest';
import type { MemberList } from '../members/memberList';
import { checkMemberships } from '../membership/checkMemberships';
import { readFirstMembers, readRestOfMembers, type OnShare } from './readMembers';

/** Who is in a group now, as far as it was asked about them. */
export interface MembersNow {
  members: ReadonlySet<string>;
  /** Accounts that Confluence does not know. */
  gone: ReadonlySet<string>;
  /** Accounts of which it did not say whether they are in the group. */
  unanswered: ReadonlySet<string>;
}

/** So few are asked about at once: learning the group's size costs a request too. */
export const FEW = 3;

/**
 * Asks Confluence who of these is in the group now: one by one, or by reading the group where that takes fewer requests.
 * @param leaving those of them who are to be taken out of it: that they are not listed does not say that they are not in it
 * @throws ReadFailed, also once `signal` is aborted
 */
export async function whoIsIn(
  groupId: string,
  accountIds: readonly string[],
  leaving: readonly string[],
  onShare: OnShare,
  signal: AbortSignal,
): Promise<MembersNow> {
  if (accountIds.length <= FEW) return askOneByOne(groupId, accountIds, onShare, signal);
  const list = await readFirstMembers(groupId, 1);
  signal.throwIfAborted();
  // How many requests a group of unknown size takes is unknown.
  const requestsToRead = list.total === undefined ? Infinity : costOfRest(list).requests;
  return accountIds.length <= requestsToRead
    ? askOneByOne(groupId, accountIds, onShare, signal)
    : readWholeGroup(groupId, list, leaving, onShare, signal);
}

async function askOneByOne(
  groupId: string,
  accountIds: readonly string[],
  onShare: OnShare,
  signal: AbortSignal,
): Promise<MembersNow> {
  const answers: MembershipAnswer[] = [];
  const end = await checkMemberships(groupId, accountIds, {
    signal,
    onChecked: (checked) => {
      answers.push(...checked);
      onShare(answers.length / accountIds.length);
    },
  });
  signal.throwIfAborted();
  if (end.status === 'failed') throw new ReadFailed(end.error);
  return membersAmong(answers);
}

/** Who is in the group by what Confluence answered about each. */
export function membersAmong(answers: readonly MembershipAnswer[]): MembersNow {
  return {
    members: idsOf(answers.filter((one) => 'member' in one && one.member)),
    gone: idsOf(answers.filter((one) => 'error' in one && one.error.kind === 'userNotFound')),
    unanswered: idsOf(answers.filter((one) => 'error' in one && one.error.kind !== 'userNotFound')),
  };
}

function idsOf(people: readonly { accountId: string }[]): Set<string> {
  return new Set(people.map(({ accountId }) => accountId));
}

async function readWholeGroup(
  groupId: string,
  list: MemberList,
  leaving: readonly string[],
  onShare: OnShare,
  signal: AbortSignal,
): Promise<MembersNow> {
  await readRestOfMembers(groupId, list, onShare, signal);
  const unlisted = leaving.filter((accountId) => !list.has(accountId));
  const asked = await askOneByOne(groupId, unlisted, () => undefined, signal);
  const listed = list.loaded().map(({ accountId }) => accountId);
  return { ...asked, members: new Set([...listed, ...asked.members]) };
}
