import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import type { MemberPage, Person } from '../../../../src/contract';
import { invoke, valueOf } from '../host/resolver';

/** A first view of 50 members costs 101 points. */
const PAGE_SIZE = 50;

type Pages = InfiniteData<MemberPage, number>;

const membersKey = (groupId: string) => ['members', groupId] as const;

/** The group's members as far as they are loaded, each once, and how many there are in all. */
export function useMembers(groupId: string) {
  const query = useInfiniteQuery({
    queryKey: membersKey(groupId),
    initialPageParam: 0,
    queryFn: ({ pageParam: start }) =>
      // The total is dear for Confluence, so it is asked for once.
      valueOf(invoke('listMembers', { groupId, start, limit: PAGE_SIZE, withTotal: start === 0 })),
    // Counted rather than taken from the last page: who was removed here has moved the rest forward.
    getNextPageParam: (last, pages) => (last.nextStart === undefined ? undefined : loadedCount(pages)),
  });
  const pages = query.data?.pages ?? [];
  return { ...query, members: distinct(pages.flatMap((page) => page.members)), total: pages[0]?.total };
}

/**
 * Takes a removed person out of what is loaded, without asking Confluence for the list again. A read that is under way
 * may still bring them: it is given up, and the list read again.
 */
export function useForgetMember(groupId: string) {
  const client = useQueryClient();
  const queryKey = membersKey(groupId);
  return async (accountId: string) => {
    const reading = client.isFetching({ queryKey }) > 0;
    if (reading) await client.cancelQueries({ queryKey });
    client.setQueryData<Pages>(queryKey, (data) => data && without(data, accountId));
    if (reading) await client.refetchQueries({ queryKey });
  };
}

function without({ pages, pageParams }: Pages, accountId: string): Pages {
  const isThem = (member: Person) => member.accountId === accountId;
  if (!pages.some((page) => page.members.some(isThem))) return { pages, pageParams };
  const shrunk = pages.map(({ total, ...page }) => ({
    ...page,
    members: page.members.filter((member) => !isThem(member)),
    ...(total !== undefined && { total: total - 1 }),
  }));
  return { pages: shrunk, pageParams };
}

function loadedCount(pages: readonly MemberPage[]): number {
  return pages.reduce((count, page) => count + page.members.length, 0);
}

/** People who join or leave meanwhile shift the pages, which can bring a person twice. */
function distinct(members: readonly Person[]): Person[] {
  return [...new Map(members.map((member) => [member.accountId, member])).values()];
}
