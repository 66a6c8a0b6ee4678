import { useEffect, useMemo, useReducer, useState } from 'react';
import type { AppError } from '../../../../src/contract';
import type { CollectedGroups } from '../../../../src/confluence/collectGroups';
import { askGroupsOf } from '../membership/askGroupsOf';
import { throttle } from '../ui/throttle';

/** What was asked about the groups that people are in. */
export interface AskedGroups {
  groupsOf: (accountId: string) => CollectedGroups | 'notAsked' | 'asking' | 'notAnswered';
  /** Of the people to ask about, how many were. */
  done: number;
  isAsking: boolean;
  /** Why asking ended early. */
  error: AppError | undefined;
  /** Asks, or asks again about those who are left. */
  ask: () => void;
}

/** So many people are asked about unasked: a request each, over in a few seconds. */
export const ASKED_BY_ITSELF = 200;

/** ms between renderings while people are asked about: each goes through all rows. */
const RENDERING_MS = 250;

/**
 * Asks Confluence which groups these people are in: a request each. By itself for up to 200 people, else when asked to. Stops
 * when the component goes.
 * @param accountIds distinct; the same list until it changes
 * @param given by account id, what is known already
 */
export function useAskedGroups(
  accountIds: readonly string[],
  given: ReadonlyMap<string, CollectedGroups>,
): AskedGroups {
  const [answers] = useState(() => new Map<string, CollectedGroups | 'notAnswered'>());
  const [version, render] = useReducer((count: number) => count + 1, 0);
  const [attempt, setAttempt] = useState(0);
  const [error, setError] = useState<AppError>();
  const isWanted = attempt > 0 || accountIds.length <= ASKED_BY_ITSELF;

  useEffect(() => {
    const open = accountIds.filter((id) => !given.has(id) && !answers.has(id));
    if (!isWanted || open.length === 0) return undefined;
    const leaving = new AbortController();
    const rendering = throttle(render, RENDERING_MS);
    setError(undefined);
    void askGroupsOf(open, {
      signal: leaving.signal,
      onChecked: (checked) => {
        for (const answer of checked) {
          answers.set(answer.accountId, 'error' in answer ? 'notAnswered' : answer);
        }
        rendering.call();
      },
    }).then((end) => {
      if (leaving.signal.aborted) return;
      if (end.status === 'failed') setError(end.error);
      render();
    });
    return () => {
      leaving.abort();
      rendering.cancel();
    };
  }, [accountIds, given, answers, isWanted, attempt]);

  return useMemo(() => {
    const done = accountIds.filter((id) => given.has(id) || answers.has(id)).length;
    // What is wanted is being asked, unless asking has ended early.
    const isAsking = isWanted && !error && done < accountIds.length;
    return {
      groupsOf: (id) => given.get(id) ?? answers.get(id) ?? (isAsking ? 'asking' : 'notAsked'),
      ...{ done, isAsking, error },
      ask: () => setAttempt((count) => count + 1),
    };
    // What was answered is in a map that stays: its version says that it changed.
  }, [version, accountIds, given, answers, isWanted, error]);
}
