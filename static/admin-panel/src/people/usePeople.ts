import { skipToken, useQuery } from '@tanstack/react-query';
import type { Person } from '../../../../src/contract';
import { invoke, valueOf } from '../host/resolver';

/**
 * Who these accounts are, at most 200: the history has ids only. Undefined until Confluence has said so; those that no
 * longer exist, and all of them where it could not be asked, are missing. Nothing is asked for nobody.
 */
export function usePeople(accountIds: readonly string[]): ReadonlyMap<string, Person> | undefined {
  const ids = [...new Set(accountIds)].sort();
  const { data, isError } = useQuery({
    queryKey: ['people', ...ids],
    queryFn: ids.length === 0 ? skipToken : () => lookUp(ids),
    structuralSharing: false,
  });
  return ids.length === 0 || isError ? NOBODY : data;
}

const NOBODY: ReadonlyMap<string, Person> = new Map();

async function lookUp(accountIds: string[]): Promise<ReadonlyMap<string, Person>> {
  const { people } = await valueOf(invoke('lookUpPeople', { accountIds }));
  return new Map(people.map((person) => [person.accountId, person]));
}
