import type { AppError, MembershipAnswer } from '../../../../src/contract';
import { ReadFailed } from '../host/readFailed';
import { costOfRest } from '../members/loading/costOfRest';
import { Reading, type ReadingEnd } from '../members/loading/reading';
import { readingTools } from '../members/loading/readingTools';
import { MemberList } from '../members/memberList';
import { readStretch } from '../members/queries';
import { checkMemberships } from '../membership/checkMemberships';

/** Who is in a group now, as far as it was asked about them. */
export interface MembersNow {
  members: ReadonlySet<string>;
  /** Accounts that Confluence does not know. */
  gone: ReadonlySet<string>;
  /** Accounts of which it did not say whether they are in the group. */
  unanswered: ReadonlySet<string>;
}

/** Told how far it has come: a share from 0 to 1. */
type OnProgress = (share: number) => void;

/** So few are asked about at once: learning the group's size costs a request too. */
const FEW = 3;

/**
 * Asks Confluence who of these is in the group now: one by one, or by reading the group where that takes fewer requests.
 * @param leaving those of them who are to be taken out of it: that they are not listed does not say that they are not in it
 * @throws ReadFailed, also once `signal` is aborted
 */
export async function whoIsIn(
  groupId: string,
  accountIds: readonly string[],
  leaving: readonly string[],
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<MembersNow> {
  if (accountIds.length <= FEW) return askOneByOne(groupId, accountIds, onProgress, signal);
  const list = new MemberList();
  await readStretch(groupId, list, { start: 0, limit: 1 }, true);
  signal.throwIfAborted();
  // How many requests a group of unknown size takes is unknown.
  const requestsToRead = list.total === undefined ? Infinity : costOfRest(list).requests;
  return accountIds.length <= requestsToRead
    ? askOneByOne(groupId, accountIds, onProgress, signal)
    : readWholeGroup(groupId, list, leaving, onProgress, signal);
}

async function askOneByOne(
  groupId: string,
  accountIds: readonly string[],
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<MembersNow> {
  const answers: MembershipAnswer[] = [];
  const end = await checkMemberships(groupId, accountIds, {
    signal,
    onChecked: (checked) => {
      answers.push(...checked);
      onProgress(answers.length / accountIds.length);
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
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<MembersNow> {
  const stopListening = list.subscribe(() => onProgress(list.length === 0 ? 1 : list.size / list.length));
  const end = await new Reading(list, readingTools(groupId, signal)).run();
  stopListening();
  signal.throwIfAborted();
  if (end.status !== 'complete') throw new ReadFailed(errorOf(end));
  const unlisted = leaving.filter((accountId) => !list.has(accountId));
  const asked = await askOneByOne(groupId, unlisted, () => undefined, signal);
  const listed = list.loaded().map(({ accountId }) => accountId);
  return { ...asked, members: new Set([...listed, ...asked.members]) };
}

function errorOf(end: Exclude<ReadingEnd, { status: 'complete' }>): AppError {
  switch (end.status) {
    case 'failed':
      return end.error;
    case 'limit':
      return { kind: 'rateLimited', limit: 'quota', retryAt: end.goesOnAt };
    case 'changing':
    case 'stopped':
      return { kind: 'unavailable', detail: 'People join and leave this group faster than it can be read.' };
  }
}
