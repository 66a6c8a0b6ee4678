import { useEffect, useMemo, useReducer, useState } from 'react';
import type { CollectedGroups } from '../../../../src/confluence/collectGroups';
import type { AppError } from '../../../../src/contract';
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

/** ms between renderings while people are asked about: after each the plan is counted anew. */
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
  // Each answer takes one out: there may be 50,000 people, who are not counted at every rendering.
  const open = useMemo(
    () => new Set(accountIds.filter((id) => !given.has(id) && !answers.has(id))),
    [accountIds, given, answers],
  );

  useEffect(() => {
    if (!isWanted || open.size === 0) return undefined;
    const leaving = new AbortController();
    const rendering = throttle(render, RENDERING_MS);
    setError(undefined);
    void askGroupsOf([...open], {
      signal: leaving.signal,
      onChecked: (checked) => {
        for (const answer of checked) {
          answers.set(answer.accountId, 'error' in answer ? 'notAnswered' : answer);
          open.delete(answer.accountId);
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
  }, [open, answers, isWanted, attempt]);

  return useMemo(() => {
    const done = accountIds.length - open.size;
    // What is wanted is being asked, unless asking has ended early.
    const isAsking = isWanted && !error && done < accountIds.length;
    return {
      groupsOf: (id) => given.get(id) ?? answers.get(id) ?? (isAsking ? 'asking' : 'notAsked'),
      ...{ done, isAsking, error },
      ask: () => setAttempt((count) => count + 1),
    };
    // What was answered is in maps and sets that stay: their version says that they changed.
  }, [version, accountIds, open, given, answers, isWanted, error]);
}
