import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { searchGroups } from '../../../../../src/confluence/findGroups';
import type { AppError, Group } from '../../../../../src/contract';
import { MAX_GROUPS_IN_RUN, MAX_PAGE_SIZE } from '../../../../../src/contract/limits';
import { mapConcurrently } from '../../../../../src/mapConcurrently';
import { groupQuery } from '../../directory/useGroup';
import { confluence } from '../../host/bridgeConfluence';
import { errorOfFailure, valueRead } from '../../host/readFailed';
import { visibleText } from '../../ui/visibleText';
import { keyOfGroup, type GroupInList, type NamedGroup } from '../columns/groupsIn';

/** Which group of the site is meant. */
export type GroupMeant =
  | Group
  | 'asking'
  | 'notFound'
  | 'notAnswered'
  /** More groups have names with this one in them than Confluence lists, and it may be among the others. */
  | 'notListed'
  /** More groups are named than one plan can have, and this is not among those named most often. */
  | 'tooMany';

interface NamedGroups {
  groupOf: (id: string | undefined, name: string | undefined) => GroupMeant;
  isAsking: boolean;
  /** Why some were not answered. */
  error: AppError | undefined;
  /** Asks again about those. */
  retry: () => void;
}

/** Requests under way at once. */
const AT_ONCE = 10;

type LookUpAnswer = Group | 'notFound' | 'notListed';
type LookUpResult = LookUpAnswer | { error: AppError };

/**
 * Looks up the groups that a file names: by id, and by name where there is no id, or no group of that id. A request or two a
 * group; what was answered stays for the visit.
 * @param groups the 200 named most often are looked up
 */
export function useNamedGroups(groups: readonly GroupInList[]): NamedGroups {
  const client = useQueryClient();
  const wanted = useMemo(
    () => [...groups].sort((a, b) => b.count - a.count).slice(0, MAX_GROUPS_IN_RUN),
    [groups],
  );
  const { data, isFetching, refetch } = useQuery({
    queryKey: ['named groups', ...wanted.map(keyOfGroup)],
    queryFn: async () => {
      const asked = await mapConcurrently(
        wanted,
        AT_ONCE,
        async (group) => [keyOfGroup(group), await askFor(client, group)] as const,
      );
      return new Map(asked);
    },
    enabled: wanted.length > 0,
    structuralSharing: false,
    gcTime: Infinity,
  });
  return useMemo(() => {
    const all = new Set(wanted.map(keyOfGroup));
    const failed = [...(data?.values() ?? [])].find(isFailed);
    return {
      groupOf: (id, name) => {
        const key = keyOfGroup({ id, name });
        const answer = data?.get(key);
        if (answer === undefined) return all.has(key) ? 'asking' : 'tooMany';
        if (!isFailed(answer)) return answer;
        return isFetching ? 'asking' : 'notAnswered';
      },
      isAsking: isFetching,
      error: isFetching ? undefined : failed?.error,
      retry: () => void refetch(),
    };
  }, [wanted, data, isFetching, refetch]);
}

function isFailed(answer: LookUpResult): answer is { error: AppError } {
  return typeof answer === 'object' && 'error' in answer;
}

async function askFor(client: QueryClient, { id, name }: NamedGroup): Promise<LookUpResult> {
  try {
    const byId = id === undefined ? undefined : await groupWithId(client, id);
    if (byId) return byId;
    return name === undefined ? 'notFound' : await groupCalled(client, name);
  } catch (failure) {
    return { error: errorOfFailure(failure) };
  }
}

/** @throws ReadFailed */
async function groupWithId(client: QueryClient, id: string): Promise<Group | undefined> {
  try {
    return await client.query(groupQuery(id));
  } catch (failure) {
    if (errorOfFailure(failure).kind === 'groupNotFound') return undefined;
    throw failure;
  }
}

/** By its name as it is written, else the only one that is written so but for case. @throws ReadFailed */
async function groupCalled(client: QueryClient, name: string): Promise<LookUpAnswer> {
  const wanted = visibleText(name);
  if (wanted === '') return 'notFound';
  const { groups, more } = await client.query({
    queryKey: ['groups called', wanted],
    queryFn: () => valueRead(searchGroups(confluence, wanted, MAX_PAGE_SIZE)),
    gcTime: Infinity,
  });
  const exact = groups.find((group) => visibleText(group.name) === wanted);
  if (exact) return exact;
  // The group itself, or another that differs in case alone, may be among those that are not listed.
  if (more) return 'notListed';
  const [alike, ...others] = groups.filter(
    (group) => visibleText(group.name).toLowerCase() === wanted.toLowerCase(),
  );
  return alike && others.length === 0 ? alike : 'notFound';
}
