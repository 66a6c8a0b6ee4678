import type { QueryClient } from '@tanstack/react-query';
import { browserTools } from '../host/tools';

/** Long enough to go back and forth while typing, short enough to see what others changed. */
export const KEPT_MS = 60_000;

/** Whether an account is a member, and since when that is known: ms by the browser's own clock. */
interface Known {
  member: boolean;
  at: number;
}

const MEMBERSHIP = 'membership';
const knownKey = (groupId: string) => ['knownMemberships', groupId] as const;

/** Whether one person is in a group: from what a run has just done, where that is known. */
export function membershipQuery(client: QueryClient, groupId: string, accountId: string) {
  const known = client.getQueryData<ReadonlyMap<string, Known>>(knownKey(groupId))?.get(accountId);
  const isFresh = known !== undefined && browserTools.clock.now() - known.at < KEPT_MS;
  return {
    queryKey: [MEMBERSHIP, groupId, accountId] as const,
    gcTime: KEPT_MS,
    ...(isFresh && { initialData: known.member }),
  };
}

/** Keeps that people were just removed from a group or added to it: in one place, as a query for each would be felt. */
export function rememberMembership(
  client: QueryClient,
  groupId: string,
  accountIds: readonly string[],
  member: boolean,
): void {
  const now: Known = { member, at: browserTools.clock.now() };
  const known = new Map(client.getQueryData<ReadonlyMap<string, Known>>(knownKey(groupId)));
  for (const accountId of accountIds) known.set(accountId, now);
  client.setQueryData(knownKey(groupId), known);
  for (const { queryKey } of client.getQueryCache().findAll({ queryKey: [MEMBERSHIP, groupId] })) {
    const accountId: unknown = queryKey[2];
    if (typeof accountId === 'string' && known.get(accountId) === now) client.setQueryData(queryKey, member);
  }
}
