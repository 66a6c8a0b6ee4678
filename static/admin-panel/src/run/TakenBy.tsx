import { useContext } from 'react';
import type { AppError } from '../../../../src/contract';
import { HostContext } from '../host/HostContext';
import { AdminName } from '../people/AdminName';

/** Who has the run that this page cannot have. */
export function TakenBy({ takenBy }: AppError) {
  const myAccountId = useContext(HostContext).accountId;
  if (!takenBy) return null;
  return takenBy.accountId === myAccountId ? (
    <p>It is another page of yours: look for it in your other tabs and windows.</p>
  ) : (
    <p>
      The other page is that of <AdminName accountId={takenBy.accountId} />.
    </p>
  );
}
