import type { AppError } from '../../../../src/contract';
import { MAX_PAGE_SIZE } from '../../../../src/contract/limits';
import { ReadFailed } from '../host/readFailed';
import { Reading, type ReadingEnd } from '../members/loading/reading';
import { readingTools } from '../members/loading/readingTools';
import { MemberList } from '../members/memberList';
import { readStretch } from '../members/queries';

/** Told how far it has come: a share from 0 to 1. */
export type OnShare = (share: number) => void;

/**
 * The first members of a group, and how many it has. One request.
 * @param limit at most `MAX_PAGE_SIZE`
 * @throws ReadFailed
 */
export async function readFirstMembers(groupId: string, limit = MAX_PAGE_SIZE): Promise<MemberList> {
  const list = new MemberList();
  await readStretch(groupId, list, { start: 0, limit }, true);
  return list;
}

/**
 * Reads all members of a group who are not in the list yet: `costOfRest(list)` requests.
 * @throws ReadFailed; whatever `signal` was aborted with
 */
export async function readRestOfMembers(
  groupId: string,
  list: MemberList,
  onShare: OnShare,
  signal: AbortSignal,
): Promise<void> {
  const stopListening = list.subscribe(() => onShare(list.length === 0 ? 1 : list.size / list.length));
  const end = await new Reading(list, readingTools(groupId, signal)).run();
  stopListening();
  signal.throwIfAborted();
  if (end.status !== 'complete') throw new ReadFailed(errorOf(end));
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
