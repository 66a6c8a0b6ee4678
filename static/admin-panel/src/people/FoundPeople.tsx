import { useContext } from 'react';
import type { Person } from '../../../../src/contract';
import { displayNameOf } from '../directory/displayName';
import { HostContext } from '../host/HostContext';
import { useNavigation } from '../host/navigation';
import { StatusLozenges } from '../members/StatusLozenges';
import styles from './People.module.css';
import { peopleMessages } from './peopleMessages';

/** Table *People*: who was found, and the way to each. */
export function FoundPeople({ people }: { people: readonly Person[] }) {
  const { accountId: me } = useContext(HostContext);
  const { go } = useNavigation();
  return (
    <div className={styles.rows}>
      <table role="table" className={styles.table} aria-label={peopleMessages.text('people')}>
        <thead role="rowgroup">
          <tr role="row">
            {(['name', 'email', 'status'] as const).map((column) => (
              <th key={column} role="columnheader" scope="col">
                {peopleMessages.text(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {people.map((person) => (
            <tr key={person.accountId} role="row" data-account-id={person.accountId}>
              <th role="rowheader" scope="row">
                <button
                  type="button"
                  className={styles.link}
                  onClick={() => go({ page: 'people', accountId: person.accountId })}
                >
                  <bdi>{displayNameOf(person)}</bdi>
                </button>
              </th>
              <td role="cell">
                {person.email ?? (
                  // Two people of one name are told apart by it.
                  <>
                    <span className={styles.subtle}>{peopleMessages.text('emailHidden')}</span>
                    <code>{person.accountId}</code>
                  </>
                )}
              </td>
              <td role="cell">
                <StatusLozenges person={person} isMe={person.accountId === me} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
