import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useReducer, useState } from 'react';
import { chunk } from '../../../../src/chunk';
import { MAX_ACCOUNTS_IN_CALL } from '../../../../src/contract/limits';
import { mapConcurrently } from '../../../../src/mapConcurrently';
import { isKnown, knownById, type Chosen } from '../directory/chosen';
import { lookUpPeople, type Known } from '../directory/usePeopleById';
import { browserTools } from '../host/tools';
import { throttle } from '../ui/throttle';
import { Namesakes } from './planFlags';

/** Who the people of a plan are, as far as that is known. The functions are new when more is known. */
export interface PlanPeople {
  personOf: (accountId: string) => Chosen;
  /** The directory was asked, and has no such account. */
  isMissing: (accountId: string) => boolean;
  /** Another person of the plan has the same name. */
  hasNamesake: (accountId: string) => boolean;
  /** Some are being looked up. */
  isAsking: boolean;
  /** Why some could not be. */
  error?: Error;
  retry: () => void;
}

/** Calls under way at once, of 200 people each. */
const CALLS_AT_ONCE = 4;
/** ms between renderings while people are looked up: each goes through all rows. */
const RENDERING_MS = 250;

/**
 * Looks up the people of a plan who are not known where it was opened: a call for each 200 of them.
 * @param accountIds distinct; the same list until the plan changes
 * @param known by account id
 */
export function usePlanPeople(accountIds: readonly string[], known: ReadonlyMap<string, Chosen>): PlanPeople {
  const client = useQueryClient();
  const [found] = useState(() => new Map<string, Known>());
  const [namesakes] = useState(() => new Namesakes());
  const [version, render] = useReducer((count: number) => count + 1, 0);
  const [status, setStatus] = useState<{ isAsking: boolean; error?: Error }>({ isAsking: true });
  const [attempt, setAttempt] = useState(1);

  useEffect(() => {
    const leaving = new AbortController();
    const rendering = throttle(render, RENDERING_MS);
    const isGone = () => leaving.signal.aborted;
    const lookUp = async (ids: readonly string[]) => {
      // All of them at once would keep the page from answering.
      await browserTools.clock.sleep(0, leaving.signal);
      if (isGone()) return;
      const unknown = ids.filter((id) => !isKnownIn(known, id) && !found.has(id));
      if (unknown.length > 0) {
        for (const [id, person] of await lookUpPeople(client, unknown)) found.set(id, person);
      }
      const before = namesakes.size;
      for (const id of ids) namesakes.add(chosenOf(id, known, found));
      // Each rendering goes through all rows.
      if (!isGone() && (unknown.length > 0 || namesakes.size > before)) rendering.call();
    };
    const tell = (error?: Error) => {
      if (!isGone()) setStatus({ isAsking: false, ...(error && { error }) });
    };
    setStatus({ isAsking: true });
    mapConcurrently(chunk(accountIds, MAX_ACCOUNTS_IN_CALL), CALLS_AT_ONCE, lookUp).then(
      () => tell(),
      (failure: unknown) => tell(failure instanceof Error ? failure : new Error(String(failure))),
    );
    return () => {
      leaving.abort();
      rendering.cancel();
    };
  }, [client, accountIds, known, found, namesakes, attempt]);

  const lookUps = useMemo(
    () => ({
      personOf: (id: string) => chosenOf(id, known, found),
      isMissing: (id: string) => found.get(id) === null,
      hasNamesake: (id: string) => namesakes.has(id),
    }),
    // What was found is in maps that stay: their version says that they changed.
    [version, known, found, namesakes],
  );
  return {
    ...lookUps,
    ...status,
    retry: () => setAttempt((count) => count + 1),
  };
}

function isKnownIn(known: ReadonlyMap<string, Chosen>, accountId: string): boolean {
  const person = known.get(accountId);
  return person !== undefined && isKnown(person);
}

function chosenOf(
  accountId: string,
  known: ReadonlyMap<string, Chosen>,
  found: ReadonlyMap<string, Known>,
): Chosen {
  const person = known.get(accountId);
  if (person && isKnown(person)) return person;
  return found.get(accountId) ?? knownById(accountId);
}
