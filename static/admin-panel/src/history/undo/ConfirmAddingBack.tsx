import { displayNameOf } from '../../members/displayName';
import type { Chosen } from '../../people/chosen';
import { FirstPeople } from '../../people/FirstPeople';
import { Dialog } from '../../ui/Dialog';
import { durationText } from '../../ui/durationText';
import { peopleText } from '../../ui/peopleText';

/** Atlassian's documented limit for POST, requests/s. */
const ADDITIONS_A_SECOND = 100;

interface Props {
  people: readonly Chosen[];
  groupName: string;
  /** Who is left out; may be empty. */
  note: string;
  online: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Dialog "Add N people back to GROUP?". */
export function ConfirmAddingBack({ people, groupName, note, online, onConfirm, onClose }: Props) {
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
      <FirstPeople people={people} nameOf={displayNameOf} />
      {note !== '' && <p>{note}</p>}
      <p>
        They get back whatever this group gives access to, in Confluence and in every other app of this site
        that uses the group. This is recorded in the history and can be undone too.
      </p>
      {people.length > ADDITIONS_A_SECOND && (
        <p>This takes {durationText(people.length / ADDITIONS_A_SECOND)}. Keep this page open.</p>
      )}
      {!online && <p>You are offline. Nothing can be added back until the connection is back.</p>}
    </Dialog>
  );
}
