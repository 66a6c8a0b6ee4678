import type { AppError, Group, MembershipAnswer } from '../../../../../src/contract';
import { getGroup } from '../../../../../src/confluence/findGroups';
import { confluence } from '../../host/bridgeConfluence';
import { withVisibleName } from '../../groups/withVisibleName';
import { ReadFailed, valueRead } from '../../host/readFailed';
import { costOfRest } from '../../members/loading/costOfRest';
import { Reading, type ReadingEnd } from '../../members/loading/reading';
import { readingTools } from '../../members/loading/readingTools';
import { MemberList } from '../../members/memberList';
import { readStretch } from '../../members/queries';
import { checkMemberships } from '../../membership/checkMemberships';
import { isCheaperOneByOne, membersAmong, type MembersNow } from './previewUndo';

/** How far it has come: a share from 0 to 1. */
type OnProgress = (share: number) => void;

/** So few are asked about at once: learning the group's size costs a request too. */
const FEW = 3;

/**
 * The group as it is called now; nothing where it was deleted.
 * @throws ReadFailed
 */
export async function currentGroup(groupId: string): Promise<Group | undefined> {
  try {
    return withVisibleName(await valueRead(getGroup(confluence, groupId)));
  } catch (failure) {
    if (failure instanceof ReadFailed && failure.error.kind === 'groupNotFound') return undefined;
    throw failure;
  }
}

/**
 * Asks Confluence who of these is in the group now: one by one, or by reading the group where that takes fewer requests.
 * @param leaving those of them who are to be taken out of it: its size matters then, and that they are not listed does not
 * say that they are not in it
 * @throws ReadFailed, also once `signal` is aborted
 */
export async function whoIsIn(
  groupId: string,
  accountIds: readonly string[],
  leaving: readonly string[],
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<MembersNow> {
  if (leaving.length === 0 && accountIds.length <= FEW)
    return askOneByOne(groupId, accountIds, onProgress, signal);
  const list = new MemberList();
  await readStretch(groupId, list, { start: 0, limit: 1 }, true);
  signal.throwIfAborted();
  // How many requests a group of unknown size takes is unknown.
  const requestsToRead = list.total === undefined ? Infinity : costOfRest(list).requests;
  const now = isCheaperOneByOne(accountIds.length, requestsToRead)
    ? await askOneByOne(groupId, accountIds, onProgress, signal)
    : await readWholeGroup(groupId, list, leaving, onProgress, signal);
  return { ...now, ...(list.total !== undefined && { size: list.total }) };
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
