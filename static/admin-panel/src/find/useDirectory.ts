import { useState } from 'react';
import type { Person } from '../../../../src/contract';
import { useDebounced } from '../ui/useDebounced';
import { useMemberships, usePeople } from './queries';

/** Long enough that half a name is not asked for. */
const TYPING_PAUSE_MS = 400;
/** People shown of those who fit; whether each is a member costs a request. */
const FEW = 5;
const MORE = 20;

/** A person in the directory, and whether they are in the group: `undefined` while that is asked. */
export interface Hit {
  person: Person;
  member: boolean | undefined;
  /** Why it is not known. */
  error: Error | undefined;
  askAgain: () => void;
}

export interface DirectorySearch {
  status: 'idle' | 'searching' | 'paused' | 'found' | 'failed';
  hits: readonly Hit[];
  /** More people fit than are shown. */
  more: boolean;
  showMore: (() => void) | undefined;
  error: Error | undefined;
  retry: () => void;
}

/**
 * Asks the directory for people who are not listed, and for each whether they are in the group: the list may not have come
 * to them yet, and Confluence does not list everyone.
 * @param query what was typed; `undefined` where there is nothing to ask
 * @param isListed who is known to be a member already
 */
export function useDirectory(
  groupId: string,
  query: string | undefined,
  isListed: (accountId: string) => boolean,
): DirectorySearch {
  const settled = useDebounced(query, TYPING_PAUSE_MS);
  const asked = query !== undefined && settled === query && isWorthAsking(query) ? query : undefined;
  const [wide, setWide] = useState<string>();
  const limit = wide === asked ? MORE : FEW;
  const search = usePeople(asked, limit);
  const people = asked === undefined ? [] : (search.data?.people ?? []);
  const unlisted = people.filter(({ accountId }) => !isListed(accountId));
  const memberships = useMemberships(groupId, unlisted);
  return {
    status: statusOf(query, asked, search),
    hits: unlisted.map((person, index) => {
      const membership = memberships[index];
      return {
        person,
        member: membership?.data,
        error: membership?.error ?? undefined,
        askAgain: () => void membership?.refetch(),
      };
    }),
    more: search.data?.more ?? false,
    showMore: limit === FEW ? () => setWide(asked) : undefined,
    error: search.error ?? undefined,
    retry: () => void search.refetch(),
  };
}

function statusOf(
  query: string | undefined,
  asked: string | undefined,
  search: ReturnType<typeof usePeople>,
): DirectorySearch['status'] {
  if (query === undefined || !isWorthAsking(query)) return 'idle';
  if (search.fetchStatus === 'paused') return 'paused';
  if (asked === undefined || search.isFetching) return 'searching';
  return search.error ? 'failed' : 'found';
}

/** One letter fits half the directory; in scripts that write a word as one sign it is a name. */
function isWorthAsking(query: string): boolean {
  return query.length > 1 || /[^\p{Script=Latin}\p{Script=Common}]/u.test(query);
}
