import { useContext } from 'react';
import type { AppError } from '../../../../src/contract';
import { AdminName } from '../directory/AdminName';
import { HostContext } from '../host/HostContext';
import { dockMessages } from './dockMessages';

/** Who has the run that this page cannot have. */
export function TakenBy({ takenBy }: AppError) {
  const myAccountId = useContext(HostContext).accountId;
  if (!takenBy) return null;
  const { accountId, isWorker } = takenBy;
  const admin = <AdminName accountId={accountId} />;
  if (isWorker) return <p>{dockMessages.node('takenByWorker', { admin })}</p>;
  return (
    <p>
      {accountId === myAccountId ? dockMessages.text('takenByYou') : dockMessages.node('takenBy', { admin })}
    </p>
  );
}
