import { useId } from 'react';
import type { Action } from '../../../../src/contract';
import styles from './ActionChoice.module.css';
import { filesMessages } from './filesMessages';

const ACTIONS = ['remove', 'add'] as const satisfies readonly Action[];

interface Props {
  action: Action;
  onChoose: (action: Action) => void;
}

/** What is to be done with the people of the list: radio buttons "Remove them" and "Add them". */
export function ActionChoice({ action, onChoose }: Props) {
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{filesMessages.text('whatToDo')}</legend>
      {ACTIONS.map((one) => (
        <label key={one} className={styles.option}>
          <input type="radio" name={name} checked={one === action} onChange={() => onChoose(one)} />
          {filesMessages.text(one)}
        </label>
      ))}
    </fieldset>
  );
}
