import type { MemberList } from '../memberList';
import { membersMessages } from '../membersMessages';
import { hasReadingTrouble } from './hasReadingTrouble';
import { LoadEveryone } from './LoadEveryone';
import styles from './RestOfMembers.module.css';
import type { useLoadEveryone } from './useLoadEveryone';

interface Props {
  groupName: string;
  list: MemberList;
  everyone: ReturnType<typeof useLoadEveryone>;
}

/** The line under the table: how many of a large group are shown, and the way to the rest; or who was counted and not listed. */
export function RestOfMembers({ groupName, list, everyone }: Props) {
  const { unlisted, total, size } = list;
  if (unlisted > 0) {
    return <p className={styles.rest}>{membersMessages.text('countedNotShown', { count: unlisted })}</p>;
  }
  if (list.isComplete || everyone.isComing || hasReadingTrouble(everyone.loading)) return null;
  return (
    <div className={styles.rest}>
      {total === undefined
        ? membersMessages.text('someShown', { shown: size })
        : membersMessages.text('someOfAllShown', { shown: size, total })}
      <LoadEveryone groupName={groupName} list={list} everyone={everyone} />
    </div>
  );
}
