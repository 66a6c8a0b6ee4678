import { number } from '../ui/number';
import type { Chosen } from './chosen';
import styles from './FirstPeople.module.css';

const NAMES_SHOWN = 5;

interface Props {
  people: readonly Chosen[];
  nameOf: (person: Chosen) => string;
}

/** The first of many people, and how many more there are: for a dialog, which has no room for all. */
export function FirstPeople({ people, nameOf }: Props) {
  const others = people.length - NAMES_SHOWN;
  return (
    <ul className={styles.names}>
      {people.slice(0, NAMES_SHOWN).map((person) => (
        <li key={person.accountId}>
          <bdi>{nameOf(person)}</bdi>
        </li>
      ))}
      {others > 0 && <li>and {number(others)} more</li>}
    </ul>
  );
}
