import Avatar from '@atlaskit/avatar/avatar';
import { useContext, type ReactNode } from 'react';
import type { Person } from '../../../../src/contract';
import { HostContext } from '../host/HostContext';
import { displayNameOf } from './displayName';
import styles from './MembersTable.module.css';
import { StatusLozenges } from './StatusLozenges';

interface Props {
  groupName: string;
  members: readonly Person[];
  /** The action on this person. */
  action: (person: Person) => ReactNode;
  /** What the last action on this person came to. */
  result: (person: Person) => ReactNode;
}

/** Each column's place in the style sheet's grid, and its title. */
const COLUMNS = [
  ['name', 'Name'],
  ['status', 'Status'],
  ['email', 'Email'],
  ['accountId', 'Account ID'],
  ['action', 'Action'],
  ['result', 'Result'],
] as const;

/**
 * Table "Members of GROUP", one row a person. The ARIA roles are spelled out because the rows are laid out as grids,
 * which takes the table semantics of the elements away in some browsers.
 */
export function MembersTable({ groupName, members, action, result }: Props) {
  return (
    <table className={styles.table} role="table" aria-label={`Members of ${groupName}`}>
      <thead role="rowgroup" className={styles.head}>
        <tr role="row" className={styles.row}>
          {COLUMNS.map(([area, title]) => (
            <th key={area} role="columnheader" scope="col" className={styles[area]}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {members.map((person) => (
          <MemberRow key={person.accountId} person={person} action={action(person)} result={result(person)} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  person: Person;
  action: ReactNode;
  result: ReactNode;
}

function MemberRow({ person, action, result }: RowProps) {
  const { siteUrl, accountId } = useContext(HostContext);
  return (
    <tr role="row" className={styles.row} data-account-id={person.accountId}>
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
      <td role="cell" className={styles.action}>
        {action}
      </td>
      <td role="cell" className={styles.result}>
        {result}
      </td>
    </tr>
  );
}
