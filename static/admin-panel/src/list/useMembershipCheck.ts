import { useCallback, useEffect, useRef, useState } from 'react';
import type { Membership, Person } from '../../../../src/contract';
import { checkTools } from '../membership/checkTools';
import { MembershipCheck, type CheckEnd } from '../membership/membershipCheck';
import { useLookUp } from '../people/usePeopleById';
import { lookUpInCalls } from './lookUp';

export type Checking =
  | { status: 'idle' }
  | { status: 'checking'; done: number; count: number }
  /** Who those are that are in the group. */
  | { status: 'naming' }
  | CheckEnd;

/** Asks of people whether they are in the group, who those are that are, and keeps the answers. */
export function useMembershipCheck(groupId: string) {
  const [checking, setChecking] = useState<Checking>({ status: 'idle' });
  const [answers, setAnswers] = useState<ReadonlyMap<string, Membership>>(new Map());
  const [people, setPeople] = useState<ReadonlyMap<string, Person>>(new Map());
  const current = useRef<{ stop: () => void; leave: () => void }>();
  const lookUp = useLookUp();

  const start = useCallback(
    async (accountIds: readonly string[]) => {
      current.current?.stop();
      const count = accountIds.length;
      const found: Membership[] = [];
      const naming = new AbortController();
      const check = new MembershipCheck(accountIds, {
        ...checkTools(groupId),
        onAnswers: (memberships) => {
          found.push(...memberships);
          if (isCurrent()) setChecking({ status: 'checking', done: found.length, count });
        },
      });
      const leave = () => {
        check.stop();
        naming.abort();
      };
      const work = { stop: () => check.stop(), leave };
      const isCurrent = () => current.current === work;
      current.current = work;
      setChecking({ status: 'checking', done: 0, count });
      const end = await check.run();
      work.stop = leave;
      if (isCurrent()) setChecking({ status: 'naming' });
      const members = found.filter((one) => 'member' in one && one.member);
      const named = await lookUpInCalls(
        members.map(({ accountId }) => accountId),
        lookUp,
        naming.signal,
      );
      setPeople((before) => new Map([...before, ...named]));
      // Sorting tens of thousands of people anew at each answer would be felt.
      setAnswers((before) => new Map([...before, ...found.map((one) => [one.accountId, one] as const)]));
      if (isCurrent()) setChecking(end);
    },
    [groupId, lookUp],
  );

  /** For another list: nothing is being checked, what is known stays so. */
  const reset = useCallback(() => {
    current.current?.stop();
    current.current = undefined;
    setChecking({ status: 'idle' });
  }, []);

  useEffect(() => () => current.current?.leave(), []);
  return { checking, answers, people, start, reset, stop: () => current.current?.stop() };
}
