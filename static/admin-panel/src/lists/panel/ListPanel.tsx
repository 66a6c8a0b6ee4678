import type { ReactNode } from 'react';
import type { List } from '../useList';
import type { RowUse } from './ColumnFields';
import { GivenSources } from './GivenSources';
import { ListBins } from './ListBins';
import { ListField } from './ListField';
import styles from './ListPanel.module.css';
import { OtherGroupsChoice } from './OtherGroupsChoice';

interface Props {
  list: List;
  /** What columns beside those of people are used for. */
  use?: RowUse;
  /** What is to be done with the people, between what they come from and what becomes of each line. */
  children?: ReactNode;
}

const NO_USE: RowUse = { groups: false, actions: false };

/** A list of people: field and files, their columns and filters, and what becomes of each line. */
export default function ListPanel({ list, use = NO_USE, children }: Props) {
  return (
    <div className={styles.panel}>
      <ListField list={list} />
      <GivenSources list={list} rowUse={use} />
      {list.otherGroups && <OtherGroupsChoice others={list.otherGroups} />}
      {children}
      <ListBins list={list} />
    </div>
  );
}
