import { Suspense } from 'react';
import { LoadEveryone } from '../../members/loading/LoadEveryone';
import { RestOfMembers } from '../../members/loading/RestOfMembers';
import type { useLoadEveryone } from '../../members/loading/useLoadEveryone';
import type { MemberList } from '../../members/memberList';
import { deferred } from '../../ui/deferred';
import { groupPageMessages as messages } from './groupPageMessages';
import styles from './LoadedGroup.module.css';

// Not needed before the first row.
const LoadingProgress = deferred(() => import('../../members/loading/LoadingProgress'));

interface Props {
  groupName: string;
  list: MemberList;
  /** Members who have a row, where these are of one status alone. */
  filtered: number | undefined;
  everyone: ReturnType<typeof useLoadEveryone>;
}

/** Below the table: how many of the members it shows, and the way to the rest. */
export function MembersBelow({ groupName, list, filtered, everyone }: Props) {
  const { loading, isAutomatic, isComing, start, stop } = everyone;
  const isPartial = !list.isComplete && !isComing;
  return (
    <>
      {filtered === undefined ? (
        <RestOfMembers groupName={groupName} list={list} everyone={everyone} />
      ) : (
        <div role="status" className={styles.note}>
          {isPartial
            ? messages.text('filteredPart', { shown: filtered, read: list.size })
            : messages.text('filtered', { shown: filtered, total: list.length })}
          {isPartial && <LoadEveryone groupName={groupName} list={list} everyone={everyone} />}
        </div>
      )}
      {!isAutomatic && loading.status !== 'idle' && (
        <Suspense>
          <LoadingProgress {...{ groupName, list, loading }} onStop={stop} onGoOn={start} />
        </Suspense>
      )}
    </>
  );
}

/**
 * Why the rest of the members is not there, above the table: of what was read by itself, or asked for below a table that
 * has something else below it now. Nothing where nothing is in the way.
 */
export function ReadingTrouble({ groupName, list, everyone }: Omit<Props, 'filtered'>) {
  const { loading, start, stop } = everyone;
  return (
    hasReadingFailed(everyone) && (
      <Suspense>
        <LoadingProgress {...{ groupName, list, loading }} onStop={stop} onGoOn={start} />
      </Suspense>
    )
  );
}

/** Whether reading the rest ended for a reason that is told even where it was not asked for. */
function hasReadingFailed({ loading }: ReturnType<typeof useLoadEveryone>): boolean {
  switch (loading.status) {
    case 'limit':
    case 'failed':
    case 'changing':
      return true;
    case 'idle':
    case 'reading':
    case 'complete':
    case 'stopped':
      return false;
  }
}
