import Button from '@atlaskit/button/default/button';
import type { RecordedChange } from '../../../../src/contract';
import { displayNameOf } from '../members/displayName';
import type { Directory } from '../people/usePeopleById';
import { isUndoable, outcomeWords } from './outcome';
import { PersonName } from './PersonName';
import styles from './Table.module.css';

interface Props {
  change: RecordedChange;
  /** It belongs to a run that takes changes of another one back. */
  isUndo: boolean;
  /** Where it was made; absent where the whole run is about one group. */
  groupName: string | undefined;
  directory: Directory;
  isMe: boolean;
  /** Nothing can be undone now. */
  isBlocked: boolean;
  onUndo: (change: RecordedChange) => void;
}

/** One change of a run: its account, what became of it, and the way to take it back. */
export function RunPerson({ change, isUndo, groupName, directory, isMe, isBlocked, onUndo }: Props) {
  const { accountId, outcome, by } = change;
  const person = directory.personOf(accountId);
  const { title, details } = outcomeWords(change, isUndo);
  const isBad = outcome === 'failed' || outcome === 'unconfirmed';
  const name = person ? displayNameOf(person) : accountId;
  return (
    <tr role="row" data-account-id={accountId}>
      <th role="rowheader" scope="row">
        {person === null ? (
          <span className={styles.unknown}>No account with this ID</span>
        ) : (
          <PersonName accountId={accountId} directory={directory} isMe={isMe} />
        )}
      </th>
      <td role="cell">
        <code>{accountId}</code>
      </td>
      {groupName !== undefined && (
        <td role="cell" data-label="Group">
          <bdi>{groupName}</bdi>
        </td>
      )}
      <td role="cell">
        <span className={isBad ? styles.failure : undefined}>{title}</span>
        {details !== '' && <span className={styles.details}>{details}</span>}
        {by !== undefined && (
          <span className={styles.details}>
            By <PersonName accountId={by} directory={directory} />
          </span>
        )}
      </td>
      <td role="cell" className={styles.action}>
        {isUndoable(change) && (
          <Button
            spacing="compact"
            isDisabled={isBlocked}
            aria-label={groupName === undefined ? `Undo ${name}` : `Undo ${name} in ${groupName}`}
            onClick={() => onUndo(change)}
          >
            Undo
          </Button>
        )}
      </td>
    </tr>
  );
}
