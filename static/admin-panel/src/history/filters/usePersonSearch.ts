import { useEffect, useRef, useState } from 'react';
import type { Person } from '../../../../../src/contract';
import { findPeople } from '../../../../../src/confluence/findPeople';
import { confluence } from '../../host/bridgeConfluence';
import { ReadFailed, valueRead } from '../../host/readFailed';
import { whoIn } from '../../people/who';
import { useRememberPeople } from '../../people/usePeopleById';

/** People to choose from; who means none of them types more of the name. */
const CHOICES = 10;

export type PersonSearch =
  | { status: 'idle' }
  | { status: 'searching' }
  | { status: 'nobody' }
  | { status: 'several'; people: readonly Person[]; more: boolean }
  | { status: 'failed'; error: Error };

/**
 * Finds the account a text means: an account id is taken as it is, for the account may be gone; for the rest the
 * directory is asked.
 */
export function usePersonSearch() {
  const [result, setResult] = useState<PersonSearch>({ status: 'idle' });
  const latest = useRef(0);
  const remember = useRememberPeople();
  useEffect(
    () => () => {
      latest.current += 1; // An admin who has left the list of runs is not called back to it.
    },
    [],
  );

  const find = async (text: string, onFound: (accountId: string) => void) => {
    const query = text.trim();
    if (query === '') return;
    const who = whoIn(query);
    if (who?.by === 'accountId') {
      onFound(who.accountId);
      return;
    }
    const search = (latest.current += 1);
    setResult({ status: 'searching' });
    const found = await ask(query);
    if (search !== latest.current) return; // Something else was typed meanwhile.
    if (found.status !== 'several') {
      setResult(found);
      return;
    }
    remember(found.people);
    const [only, ...others] = found.people;
    if (only && others.length === 0 && !found.more) onFound(only.accountId);
    else setResult(found);
  };

  return {
    result,
    /** `onFound` is called with the account id where only one account fits. */
    find: (text: string, onFound: (accountId: string) => void) => void find(text, onFound),
    reset: () => {
      latest.current += 1;
      setResult({ status: 'idle' });
    },
  };
}

async function ask(
  query: string,
): Promise<Extract<PersonSearch, { status: 'nobody' | 'several' | 'failed' }>> {
  try {
    const { people, more } = await valueRead(findPeople(confluence, query, CHOICES));
    return people.length === 0 ? { status: 'nobody' } : { status: 'several', people, more };
  } catch (failure) {
    if (!(failure instanceof ReadFailed)) throw failure;
    return { status: 'failed', error: failure };
  }
}
