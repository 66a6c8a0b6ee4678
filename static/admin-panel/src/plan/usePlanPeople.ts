import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useReducer, useState } from 'react';
import { chunk } from '../../../../src/chunk';
import { MAX_ACCOUNTS_IN_CALL } from '../../../../src/contract/limits';
import { mapConcurrently } from '../../../../src/mapConcurrently';
import { isKnown, knownById, type Chosen } from '../directory/chosen';
import { lookUpPeople, type Known } from '../directory/usePeopleById';
import { createPause, nextTask } from '../host/createPause';
import { forEachOf, runWithPauses, type Work } from '../host/work';
import { throttle } from '../ui/throttle';
import { Namesakes } from './planFlags';
import type { PreparedPlan } from './preparedPlan';

/** Who the people of a plan are, as far as that is known. The functions are new when more is known. */
export interface PlanPeople {
  personOf: (accountId: string) => Chosen;
  /** Accounts that the directory does not have, as far as it was asked; another set when there are more. */
  missingIds: ReadonlySet<string>;
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
/** ms between renderings while people are looked up: after each the plan is counted anew. */
const RENDERING_MS = 250;

/**
 * Looks up the people of a plan who are not known where it was opened: a call for each 200 of them.
 * @param prepared the same until the plan changes
 * @param known by account id
 */
export function usePlanPeople(prepared: PreparedPlan, known: ReadonlyMap<string, Chosen>): PlanPeople {
  const client = useQueryClient();
  const [found] = useState(() => new Map<string, Known>());
  const [missing] = useState(() => new Set<string>());
  const [namesakes] = useState(() => new Namesakes());
  const [version, render] = useReducer((count: number) => count + 1, 0);
  const [status, setStatus] = useState<{ isAsking: boolean; error?: Error }>({ isAsking: true });
  const [attempt, setAttempt] = useState(1);

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const isGone = () => signal.aborted;
    const rendering = throttle(render, RENDERING_MS);
    const lookUp = async (ids: readonly string[]) => {
      // Each in a task of its own: all of them at once would keep the page from answering.
      await nextTask(signal);
      if (isGone()) return;
      const unknown = ids.filter((id) => !isKnownIn(known, id) && !found.has(id));
      if (unknown.length > 0) {
        for (const [id, person] of await lookUpPeople(client, unknown)) {
          found.set(id, person);
          if (person === null) missing.add(id);
        }
      }
      const before = namesakes.size;
      for (const id of ids) namesakes.add(chosenOf(id, known, found));
      if (!isGone() && (unknown.length > 0 || namesakes.size > before)) rendering.call();
    };
    const lookUpAll = async () => {
      const ids = await runWithPauses(peopleIn(prepared), createPause(signal));
      await mapConcurrently(chunk(ids, MAX_ACCOUNTS_IN_CALL), CALLS_AT_ONCE, lookUp);
    };
    const tell = (error?: Error) => {
      if (!isGone()) setStatus({ isAsking: false, ...(error && { error }) });
    };
    setStatus({ isAsking: true });
    lookUpAll().then(
      () => tell(),
      (failure: unknown) => tell(failure instanceof Error ? failure : new Error(String(failure))),
    );
    return () => {
      leaving.abort();
      rendering.cancel();
    };
  }, [client, prepared, known, found, missing, namesakes, attempt]);

  // What was found is in maps and sets that stay: their version or size says that they changed.
  const lookUps = useMemo(
    () => ({
      personOf: (id: string) => chosenOf(id, known, found),
      hasNamesake: (id: string) => namesakes.has(id),
    }),
    [version, known, found, namesakes],
  );
  const missingIds = useMemo(() => new Set(missing), [missing, missing.size]);
  return {
    ...{ ...lookUps, ...status, missingIds },
    retry: () => setAttempt((count) => count + 1),
  };
}

/** All people of a plan, each once: those of its changes first. */
function* peopleIn({ entries, leftOut }: PreparedPlan): Work<string[]> {
  const ids = new Set<string>();
  yield* forEachOf(entries, ({ accountId }) => ids.add(accountId));
  yield* forEachOf(leftOut, ({ accountId }) => accountId !== undefined && ids.add(accountId));
  return [...ids];
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
