import { useCallback, useEffect, useRef, useState } from 'react';
import type { Membership } from '../../../../src/contract';
import { checkTools } from '../membership/checkTools';
import { MembershipCheck, type CheckEnd } from '../membership/membershipCheck';

export type Checking = { status: 'idle' } | { status: 'checking'; done: number; count: number } | CheckEnd;

/** Asks of people whether they are in the group, and keeps the answers. */
export function useMembershipCheck(groupId: string) {
  const [checking, setChecking] = useState<Checking>({ status: 'idle' });
  const [answers, setAnswers] = useState<ReadonlyMap<string, Membership>>(new Map());
  const current = useRef<MembershipCheck>();

  const start = useCallback(
    async (accountIds: readonly string[]) => {
      current.current?.stop();
      const count = accountIds.length;
      const found: Membership[] = [];
      const isCurrent = () => current.current === check;
      const check = new MembershipCheck(accountIds, {
        ...checkTools(groupId),
        onAnswers: (memberships) => {
          found.push(...memberships);
          if (isCurrent()) setChecking({ status: 'checking', done: found.length, count });
        },
      });
      current.current = check;
      setChecking({ status: 'checking', done: 0, count });
      const end = await check.run();
      // Sorting tens of thousands of people anew at each answer would be felt.
      setAnswers((before) => new Map([...before, ...found.map((one) => [one.accountId, one] as const)]));
      if (isCurrent()) setChecking(end);
    },
    [groupId],
  );

  /** For another list: nothing is being checked, what is known stays so. */
  const reset = useCallback(() => {
    current.current?.stop();
    current.current = undefined;
    setChecking({ status: 'idle' });
  }, []);

  useEffect(() => () => current.current?.stop(), []);
  return { checking, answers, start, reset, stop: () => current.current?.stop() };
}
