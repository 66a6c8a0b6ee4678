import { useId } from 'react';
import type { Person } from '../../../../../src/contract';
import { displayNameOf } from '../../directory/displayName';
import { Button } from '../../ui/Button';
import { KEEPS_FOCUS } from '../../ui/keepFocus';
import { Lozenge } from '../../ui/Lozenge';
import { PersonLine } from '../finder/PersonLine';
import styles from './AddPeople.module.css';
import { addPeopleMessages } from './addPeopleMessages';

interface Props {
  people: readonly { person: Person; isMember: boolean }[];
  /** Those of them who are not in the group. */
  count: number;
  onTakeOut: (person: Person) => void;
}

/** List "People to add": who was chosen, each with a button "Take out NAME". */
export function PeopleToAdd({ people, count, onTakeOut }: Props) {
  const titleId = useId();
  return (
    <div {...KEEPS_FOCUS} className={styles.toAdd}>
      <h3 id={titleId} className={styles.title}>
        {addPeopleMessages.text('toAdd')}
      </h3>
      <p role="status" className={styles.count}>
        {addPeopleMessages.text('toAddCount', { count })}
      </p>
      {people.length > 0 && (
        <ul className={styles.people} aria-labelledby={titleId}>
          {people.map(({ person, isMember }) => (
            <li key={person.accountId}>
              <PersonLine person={person}>
                {isMember && <Lozenge>{addPeopleMessages.text('inGroup')}</Lozenge>}
                <Button
                  appearance="subtle"
                  spacing="compact"
                  aria-label={addPeopleMessages.text('takeOutPerson', { name: displayNameOf(person) })}
                  onClick={() => onTakeOut(person)}
                >
                  {addPeopleMessages.text('takeOut')}
                </Button>
              </PersonLine>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
