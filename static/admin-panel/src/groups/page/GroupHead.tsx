import type { RefObject } from 'react';
import type { Group } from '../../../../../src/contract';
import { GroupMarks } from '../../directory/GroupMarks';
import { accessOf, useAccessGroups } from '../../directory/useAccessGroups';
import { Button } from '../../ui/Button';
import { Menu, type MenuItem } from '../../ui/Menu';
import styles from './GroupHead.module.css';
import { groupPageMessages as messages } from './groupPageMessages';

interface Props {
  group: Group;
  /** Members in it, where that is known. */
  total: number | undefined;
  headingRef: RefObject<HTMLHeadingElement>;
  /** Absent where nothing can be changed in the group. */
  onAddPeople: (() => void) | undefined;
  /** Absent where the admin may change nothing. */
  onFromList: (() => void) | undefined;
  /** What else can be done with the group. */
  menu: readonly MenuItem[];
}

/** Which group it is, how large, what it gives as far as that was asked elsewhere, and what can be done with it as a whole. */
export function GroupHead({ group, total, headingRef, onAddPeople, onFromList, menu }: Props) {
  const { data: accessGroups } = useAccessGroups(false);
  return (
    <header className={styles.head}>
      <div className={styles.what}>
        <h2 ref={headingRef} tabIndex={-1} className={styles.title} title={group.name}>
          <bdi>{group.name}</bdi>
        </h2>
        {total !== undefined && (
          <span className={styles.count}>{messages.text('memberCount', { count: total })}</span>
        )}
        <GroupMarks group={group} access={accessGroups && accessOf(accessGroups, group.id)} />
      </div>
      <div className={styles.buttons}>
        {onAddPeople && <Button onClick={onAddPeople}>{messages.text('addPeople')}</Button>}
        {onFromList && <Button onClick={onFromList}>{messages.text('fromList')}</Button>}
        <Menu label={messages.text('moreActions')} items={menu} />
      </div>
    </header>
  );
}
