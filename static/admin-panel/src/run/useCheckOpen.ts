import { useState } from 'react';
import type { AppError } from '../../../../src/contract';
import { invoke, ReadFailed, valueOf } from '../host/resolver';
import { isOpen } from './people';
import type { ActiveRun } from './RunProvider';

/** People asked about in one invocation, as the resolver takes them. */
const AT_ONCE = 50;

/** Asks Confluence about everyone of whom it is open whether they were changed; the record of the run gets the answers. */
export function useCheckOpen({ run, group }: ActiveRun) {
  const [isChecking, setIsChecking] = useState(false);
  const [error, setError] = useState<AppError>();

  const check = async () => {
    if (isChecking) return;
    setIsChecking(true);
    setError(undefined);
    try {
      const open = [...run.standings()].filter(([, standing]) => isOpen(standing));
      for (let from = 0; from < open.length; from += AT_ONCE) {
        const accountIds = open.slice(from, from + AT_ONCE).map(([accountId]) => accountId);
        const { runId } = run;
        const request = { groupId: group.id, accountIds, ...(runId !== undefined && { runId }) };
        const { memberships } = await valueOf(invoke('checkMemberships', request));
        for (const membership of memberships) {
          if ('member' in membership) run.applyCheck(membership.accountId, membership.member);
          else setError(membership.error);
        }
      }
    } catch (failure) {
      if (!(failure instanceof ReadFailed)) throw failure;
      setError(failure.error); // Whoever was not asked about is as open as before.
    } finally {
      setIsChecking(false);
    }
  };

  return { isChecking, error, start: () => void check() };
}
