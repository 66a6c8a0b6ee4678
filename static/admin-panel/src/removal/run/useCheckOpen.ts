import { useState } from 'react';
import type { AppError } from '../../../../../src/contract';
import { invoke, ReadFailed, valueOf } from '../../host/resolver';
import { isOpen } from './people';
import type { ActiveRun } from './RunProvider';

/** Asks Confluence about everyone of whom it is open whether they were removed, one after the other. */
export function useCheckOpen({ run, group }: ActiveRun) {
  const [isChecking, setIsChecking] = useState(false);
  const [error, setError] = useState<AppError>();

  const check = async () => {
    if (isChecking) return;
    setIsChecking(true);
    setError(undefined);
    try {
      for (const [accountId, standing] of [...run.standings()]) {
        if (!isOpen(standing)) continue;
        const { member } = await valueOf(invoke('checkMembership', { groupId: group.id, accountId }));
        run.applyCheck(accountId, member);
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
