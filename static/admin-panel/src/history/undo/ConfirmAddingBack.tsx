import type { Person } from '../../../../../src/contract';
import { displayNameOf } from '../../members/displayName';
import { Dialog } from '../../ui/Dialog';
import { number } from '../../ui/number';
import { peopleText } from '../runWords';
import styles from './Undo.module.css';

/** Names that stand in the dialog; the run's table has all. */
const NAMES_SHOWN = 5;
/** Atlassian's documented limit for POST, requests/s. */
const ADDITIONS_A_SECOND = 100;

interface Props {
  people: readonly Person[];
  groupName: string;
  /** Who is left out; may be empty. */
  note: string;
  online: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Dialog "Add N people back to GROUP?". */
export function ConfirmAddingBack({ people, groupName, note, online, onConfirm, onClose }: Props) {
  const others = people.length - NAMES_SHOWN;
  return (
    <Dialog
      title={
        <>
          Add {peopleText(people.length)} back to <bdi>{groupName}</bdi>?
        </>
      }
      confirm="Add back"
      appearance="primary"
      isDisabled={!online}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <ul className={styles.names}>
        {people.slice(0, NAMES_SHOWN).map((person) => (
          <li key={person.accountId}>
            <bdi>{displayNameOf(person)}</bdi>
          </li>
        ))}
        {others > 0 && <li>and {number(others)} more</li>}
      </ul>
      {note !== '' && <p>{note}</p>}
      <p>
        They get back whatever this group gives access to, in Confluence and in every other app of this site
        that uses the group. This is recorded in the history and can be undone too.
      </p>
      {people.length > ADDITIONS_A_SECOND && (
        <p>This takes about {Math.ceil(people.length / ADDITIONS_A_SECOND)} seconds. Keep this page open.</p>
      )}
      {!online && <p>You are offline. Nothing can be added back until the connection is back.</p>}
    </Dialog>
  );
}
