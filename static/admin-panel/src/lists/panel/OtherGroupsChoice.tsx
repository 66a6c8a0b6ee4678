import { listsMessages } from '../listsMessages';
import { quotedGroupsText } from '../listWords';
import type { OtherGroups } from '../useList';
import styles from './ListPanel.module.css';

/** Says that no row is about the group that is wanted, and lets the admin use the rows for it all the same. */
export function OtherGroupsChoice({ others: { wanted, groups, areTaken, take } }: { others: OtherGroups }) {
  const group = <bdi>{wanted.name}</bdi>;
  return (
    <div className={styles.others}>
      <p>
        {listsMessages.node('aboutOthers', { group, groups: quotedGroupsText(groups), count: groups.length })}
      </p>
      <label className={styles.check}>
        <input type="checkbox" checked={areTaken} onChange={({ target }) => take(target.checked)} />
        <span>{listsMessages.node('takeOthers', { group })}</span>
      </label>
    </div>
  );
}
