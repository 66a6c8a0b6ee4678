import { number } from '../ui/number';
import { isKnown, type Chosen } from './chosen';
import styles from './FirstPeople.module.css';
import { usePeopleById } from './usePeopleById';

const NAMES_SHOWN = 5;

interface Props {
  people: readonly Chosen[];
  nameOf: (person: Chosen) => string;
}

/**
 * The first of many people, and how many more there are: for a dialog, which has no room for all. Who of them is known by
 * their account id only is looked up, where that was not done before: 1 point and 2 a person.
 */
export function FirstPeople({ people, nameOf }: Props) {
  const shown = people.slice(0, NAMES_SHOWN);
  const { personOf } = usePeopleById([
    shown.filter((person) => !isKnown(person)).map(({ accountId }) => accountId),
  ]);
  const others = people.length - shown.length;
  return (
    <ul className={styles.names}>
      {shown.map((person) => (
        <li key={person.accountId}>
          <bdi>{nameOf(personOf(person.accountId) ?? person)}</bdi>
        </li>
      ))}
      {others > 0 && <li>and {number(others)} more</li>}
    </ul>
  );
}
