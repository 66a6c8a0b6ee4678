import { keepPreviousData, queryOptions, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { getGroup, searchGroups } from '../../../../src/confluence/findGroups';
import type { Group, FoundGroups } from '../../../../src/contract';
import { confluence } from '../host/bridgeConfluence';
import { valueRead } from '../host/readFailed';
import { nameOrId } from '../ui/visibleText';

/** Long enough for going back and forth while choosing, short enough to find a group that was just made. */
const SEARCH_KEPT_MS = 60_000;

const groupKey = (groupId: string) => ['group', groupId] as const;

/**
 * Groups whose name contains the query; the first by name where it is empty. One request.
 * @param limit groups at most, 1..200
 * @param isWanted false: nothing is asked
 */
export function useGroupSearch(query: string, limit: number, isWanted = true) {
  return useQuery<FoundGroups>({
    queryKey: ['groups', query, limit],
    queryFn: () => valueRead(searchGroups(confluence, query, limit)),
    placeholderData: keepPreviousData,
    gcTime: SEARCH_KEPT_MS,
    enabled: isWanted,
  });
}

/** The group with its current name. */
export const groupQuery = (groupId: string) =>
  queryOptions<Group>({
    queryKey: groupKey(groupId),
    queryFn: () => valueRead(getGroup(confluence, groupId)),
  });

/** The group as it is called now, by its id where the name is invisible; nothing is asked while none is chosen. */
export function useGroup(groupId: string | undefined) {
  return useQuery<Group>(
    groupId === undefined
      ? { queryKey: groupKey(''), queryFn: skipToken }
      : { ...groupQuery(groupId), select: withVisibleName },
  );
}

/**
 * Keeps a group that a search just returned, so that choosing it asks for nothing; what failed to come of it before is
 * asked for again.
 */
export function useRememberGroup() {
  const client = useQueryClient();
  return (group: Group) => {
    // Writing what is known already would render the page again, and downshift may report one choice at each rendering.
    client.setQueryData<Group>(groupKey(group.id), (known) => (known ? undefined : group));
    void client.resetQueries({
      predicate: ({ queryKey, state }) => state.status === 'error' && queryKey.includes(group.id),
    });
  };
}

/** A group as the page calls it: by its id where its name has nothing to be seen. */
export function withVisibleName(group: Group): Group {
  return { ...group, name: nameOrId(group) };
}
