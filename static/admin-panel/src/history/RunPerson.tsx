import Button from '@atlaskit/button/default/button';
import type { RecordedPerson, RunAction } from '../../../../src/contract';
import { displayNameOf } from '../members/displayName';
import { isUndoable, outcomeOf } from './outcome';
import type { Directory } from '../people/usePeopleById';
import { PersonName } from './PersonName';
import styles from './Table.module.css';

interface Props {
  recorded: RecordedPerson;
  action: RunAction;
  directory: Directory;
  isMe: boolean;
  /** Nothing can be undone now. */
  isBlocked: boolean;
  onUndo: (accountId: string) => void;
}

/** One person of a run: who, what became of them, and the way to take that back. */
export function RunPerson({ recorded, action, directory, isMe, isBlocked, onUndo }: Props) {
  const { accountId, status } = recorded;
  const person = directory.personOf(accountId);
  const { title, details } = outcomeOf(recorded, action);
  const isBad = status === 'failed' || status === 'unconfirmed';
  return (
    <tr role="row" data-account-id={accountId}>
      <th role="rowheader" scope="row">
        {person === null ? (
          <span className={styles.unknown}>Account no longer in the directory</span>
        ) : (
          <PersonName accountId={accountId} directory={directory} isMe={isMe} />
        )}
      </th>
      <td role="cell">
        <code>{accountId}</code>
      </td>
      <td role="cell">
        <span className={isBad ? styles.failure : undefined}>{title}</span>
        {details !== '' && <span className={styles.details}>{details}</span>}
      </td>
      <td role="cell" className={styles.action}>
        {isUndoable(recorded) && (
          <Button
            spacing="compact"
            isDisabled={isBlocked}
            aria-label={`Undo ${person ? displayNameOf(person) : accountId}`}
            onClick={() => onUndo(accountId)}
          >
            Undo
          </Button>
        )}
      </td>
    </tr>
  );
}
