import { displayNameOf } from '../../members/displayName';
import type { Chosen } from '../../people/chosen';
import { FirstPeople } from '../../people/FirstPeople';
import { Dialog } from '../../ui/Dialog';
import { wordsOf } from '../actionWords';
import type { Begun } from '../activeRun';
import { BegunBy } from './BegunBy';
import { paceWords } from './paceWords';

interface Props {
  people: readonly Chosen[];
  groupName: string;
  /** They were in the group before, and a run has removed them. */
  isUndo: boolean;
  /** Who is left out; may be empty. */
  note: string;
  /** Of a run that was begun before. */
  begun?: Begun;
  online: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Dialog "Add N people to GROUP?", or "… back to GROUP?". */
export function ConfirmAdding({ people, groupName, isUndo, note, begun, online, onConfirm, onClose }: Props) {
  const words = wordsOf('add', isUndo);
  return (
    <Dialog
      title={
        <>
          {words.question(words.amount(people.length))} <bdi>{groupName}</bdi>?
        </>
      }
      confirm={words.confirm}
      appearance="primary"
      isDisabled={!online}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {begun && <BegunBy begun={begun} words={words} />}
      <FirstPeople people={people} nameOf={displayNameOf} />
      {note !== '' && <p>{note}</p>}
      <p>
        They get {isUndo && 'back '}whatever this group gives access to, in Confluence and in every other app
        of this site that uses the group. This is recorded in the history and can be undone too.
      </p>
      {paceWords('add', people.length).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {!online && <p>You are offline. Nothing can be {words.done} until the connection is back.</p>}
    </Dialog>
  );
}
