import type { AppError, Group, Membership, RunAction } from '../../../../../src/contract';
import { invoke, ReadFailed, valueOf } from '../../host/resolver';
import { MemberList } from '../../members/memberList';
import { costOfRest } from '../../members/loading/cost';
import { Reading } from '../../members/loading/reading';
import { readingTools } from '../../members/loading/readingTools';
import { readStretch } from '../../members/queries';
import { checkTools } from '../../membership/checkTools';
import { MembershipCheck } from '../../membership/membershipCheck';
import { isCheaperOneByOne, nowIn, type Now } from './preview';

/** How far it has come, in people. */
type OnProgress = (done: number, count: number) => void;

/** So few are asked about at once: learning the group's size costs a request too, and matters to a removal only. */
const FEW = 3;

/**
 * The group as it is called now.
 * @throws ReadFailed
 */
export async function currentGroup(groupId: string): Promise<Group> {
  return (await valueOf(invoke('getGroup', { groupId }))).group;
}

/**
 * Asks Confluence who of these is in the group now: one by one, or by reading the group where that costs fewer points.
 * @throws ReadFailed, also once `signal` is aborted
 */
export async function whoIsIn(
  groupId: string,
  accountIds: readonly string[],
  action: RunAction,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Now> {
  if (action === 'restore' && accountIds.length <= FEW)
    return oneByOne(groupId, accountIds, onProgress, signal);
  const list = new MemberList();
  await readStretch(groupId, list, { start: 0, limit: 1 }, true);
  signal.throwIfAborted();
  const now = isCheaperOneByOne(accountIds.length, costOfRest(list).points)
    ? await oneByOne(groupId, accountIds, onProgress, signal)
    : await wholeGroup(groupId, list, onProgress, signal);
  return { ...now, ...(list.total !== undefined && { size: list.total }) };
}

async function oneByOne(
  groupId: string,
  accountIds: readonly string[],
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Now> {
  const found: Membership[] = [];
  const check = new MembershipCheck(accountIds, {
    ...checkTools(groupId),
    onAnswers: (memberships) => {
      found.push(...memberships);
      onProgress(found.length, accountIds.length);
    },
  });
  signal.addEventListener('abort', () => check.stop(), { once: true });
  const end = await check.run();
  signal.throwIfAborted();
  if (end.status === 'failed') throw new ReadFailed(end.error);
  return nowIn(found);
}

async function wholeGroup(
  groupId: string,
  list: MemberList,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Now> {
  const reading = new Reading(list, readingTools(groupId));
  const stopListening = list.subscribe(() => onProgress(list.size, list.length));
  signal.addEventListener('abort', () => reading.stop(), { once: true });
  const end = await reading.run();
  stopListening();
  signal.throwIfAborted();
  if (end.status !== 'complete') throw new ReadFailed(errorOf(end));
  return { members: new Set(list.loaded().map(({ accountId }) => accountId)), gone: new Set() };
}

function errorOf(end: Exclude<Awaited<ReturnType<Reading['run']>>, { status: 'complete' }>): AppError {
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
