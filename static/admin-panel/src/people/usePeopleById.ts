import { useQueries, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Person } from '../../../../src/contract';
import { invoke, valueOf } from '../host/resolver';

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

const personKey = (accountId: string) => ['person', accountId] as const;

/**
 * Looks people up, one call for each of the batches (≤ 200 account ids), and nobody twice. The history has account ids
 * only.
 */
export function usePeopleById(batches: readonly (readonly string[])[]): Directory {
  const client = useQueryClient();
  const queries = useQueries({
    queries: batches
      .filter((accountIds) => accountIds.length > 0)
      .map((accountIds) => ({
        queryKey: ['people by id', ...accountIds],
        queryFn: () => lookUp(client, accountIds),
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

/** Who somebody is, as far as that was looked up before; asks nothing. */
export function useKnownPeople(): (accountId: string) => Known {
  const client = useQueryClient();
  return useCallback((accountId) => client.getQueryData<Known>(personKey(accountId)), [client]);
}

/** Looks up to 200 people up at once, whom it did not look up before; rejects where that failed. */
export function useLookUp(): (accountIds: readonly string[]) => Promise<ReadonlyMap<string, Known>> {
  const client = useQueryClient();
  return useCallback((accountIds) => lookUp(client, accountIds), [client]);
}

/** Keeps people who were found otherwise, so that they need not be looked up. */
export function useRememberPeople(): (people: readonly Person[]) => void {
  const client = useQueryClient();
  return useCallback((people) => remember(client, people), [client]);
}

async function lookUp(
  client: QueryClient,
  accountIds: readonly string[],
): Promise<Map<string, Person | null>> {
  const cached = new Map(accountIds.map((id) => [id, client.getQueryData<Known>(personKey(id))]));
  const unknown = accountIds.filter((id) => cached.get(id) === undefined);
  if (unknown.length > 0) {
    const { people } = await valueOf(invoke('lookUpPeople', { accountIds: unknown }));
    remember(client, people);
    for (const person of people) cached.set(person.accountId, person);
  }
  const found = new Map([...cached].map(([id, person]) => [id, person ?? null]));
  for (const [id, person] of found) if (!person) client.setQueryData(personKey(id), null);
  return found;
}

function remember(client: QueryClient, people: readonly Person[]): void {
  for (const person of people) client.setQueryData(personKey(person.accountId), person);
}
