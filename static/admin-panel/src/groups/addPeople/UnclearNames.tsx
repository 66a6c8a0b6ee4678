import { useId } from 'react';
import { Button } from '../../ui/Button';
import styles from './AddPeople.module.css';
import { addPeopleMessages } from './addPeopleMessages';
import { MOST_NAMED, type NamedPeople } from './useNamedPeople';

interface Props {
  named: NamedPeople;
  /** People that were named at once, where they are more than can be looked up here. */
  tooMany: number | undefined;
}

/** What became of names that were pasted, as far as they fit no person or several. */
export function UnclearNames({ named: { asking, unclear, find }, tooMany }: Props) {
  const statusId = useId();
  const isAnswered = unclear.every(({ why }) => why !== 'notAnswered');
  return (
    <>
      <p id={statusId} role="status" className={styles.unclear}>
        {tooMany !== undefined
          ? addPeopleMessages.text('tooManyNamed', { count: tooMany, most: MOST_NAMED })
          : asking > 0
            ? addPeopleMessages.text('finding', { count: asking })
            : unclear.length > 0 && addPeopleMessages.text('notFoundCount', { count: unclear.length })}
      </p>
      {tooMany === undefined && asking === 0 && unclear.length > 0 && (
        <ul className={styles.names} aria-label={addPeopleMessages.text('notFound')}>
          {unclear.map(({ name, why }) => (
            <li key={name}>{addPeopleMessages.node(why, { name: <bdi>{name}</bdi> })}</li>
          ))}
        </ul>
      )}
      {!isAnswered && asking === 0 && (
        <Button
          spacing="compact"
          aria-describedby={statusId}
          onClick={() => find(unclear.map(({ name }) => name))}
        >
          {addPeopleMessages.text('tryAgain')}
        </Button>
      )}
    </>
  );
}
