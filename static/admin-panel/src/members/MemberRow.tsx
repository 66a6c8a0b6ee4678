import Avatar from '@atlaskit/avatar/avatar';
import { memo, useContext, type ReactNode } from 'react';
import type { Person } from '../../../../src/contract';
import { HostContext } from '../host/HostContext';
import { displayNameOf } from './displayName';
import styles from './MembersTable.module.css';
import { StatusLozenges } from './StatusLozenges';

/** Where a row is: its number among all, its distance from the first in px, and who measures how high it is. */
interface Place {
  index: number;
  start: number;
  measure: (row: HTMLElement | null) => void;
}

interface RowProps extends Place {
  person: Person;
  action: (person: Person) => ReactNode;
  result: (person: Person) => ReactNode;
}

/** One member; the same as long as nothing about them changes, however much the list moves. */
export const MemberRow = memo(function MemberRow({ person, action, result, ...place }: RowProps) {
  return (
    <tr {...rowAttributes(place)} data-account-id={person.accountId}>
      <PersonCells person={person} />
      <td role="cell" className={styles.action}>
        {action(person)}
      </td>
      <td role="cell" className={styles.result}>
        {result(person)}
      </td>
    </tr>
  );
});

function PersonCells({ person }: { person: Person }) {
  const { siteUrl, accountId } = useContext(HostContext);
  return (
    <>
      <th role="rowheader" scope="row" className={styles.name}>
        <div className={styles.person}>
          <span className={styles.avatar}>
            <Avatar
              size="small"
              borderColor="transparent"
              {...(person.avatarUrl && { src: new URL(person.avatarUrl, siteUrl).href })}
            />
          </span>
          <bdi>{displayNameOf(person)}</bdi>
        </div>
      </th>
      <td role="cell" className={styles.status}>
        <StatusLozenges person={person} isMe={person.accountId === accountId} />
      </td>
      <td role="cell" className={styles.email}>
        {person.email ?? <span className={styles.hidden}>Hidden</span>}
      </td>
      <td role="cell" className={styles.accountId}>
        <code>{person.accountId}</code>
      </td>
    </>
  );
}

/** A member who is on the way. */
export function LoadingRow(place: Place) {
  return (
    <tr {...rowAttributes(place)}>
      <td role="cell" className={styles.loading}>
        <span className={styles.bone} />
        <span className={styles.words}>Member {(place.index + 1).toLocaleString('en-US')} is loading</span>
      </td>
    </tr>
  );
}

function rowAttributes({ index, start, measure }: Place) {
  return {
    ref: measure,
    role: 'row',
    className: `${styles.row ?? ''} ${styles.placed ?? ''}`,
    style: { transform: `translateY(${start}px)` },
    'aria-rowindex': index + 2, // The header is the first.
    'data-index': index,
  };
}
