import type { ReactNode } from 'react';
import { isKnown, type Chosen } from '../../directory/chosen';
import { displayNameOf } from '../../directory/displayName';
import { Lozenge } from '../../ui/Lozenge';
import styles from './PeopleField.module.css';
import { peopleFinderMessages } from './peopleFinderMessages';

interface Props {
  person: Chosen;
  /** What can be done with them, or why nothing can. */
  children: ReactNode;
}

/** One person in a dialog's list: name, email, what sets them apart. */
export function PersonLine({ person, children }: Props) {
  const name = displayNameOf(person);
  const email = isKnown(person) ? person.email : undefined;
  return (
    <div className={styles.line}>
      <span className={styles.who}>
        <bdi>{name}</bdi>
        {(email ?? person.accountId) !== name && (
          <span className={styles.email}>{email === undefined ? person.accountId : <bdi>{email}</bdi>}</span>
        )}
      </span>
      {isKnown(person) && person.guest && <Lozenge>{peopleFinderMessages.text('guest')}</Lozenge>}
      {isKnown(person) && person.accountType === 'app' && (
        <Lozenge appearance="new">{peopleFinderMessages.text('app')}</Lozenge>
      )}
      {isKnown(person) && person.accountType === 'person' && person.lacksAccess && (
        <Lozenge>{peopleFinderMessages.text('noAccess')}</Lozenge>
      )}
      {children}
    </div>
  );
}
