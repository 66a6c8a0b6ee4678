import { Suspense } from 'react';
import { hasReadingTrouble } from '../../members/loading/hasReadingTrouble';
import { LoadEveryone } from '../../members/loading/LoadEveryone';
import { RestOfMembers } from '../../members/loading/RestOfMembers';
import type { useLoadEveryone } from '../../members/loading/useLoadEveryone';
import type { MemberList } from '../../members/memberList';
import { deferred } from '../../ui/deferred';
import { KEEPS_FOCUS } from '../../ui/keepFocus';
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
    <div {...KEEPS_FOCUS} className={styles.below}>
      {filtered === undefined ? (
        <RestOfMembers groupName={groupName} list={list} everyone={everyone} />
      ) : (
        <div role="status" className={styles.note}>
          {isPartial
            ? messages.text('filteredPart', { shown: filtered, read: list.size })
            : messages.text('filtered', { shown: filtered, total: list.length })}
          {isPartial && !hasReadingTrouble(loading) && (
            <LoadEveryone groupName={groupName} list={list} everyone={everyone} />
          )}
        </div>
      )}
      {!isAutomatic && loading.status !== 'idle' && (
        <Suspense>
          <LoadingProgress {...{ groupName, list, loading }} onStop={stop} onGoOn={start} />
        </Suspense>
      )}
    </div>
  );
}

interface TroubleProps extends Omit<Props, 'filtered'> {
  /** What a search found has the place below the table. */
  isSearching: boolean;
}

/** Why the rest of the members is not there, above the table, unless it was asked for below and is told there. */
export function ReadingTrouble({ groupName, list, everyone, isSearching }: TroubleProps) {
  const { loading, isAutomatic, start, stop } = everyone;
  return (
    (isAutomatic || isSearching) &&
    hasReadingTrouble(loading) && (
      <Suspense>
        <LoadingProgress {...{ groupName, list, loading }} onStop={stop} onGoOn={start} />
      </Suspense>
    )
  );
}
