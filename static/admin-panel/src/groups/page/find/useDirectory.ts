import { useState } from 'react';
import type { Person } from '../../../../../../src/contract';
import { useMemberships } from '../../../directory/searchPeople';
import { usePeopleSearch, type SearchStatus } from '../../../directory/usePeopleSearch';

/** People shown of those who fit; whether each is a member costs a request. */
const FEW = 5;
const MORE = 20;

/** A person in the directory, and whether they are in the group: `undefined` while that is asked. */
export interface DirectoryHit {
  person: Person;
  member: boolean | undefined;
  /** Why it is not known. */
  error: Error | undefined;
  askAgain: () => void;
}

export interface DirectorySearch {
  status: SearchStatus;
  hits: readonly DirectoryHit[];
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
  const [wide, setWide] = useState<string>();
  const limit = wide === query ? MORE : FEW;
  const search = usePeopleSearch(query, limit);
  const unlisted = search.people.filter(({ accountId }) => !isListed(accountId));
  const memberships = useMemberships(groupId, unlisted);
  return {
    status: search.status,
    hits: unlisted.map((person, index) => {
      const membership = memberships[index];
      return {
        person,
        member: membership?.data,
        error: membership?.error ?? undefined,
        askAgain: () => void membership?.refetch(),
      };
    }),
    more: search.more,
    showMore: limit === FEW ? () => setWide(query) : undefined,
    error: search.error,
    retry: search.retry,
  };
}
