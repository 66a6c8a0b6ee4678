import { number } from '../../ui/number';
import type { MemberList } from '../memberList';
import { LoadEveryone } from './LoadEveryone';
import type { Loading } from './restLoader';
import styles from './RestOfMembers.module.css';
import type { useLoadEveryone } from './useLoadEveryone';

interface Props {
  groupName: string;
  list: MemberList;
  everyone: ReturnType<typeof useLoadEveryone>;
}

/** The line under the table: how many of a large group are shown, and the way to the rest; or who was counted and not listed. */
export function RestOfMembers({ groupName, list, everyone }: Props) {
  if (list.unlisted > 0) {
    const counted = list.unlisted === 1 ? '1 more is' : `${number(list.unlisted)} more are`;
    return (
      <p className={styles.rest}>
        {counted} counted but not shown: Confluence does not list everyone, such as people who are suspended.
      </p>
    );
  }
  if (list.isComplete || everyone.isComing || TOLD_ABOVE.has(everyone.loading.status)) return null;
  const { total } = list;
  return (
    <p className={styles.rest}>
      {total === undefined
        ? `${number(list.size)} members are shown, and there are more.`
        : `${number(list.size)} of ${number(total)} members are shown.`}
      <LoadEveryone groupName={groupName} list={list} everyone={everyone} />
    </p>
  );
}

/** Ends of a reading after which the same stands above the table, with the way to the rest. */
const TOLD_ABOVE = new Set<Loading['status']>(['limit', 'failed', 'changing']);
