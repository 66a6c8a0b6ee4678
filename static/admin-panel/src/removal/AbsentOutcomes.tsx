import type { ReactNode } from 'react';
import type { Person } from '../../../../src/contract';
import styles from './Removal.module.css';
import { removalMessages } from './removalMessages';
import type { GroupRemoval } from './rowState';

interface Props {
  state: GroupRemoval;
  /** Whether an account has a row in the table. */
  isListed: (accountId: string) => boolean;
  nameOf: (person: Person) => string;
  action: (person: Person) => ReactNode;
  result: (person: Person) => ReactNode;
}

/** People with an outcome who are not in the list, after a reload say: no outcome is lost with its row. */
export function AbsentOutcomes({ state, isListed, nameOf, action, result }: Props) {
  const absent = [...state.rows.values()].filter(({ person }) => !isListed(person.accountId));
  if (absent.length === 0) return null;
  return (
    <ul className={styles.absent} aria-label={removalMessages.text('absentList')}>
      {absent.map(({ person }) => (
        <li key={person.accountId}>
          <span>{removalMessages.node('absent', { name: <bdi>{nameOf(person)}</bdi> })}</span>
          {action(person)}
          <div>{result(person)}</div>
        </li>
      ))}
    </ul>
  );
}
