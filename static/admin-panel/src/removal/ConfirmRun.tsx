import type { Group } from '../../../../src/contract';
import type { Chosen } from '../people/chosen';
import { FirstPeople } from '../people/FirstPeople';
import { Dialog } from '../ui/Dialog';
import { notableWords } from './notable';
import { SafeguardFields } from './safeguards/SafeguardFields';
import type { Members } from './safeguards/safeguards';
import { SafeguardWords } from './safeguards/SafeguardWords';
import { useSafeguards } from './safeguards/useSafeguards';
import { lossWords, undoWords } from './safeguards/words';
import { durationText } from '../ui/durationText';
import { peopleText } from '../ui/peopleText';
import styles from './Warning.module.css';

interface Props {
  people: readonly Chosen[];
  group: Group;
  members: Members;
  nameOf: (person: Chosen) => string;
  /** What else is to be known of this run. */
  note?: string;
  /** The admin who is looking. */
  myAccountId: string | undefined;
  online: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Atlassian's documented limit for DELETE, requests/s. */
const REMOVALS_A_SECOND = 50;

/** Dialog "Remove N people from GROUP?". */
export default function ConfirmRun(props: Props) {
  const { people, group, members, nameOf, note = '', myAccountId, online, onConfirm, onClose } = props;
  const state = useSafeguards(group, { people, members, myAccountId }, online);
  const { safeguards } = state;
  const includesMe = people.some(({ accountId }) => accountId === myAccountId);
  return (
    <Dialog
      title={
        <>
          Remove {peopleText(people.length)} from <bdi>{group.name}</bdi>?
        </>
      }
      confirm="Remove"
      appearance="danger"
      blocked={state.blocked}
      fields={<SafeguardFields state={state} groupName={group.name} people={people.length} />}
      onConfirm={onConfirm}
      onClose={onClose}
    >
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
          {people.length > REMOVALS_A_SECOND && (
            <p>This takes {durationText(people.length / REMOVALS_A_SECOND)}. Keep this page open.</p>
          )}
        </>
      )}
    </Dialog>
  );
}
