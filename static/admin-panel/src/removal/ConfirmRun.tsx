import type { Group } from '../../../../src/contract';
import type { Chosen } from '../people/chosen';
import { FirstPeople } from '../people/FirstPeople';
import { wordsOf } from '../run/actionWords';
import type { Begun } from '../run/activeRun';
import { BegunBy } from '../run/confirm/BegunBy';
import { paceWords } from '../run/confirm/paceWords';
import { Dialog } from '../ui/Dialog';
import { notableWords } from './notable';
import { SafeguardFields } from './safeguards/SafeguardFields';
import type { Members } from './safeguards/safeguards';
import { SafeguardWords } from './safeguards/SafeguardWords';
import { useSafeguards } from './safeguards/useSafeguards';
import { lossWords, undoWords } from './safeguards/words';
import styles from './Warning.module.css';

interface Props {
  people: readonly Chosen[];
  group: Group;
  members: Members;
  nameOf: (person: Chosen) => string;
  /** What else is to be known of this run. */
  note?: string;
  /** Of a run that was begun before. */
  begun?: Begun;
  /** The admin who is looking. */
  myAccountId: string | undefined;
  online: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Dialog "Remove N people from GROUP?". */
export default function ConfirmRun(props: Props) {
  const { people, group, members, nameOf, note = '', begun, myAccountId, online, onConfirm, onClose } = props;
  const words = wordsOf('remove', false);
  const state = useSafeguards(group, { people, members, myAccountId }, online);
  const { safeguards } = state;
  const includesMe = people.some(({ accountId }) => accountId === myAccountId);
  return (
    <Dialog
      title={
        <>
          {words.question(words.amount(people.length))} <bdi>{group.name}</bdi>?
        </>
      }
      confirm={words.confirm}
      appearance="danger"
      blocked={state.blocked}
      fields={<SafeguardFields state={state} groupName={group.name} people={people.length} />}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {begun && <BegunBy begun={begun} words={words} />}
      <FirstPeople people={people} nameOf={nameOf} />
      {note !== '' && <p>{note}</p>}
      {includesMe && (
        <p className={styles.warning}>Your own account is among them. {lossWords(safeguards)}</p>
      )}
      {notableWords(people).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <SafeguardWords state={state} />
      {!safeguards?.refusal && (
        <>
          <p>
            They lose whatever this group gives access to, in Confluence and in every other app of this site
            that uses the group. {undoWords(includesMe, safeguards)}
          </p>
          {paceWords('remove', people.length).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </>
      )}
    </Dialog>
  );
}
