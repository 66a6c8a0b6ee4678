import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useCallback } from 'react';
import { listMembers } from '../../../../src/confluence/listMembers';
import { MAX_PAGE_SIZE } from '../../../../src/contract/limits';
import { confluence } from '../host/bridgeConfluence';
import { valueRead } from '../host/readFailed';
import type { KnownMembers } from './safeguards';

const NOT_KNOWN: KnownMembers = { isComplete: false, total: undefined, listed: [] };

/**
 * Who is in these groups, up to 200 people of each and how many there are: what tells whether a removal would empty one. One
 * request a group; asked anew by each plan and dialog, as it can change.
 * @param groupIds the same list until it changes
 * @returns `membersOf` by group id, with nothing known where Confluence did not answer: the function looks again before it removes
 */
export function useKnownMembers(groupIds: readonly string[]): {
  membersOf: (groupId: string) => KnownMembers;
  isAsking: boolean;
} {
  const { members, isAsking } = useQueries({
    queries: groupIds.map((groupId) => ({
      queryKey: ['knownMembers', groupId],
      queryFn: () => readMembers(groupId),
      gcTime: 0,
    })),
    combine,
  });
  const membersOf = useCallback(
    (groupId: string) => members[groupIds.indexOf(groupId)] ?? NOT_KNOWN,
    [members, groupIds],
  );
  return { membersOf, isAsking };
}

function combine(queries: readonly UseQueryResult<KnownMembers>[]) {
  return {
    members: queries.map(({ data }) => data),
    isAsking: queries.some(({ isFetching }) => isFetching),
  };
}

async function readMembers(groupId: string): Promise<KnownMembers> {
  const page = { start: 0, limit: MAX_PAGE_SIZE, withTotal: true };
  const { members, total, nextStart } = await valueRead(listMembers(confluence, groupId, page));
  // Who is suspended may be counted and not listed.
  const isComplete = nextStart === undefined && (total ?? members.length) <= members.length;
  return { isComplete, total, listed: members };
}
