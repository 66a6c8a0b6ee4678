import { useQueries, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Person } from '../../../../src/contract';
import { confluence } from '../host/bridgeConfluence';
import { loadPeopleReads } from '../host/loadPeopleReads';
import { valueRead } from '../host/readFailed';

/** Who an account is; null where the directory has no such account, undefined while that is not known. */
export type Known = Person | null | undefined;

export interface Directory {
  personOf: (accountId: string) => Known;
  /** Some are being looked up. */
  isAsking: boolean;
  /** Why some could not be. */
  error: Error | null;
  retry: () => void;
}

/**
 * Who people are, by account id: null where the directory has no such account. Nothing observes them, and 50,000 queries would
 * take more memory than the people.
 */
const remembered = new WeakMap<QueryClient, Map<string, Person | null>>();

/**
 * Looks people up, one call for each of the batches (≤ 200 account ids), and no account twice. The history has account ids
 * only.
 */
export function usePeopleById(batches: readonly (readonly string[])[]): Directory {
  const client = useQueryClient();
  const queries = useQueries({
    queries: batches
      .filter((accountIds) => accountIds.length > 0)
      .map((accountIds) => ({
        queryKey: ['people by id', ...accountIds],
        queryFn: () => lookUpPeople(client, accountIds),
        gcTime: Infinity,
      })),
  });
  const failed = queries.filter(({ isError }) => isError);
  return {
    personOf: (accountId) => queries.find(({ data }) => data?.has(accountId))?.data?.get(accountId),
    isAsking: queries.some(({ isFetching }) => isFetching),
    error: failed[0]?.error ?? null,
    retry: () => failed.forEach((query) => void query.refetch()),
  };
}

/** Who an account is, as far as that was looked up before; asks nothing. */
export function useKnownPeople(): (accountId: string) => Known {
  const client = useQueryClient();
  return useCallback((accountId) => knownPerson(client, accountId), [client]);
}

/** Looks up at once up to 200 people not looked up before; rejects where that failed. */
export function useLookUp(): (accountIds: readonly string[]) => Promise<ReadonlyMap<string, Known>> {
  const client = useQueryClient();
  return useCallback((accountIds) => lookUpPeople(client, accountIds), [client]);
}

/** Keeps people who were found otherwise, so that they need not be looked up. */
export function useRememberPeople(): (people: readonly Person[]) => void {
  const client = useQueryClient();
  return useCallback((people) => rememberPeople(client, people), [client]);
}

/** Who an account is, as far as that is remembered. */
export function knownPerson(client: QueryClient, accountId: string): Known {
  return remembered.get(client)?.get(accountId);
}

/** Keeps who people are for as long as the page is open: what is done to them is shown and saved with their names. */
export function rememberPeople(client: QueryClient, people: readonly Person[]): void {
  remember(client, new Map(people.map((person) => [person.accountId, person])));
}

/** Looks up those who are not known; rejects where that failed. @param accountIds at most 200 */
export async function lookUpPeople(
  client: QueryClient,
  accountIds: readonly string[],
): Promise<Map<string, Person | null>> {
  const known = new Map(accountIds.map((accountId) => [accountId, knownPerson(client, accountId)]));
  const unknown = accountIds.filter((accountId) => known.get(accountId) === undefined);
  if (unknown.length > 0) {
    const { usersById } = await loadPeopleReads();
    const people = await valueRead(usersById(confluence, unknown));
    const found = new Map(people.map((person) => [person.accountId, person]));
    const answers = new Map(unknown.map((accountId) => [accountId, found.get(accountId) ?? null]));
    remember(client, answers);
    for (const [accountId, person] of answers) known.set(accountId, person);
  }
  return new Map([...known].map(([accountId, person]) => [accountId, person ?? null]));
}

function remember(client: QueryClient, people: ReadonlyMap<string, Person | null>): void {
  const known = remembered.get(client) ?? new Map<string, Person | null>();
  remembered.set(client, known);
  for (const [accountId, person] of people) known.set(accountId, person);
}
