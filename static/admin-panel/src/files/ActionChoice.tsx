import { useId } from 'react';
import { quotedText } from '../lists/listWords';
import styles from './Choice.module.css';
import { filesMessages } from './filesMessages';
import { canDo, type ListAction, type Where } from './listChoice';

const ACTIONS = ['remove', 'add', 'equal', 'byRow'] as const satisfies readonly ListAction[];

interface Props {
  wanted: ListAction;
  where: Where;
  /** Some file has a column that says what is to be done. */
  hasActions: boolean;
  /** Names of the columns that say what is to be done where something else is; empty otherwise. */
  notFollowed: readonly string[];
  /** Rows are left out by a filter. */
  isFiltered: boolean;
  onChoose: (wanted: ListAction) => void;
}

/** What is to be done: radio buttons "Remove them", "Add them", and what else the groups allow. */
export function ActionChoice({ wanted, where, hasActions, notFollowed, isFiltered, onChoose }: Props) {
  const name = useId();
  const isOffered = (one: ListAction) => one !== 'byRow' || hasActions;
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{filesMessages.text('whatToDo')}</legend>
      {ACTIONS.filter(isOffered).map((one) => (
        <label key={one} className={styles.option}>
          <input
            type="radio"
            name={name}
            checked={one === wanted && canDo(one, where)}
            disabled={!canDo(one, where)}
            onChange={() => onChoose(one)}
          />
          {filesMessages.text(one)}
        </label>
      ))}
      {wanted === 'equal' && canDo(wanted, where) && (
        <p className={styles.note}>
          {filesMessages.text('equalText')}
          {isFiltered && ` ${filesMessages.text('equalFiltered')}`}
        </p>
      )}
      {notFollowed.length > 0 && (
        <p className={styles.note}>
          {filesMessages.text('actionNotFollowed', {
            columns: quotedText(notFollowed),
            count: notFollowed.length,
          })}
        </p>
      )}
    </fieldset>
  );
}
