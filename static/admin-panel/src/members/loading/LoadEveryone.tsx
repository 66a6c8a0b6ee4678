import { Suspense, useState } from 'react';
import { Button } from '../../ui/Button';
import { deferred } from '../../ui/deferred';
import type { MemberList } from '../memberList';
import { membersMessages } from '../membersMessages';
import type { useLoadEveryone } from './useLoadEveryone';

const ConfirmLoading = deferred(() => import('./ConfirmLoading'));

interface Props {
  groupName: string;
  list: MemberList;
  everyone: ReturnType<typeof useLoadEveryone>;
}

/** Button "Load everyone", which first says what that takes. */
export function LoadEveryone({ groupName, list, everyone }: Props) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        spacing="compact"
        isLoading={everyone.loading.status === 'reading'}
        onClick={() => setAsking(true)}
      >
        {membersMessages.text('loadEveryone')}
      </Button>
      {asking && (
        <Suspense>
          <ConfirmLoading
            groupName={groupName}
            list={list}
            onConfirm={everyone.start}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </>
  );
}
