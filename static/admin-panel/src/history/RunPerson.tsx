import type { RecordedChange } from '../../../../src/contract';
import { isUndoable } from '../../../../src/run/changeState';
import { displayNameOf } from '../directory/displayName';
import type { Directory } from '../directory/usePeopleById';
import { changeKindOf } from '../run/runKind';
import { useStanding } from '../run/RunProvider';
import { standingTitle } from '../run/standingTitle';
import { Button } from '../ui/Button';
import { outcomeWords } from './outcome';
import { PersonName } from './PersonName';
import { receiptMessages } from './receiptMessages';
import styles from './Table.module.css';

interface Props {
  change: RecordedChange;
  /** It belongs to a run that takes changes of another one back. */
  isUndo: boolean;
  /** Its run is this page's: what became of it shows at once. */
  isLive: boolean;
  /** Where it was made; absent where the whole run is about one group. */
  groupName: string | undefined;
  directory: Directory;
  isMe: boolean;
  /** Takes the change back; absent where nothing can be changed. */
  undo: ((change: RecordedChange) => void) | undefined;
  /** Nothing can be undone now. */
  isBlocked: boolean;
}

/** One change of a run: its person, what became of it, and the way to take it back. */
export function RunPerson(props: Props) {
  const { change, isUndo, isLive, groupName, directory, isMe, undo, isBlocked } = props;
  const { accountId } = change;
  const person = directory.personOf(accountId);
  const name = person ? displayNameOf(person) : accountId;
  return (
    <tr role="row" data-account-id={accountId}>
      <th role="rowheader" scope="row">
        {person === null ? (
          <span className={styles.unknown}>{receiptMessages.text('noPerson')}</span>
        ) : (
          <PersonName accountId={accountId} directory={directory} isMe={isMe} hasEmail />
        )}
        {/* What tells the person apart where Confluence hides the address. */}
        {person !== undefined && person?.email === undefined && (
          <span className={styles.details}>
            <code>{accountId}</code>
          </span>
        )}
      </th>
      {groupName !== undefined && (
        <td role="cell" data-label={receiptMessages.text('group')}>
          <bdi>{groupName}</bdi>
        </td>
      )}
      <td role="cell" data-label={receiptMessages.text('outcome')}>
        {isLive ? (
          <LiveOutcome change={change} isUndo={isUndo} />
        ) : (
          <RecordedOutcome change={change} isUndo={isUndo} directory={directory} />
        )}
      </td>
      {undo && (
        <td role="cell" data-column="action">
          {isUndoable(change) && (
            <Button
              spacing="compact"
              isDisabled={isBlocked}
              aria-label={
                groupName === undefined
                  ? receiptMessages.text('undoOne', { name })
                  : receiptMessages.text('undoOneIn', { name, group: groupName })
              }
              onClick={() => undo(change)}
            >
              {receiptMessages.text('undo')}
            </Button>
          )}
        </td>
      )}
    </tr>
  );
}

/** Where the change stands in the page's run. */
function LiveOutcome({ change, isUndo }: Pick<Props, 'change' | 'isUndo'>) {
  const found = useStanding(change);
  const what = changeKindOf(change, isUndo);
  if (!found) return null;
  const isBad = found.standing.status === 'failed' || found.standing.status === 'unconfirmed';
  return <span className={isBad ? styles.failure : undefined}>{standingTitle(found.standing, what)}</span>;
}

function RecordedOutcome({ change, isUndo, directory }: Pick<Props, 'change' | 'isUndo' | 'directory'>) {
  const { outcome, by, inBackground } = change;
  const { title, details } = outcomeWords(change, isUndo);
  const isBad = outcome === 'failed' || outcome === 'unconfirmed';
  return (
    <>
      <span className={isBad ? styles.failure : undefined}>{title}</span>
      {details !== '' && <span className={styles.details}>{details}</span>}
      {by !== undefined ? (
        <span className={styles.details}>
          {receiptMessages.node(inBackground ? 'settledInBackgroundAs' : 'settledBy', {
            admin: <PersonName accountId={by} directory={directory} />,
          })}
        </span>
      ) : (
        inBackground && <span className={styles.details}>{receiptMessages.text('settledInBackground')}</span>
      )}
    </>
  );
}
