import type { Person } from '../../../../src/contract';
import { useDebounced } from '../ui/useDebounced';
import { usePeople } from './searchPeople';

/** Long enough that half a name is not asked for. */
const TYPING_PAUSE_MS = 400;

export type SearchStatus =
  /** Nothing that is worth asking was typed. */
  | 'idle'
  | 'searching'
  /** The browser is offline; goes on by itself. */
  | 'paused'
  | 'found'
  | 'failed';

/** People of the directory who fit what is typed. */
export interface PeopleSearch {
  status: SearchStatus;
  people: readonly Person[];
  /** More people fit than these. */
  more: boolean;
  error: Error | undefined;
  retry: () => void;
}

/**
 * Asks the directory once the typing pauses.
 * @param query what was typed, trimmed; `undefined` where there is nothing to ask
 * @param limit people at most, 1..50
 */
export function usePeopleSearch(query: string | undefined, limit: number): PeopleSearch {
  const settled = useDebounced(query, TYPING_PAUSE_MS);
  const asked = query !== undefined && settled === query && isWorthAsking(query) ? query : undefined;
  const search = usePeople(asked, limit);
  const found = asked === undefined ? undefined : search.data;
  return {
    status: statusOf(query, asked, search),
    people: found?.people ?? [],
    more: found?.more ?? false,
    error: search.error ?? undefined,
    retry: () => void search.refetch(),
  };
}

function statusOf(
  query: string | undefined,
  asked: string | undefined,
  search: ReturnType<typeof usePeople>,
): SearchStatus {
  if (query === undefined || !isWorthAsking(query)) return 'idle';
  if (search.fetchStatus === 'paused') return 'paused';
  if (asked === undefined || search.isFetching) return 'searching';
  return search.error ? 'failed' : 'found';
}

/** One letter fits half the directory; in scripts that write a word as one sign it is a name. */
function isWorthAsking(query: string): boolean {
  return query.length > 1 || /[^\p{Script=Latin}\p{Script=Common}]/u.test(query);
}
