import { useCallback, useEffect, useRef, useState } from 'react';
import type { MembershipAnswer, Person } from '../../../../src/contract';
import { checkMemberships } from '../membership/checkMemberships';
import type { CheckEnd } from '../membership/membershipCheck';
import { useLookUp } from '../directory/usePeopleById';
import { lookUpInCalls } from './lookUpInCalls';

export type Checking =
  | { status: 'idle' }
  | { status: 'checking'; done: number; count: number }
  /** Who those are whom Confluence answered about. */
  | { status: 'naming' }
  | CheckEnd;

/** A check that is under way, and then who those are whom Confluence answered about. */
interface Work {
  checking: AbortController;
  naming: AbortController;
  isNaming: boolean;
}

/** Asks of people whether they are in the group, and then who they are, and keeps the answers. */
export function useMembershipCheck(groupId: string) {
  const [checking, setChecking] = useState<Checking>({ status: 'idle' });
  const [answers, setAnswers] = useState<ReadonlyMap<string, MembershipAnswer>>(new Map());
  const [people, setPeople] = useState<ReadonlyMap<string, Person>>(new Map());
  // Not React state: a second click comes before the first is rendered.
  const current = useRef<Work>();
  const lookUp = useLookUp();

  const start = useCallback(
    async (accountIds: readonly string[]) => {
      if (current.current) return;
      const work: Work = { checking: new AbortController(), naming: new AbortController(), isNaming: false };
      const isCurrent = () => current.current === work;
      current.current = work;
      const count = accountIds.length;
      const found: MembershipAnswer[] = [];
      setChecking({ status: 'checking', done: 0, count });
      const end = await checkMemberships(groupId, accountIds, {
        signal: work.checking.signal,
        onChecked: (answers) => {
          found.push(...answers);
          if (isCurrent()) setChecking({ status: 'checking', done: found.length, count });
        },
      });
      work.isNaming = true;
      if (isCurrent()) setChecking({ status: 'naming' });
      const answered = found.filter((one) => 'member' in one);
      const named = await lookUpInCalls(
        answered.map(({ accountId }) => accountId),
        lookUp,
        work.naming.signal,
      );
      setPeople((before) => new Map([...before, ...named]));
      // Sorting tens of thousands of people anew at each answer would be felt.
      setAnswers((before) => new Map([...before, ...found.map((one) => [one.accountId, one] as const)]));
      if (!isCurrent()) return;
      current.current = undefined;
      setChecking(end);
    },
    [groupId, lookUp],
  );

  const stop = useCallback(() => {
    const work = current.current;
    if (work) (work.isNaming ? work.naming : work.checking).abort();
  }, []);

  /** For another list: nothing is being checked, what is known stays so. */
  const reset = useCallback(() => {
    stop();
    current.current = undefined;
    setChecking({ status: 'idle' });
  }, [stop]);

  useEffect(
    () => () => {
      current.current?.checking.abort();
      current.current?.naming.abort();
    },
    [],
  );
  return { checking, answers, people, start, reset, stop };
}
