import type { QueryClient } from '@tanstack/react-query';
import type { Person } from '../../../../../src/contract';
import { MAX_ACCOUNTS_IN_CALL } from '../../../../../src/contract/limits';
import { mapConcurrently } from '../../../../../src/mapConcurrently';
import { findPeopleBy } from '../../directory/searchPeople';
import { lookUpPeople } from '../../directory/usePeopleById';
import { errorOfFailure } from '../../host/readFailed';
import { browserTools } from '../../host/tools';
import { MembershipCheck, type CheckEnd, type CheckListener } from '../../membership/membershipCheck';
import { comparableNameOf } from './comparableName';
import type { DirectoryAnswer } from './listKnowledge';

/** Who an account is; null where there is no such account. */
export interface AccountAnswer {
  accountId: string;
  person: Person | null;
}

/** Ids that the address of one request has room for. */
const ACCOUNTS_IN_REQUEST = 100;
const ACCOUNT_BATCHES_AT_ONCE = 3;

/**
 * Asks Confluence who these accounts are: a request for about a hundred (`GET user/bulk`), at a pace that it refuses or not.
 * None is asked for who was looked up before.
 * @param accountIds distinct
 * @returns how it ended; does not reject
 */
export function askAccounts(
  client: QueryClient,
  accountIds: readonly string[],
  listener: CheckListener<AccountAnswer>,
): Promise<CheckEnd> {
  return new MembershipCheck<string, AccountAnswer>(accountIds, {
    ...listener,
    ...browserTools,
    ask: async (batch) => {
      try {
        const people = await lookUpPeople(client, batch);
        return { ok: true, answers: [...people].map(([accountId, person]) => ({ accountId, person })) };
      } catch (failure) {
        return { ok: false, error: errorOfFailure(failure) };
      }
    },
    keyOf: ({ accountId }) => accountId,
    errorOf: () => undefined,
    batchesAtOnce: ACCOUNT_BATCHES_AT_ONCE,
    batchSize: MAX_ACCOUNTS_IN_CALL,
    requestsFor: (accounts) => Math.ceil(accounts / ACCOUNTS_IN_REQUEST),
  }).run();
}

/** What people are searched by: an address in lower case, or a name as `comparableName` has it. */
export interface Search {
  by: 'email' | 'name';
  query: string;
}

export interface SearchAnswer {
  search: Search;
  /** Those who show just this address, or are called just so. */
  found: DirectoryAnswer;
}

/** Searches under way at once within a batch, and batches. */
const SEARCHES_AT_ONCE = 10;
const SEARCH_BATCHES_AT_ONCE = 2;
/** People that one search for a name brings: as many as Confluence returns. */
const PEOPLE_OF_NAME = 50;

/**
 * Searches the directory: a request for each search (`GET search/user`), at a pace that Confluence refuses or not.
 * @param searches distinct
 * @returns how it ended; does not reject
 */
export function searchDirectory(
  searches: readonly Search[],
  listener: CheckListener<SearchAnswer>,
): Promise<CheckEnd> {
  return new MembershipCheck<Search, SearchAnswer>(searches, {
    ...listener,
    ...browserTools,
    ask: async (batch) => ({ ok: true, answers: await mapConcurrently(batch, SEARCHES_AT_ONCE, searchOne) }),
    keyOf: ({ search }) => search,
    errorOf: ({ found }) => ('error' in found ? found.error : undefined),
    batchesAtOnce: SEARCH_BATCHES_AT_ONCE,
  }).run();
}

async function searchOne(search: Search): Promise<SearchAnswer> {
  try {
    const { people, more } = await findPeopleBy(search.query, PEOPLE_OF_NAME);
    return { search, found: { people: people.filter((person) => fits(person, search)), more } };
  } catch (failure) {
    return { search, found: { error: errorOfFailure(failure) } };
  }
}

/** A search brings people whose names only begin so, too. */
function fits(person: Person, { by, query }: Search): boolean {
  switch (by) {
    case 'email':
      return person.email?.toLowerCase() === query;
    case 'name':
      return comparableNameOf(person) === query;
  }
}
