import Avatar from '@atlaskit/avatar/avatar';
import { memo, useContext, useId, type ReactNode } from 'react';
import type { Person } from '../../../../src/contract';
import { avatarSrc } from '../directory/avatarSrc';
import { displayNameOf } from '../directory/displayName';
import { HostContext } from '../host/HostContext';
import { membersMessages } from './membersMessages';
import styles from './MembersTable.module.css';
import { StatusLozenges } from './StatusLozenges';

interface Place {
  /** The row's number among all. */
  index: number;
  /** Its distance from the first, px. */
  start: number;
  /** The Tab key leads to it. */
  isStop: boolean;
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
  const id = useId();
  return (
    <tr
      {...rowAttributes(place)}
      ref={measure}
      // Of a row that gets the focus all of its controls would be read otherwise.
      aria-labelledby={`${id}name ${id}email ${id}status`}
      data-account-id={person.accountId}
      data-measured={measure !== null || undefined}
    >
      <td role="cell" className={styles.choice}>
        {choice(person)}
      </td>
      <PersonCells id={id} person={person} />
      <td role="cell" className={styles.action}>
        {action(person)}
      </td>
      <td role="cell" className={styles.result}>
        {result(person)}
      </td>
    </tr>
  );
});

/** Name above email address; above the account id where the address is hidden. */
function PersonCells({ id, person }: { id: string; person: Person }) {
  const { siteUrl, accountId } = useContext(HostContext);
  const src = avatarSrc(person.avatarUrl, siteUrl);
  const name = displayNameOf(person);
  return (
    <>
      <th id={`${id}name`} role="rowheader" scope="row" className={styles.name}>
        <span className={styles.avatar}>
          <Avatar size="medium" borderColor="transparent" {...(src !== undefined && { src })} />
        </span>
        <bdi className={styles.line} title={name}>
          {name}
        </bdi>
      </th>
      <td id={`${id}status`} role="cell" className={styles.status}>
        <StatusLozenges person={person} isMe={person.accountId === accountId} />
      </td>
      <td id={`${id}email`} role="cell" className={styles.email}>
        <SecondLine person={person} />
      </td>
    </>
  );
}

function SecondLine({ person: { email, accountId, isUnidentified } }: { person: Person }) {
  if (email !== undefined) {
    return (
      <bdi className={styles.line} title={email}>
        {email}
      </bdi>
    );
  }
  return isUnidentified ? (
    <span className={styles.line}>{membersMessages.text('idNotGiven')}</span>
  ) : (
    <code className={styles.line} title={accountId}>
      {accountId}
    </code>
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
        <span className={styles.words}>
          {membersMessages.text('loadingMember', { place: place.index + 1 })}
        </span>
      </td>
    </tr>
  );
}

function rowAttributes({ index, start, isStop }: Place) {
  return {
    role: 'row',
    className: `${styles.row ?? ''} ${styles.placed ?? ''}`,
    style: { transform: `translateY(${start}px)` },
    tabIndex: isStop ? 0 : -1,
    'aria-rowindex': index + 2, // The header is the first.
    'data-index': index,
  };
}
