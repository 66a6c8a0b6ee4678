import Avatar from '@atlaskit/avatar/avatar';
import { memo, useContext, type ReactNode } from 'react';
import type { Person } from '../../../../src/contract';
import { HostContext } from '../host/HostContext';
import { avatarSrc } from './avatarSrc';
import { displayNameOf } from './displayName';
import styles from './MembersTable.module.css';
import { StatusLozenges } from './StatusLozenges';
import { number } from '../ui/number';

/** Where a row is: its number among all, and its distance from the first in px. */
interface Place {
  index: number;
  start: number;
}

interface RowProps extends Place {
  person: Person;
  /** Measures how high the row is; none where it has no more than its lines. */
  measure: ((row: HTMLElement | null) => void) | null;
  choice: (person: Person) => ReactNode;
  action: (person: Person) => ReactNode;
  result: (person: Person) => ReactNode;
}

/** One member; the same as long as nothing about them changes, however much the list moves. */
export const MemberRow = memo(function MemberRow({
  person,
  measure,
  choice,
  action,
  result,
  ...place
}: RowProps) {
  return (
    <tr
      {...rowAttributes(place)}
      ref={measure}
      data-account-id={person.accountId}
      data-measured={measure !== null || undefined}
    >
      <td role="cell" className={styles.choice}>
        {choice(person)}
      </td>
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
  const src = avatarSrc(person.avatarUrl, siteUrl);
  return (
    <>
      <th role="rowheader" scope="row" className={styles.name}>
        <div className={styles.person}>
          <span className={styles.avatar}>
            <Avatar size="small" borderColor="transparent" {...(src !== undefined && { src })} />
          </span>
          <bdi className={styles.line} title={displayNameOf(person)}>
            {displayNameOf(person)}
          </bdi>
        </div>
      </th>
      <td role="cell" className={styles.status}>
        <StatusLozenges person={person} isMe={person.accountId === accountId} />
      </td>
      <td role="cell" className={styles.email}>
        {person.email === undefined ? (
          <span className={styles.hidden}>Hidden</span>
        ) : (
          <span className={styles.line} title={person.email}>
            {person.email}
          </span>
        )}
      </td>
      <td role="cell" className={styles.accountId}>
        {person.isUnidentified ? (
          <span className={styles.hidden}>Not given</span>
        ) : (
          <code className={styles.line} title={person.accountId}>
            {person.accountId}
          </code>
        )}
      </td>
    </>
  );
}

/** A member while the list flies by. */
export function NameRow({ person, ...place }: Place & { person: Person }) {
  return (
    <tr {...rowAttributes(place)}>
      <th role="rowheader" scope="row" className={styles.flying}>
        {displayNameOf(person)}
      </th>
    </tr>
  );
}

/** A member who is on the way. */
export function LoadingRow(place: Place) {
  return (
    <tr {...rowAttributes(place)}>
      <td role="cell" className={styles.loading}>
        <span className={styles.bone} />
        <span className={styles.words}>Member {number(place.index + 1)} is loading</span>
      </td>
    </tr>
  );
}

function rowAttributes({ index, start }: Place) {
  return {
    role: 'row',
    className: `${styles.row ?? ''} ${styles.placed ?? ''}`,
    style: { transform: `translateY(${start}px)` },
    'aria-rowindex': index + 2, // The header is the first.
    'data-index': index,
  };
}
