import type { Group, Person } from '../../../../src/contract';
import { Dialog } from '../ui/Dialog';
import styles from './ConfirmRemoval.module.css';
import { SafeguardFields } from './safeguards/SafeguardFields';
import type { Members } from './safeguards/safeguards';
import { SafeguardWords } from './safeguards/SafeguardWords';
import { useSafeguards } from './safeguards/useSafeguards';
import { lossWords, undoWords } from './safeguards/words';
import warning from './Warning.module.css';

interface Props {
  person: Person;
  name: string;
  group: Group;
  members: Members;
  /** The admin who is looking. */
  myAccountId: string | undefined;
  online: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Dialog "Remove NAME from GROUP?". */
export default function ConfirmRemoval(props: Props) {
  const { person, name, group, members, myAccountId, online, onConfirm, onClose } = props;
  const state = useSafeguards(group, { people: [person], members, myAccountId }, online);
  const isMe = person.accountId === myAccountId;
  const { safeguards } = state;
  return (
    <Dialog
      title={
        <>
          Remove <bdi>{name}</bdi> from <bdi>{group.name}</bdi>?
        </>
      }
      confirm="Remove"
      appearance="danger"
      blocked={state.blocked}
      fields={<SafeguardFields state={state} groupName={group.name} people={1} />}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {/* Two people can have the same name. */}
      <p className={styles.who}>
        {person.email !== undefined && <>{person.email}, </>}
        account ID <code>{person.accountId}</code>
      </p>
      {isMe && <p className={warning.warning}>This is your own account. {lossWords(safeguards)}</p>}
      <SafeguardWords state={state} />
      {!safeguards?.refusal && (
        <p>
          {isMe ? 'You lose' : 'They lose'} whatever this group gives access to, in Confluence and in every
          other app of this site that uses the group. {undoWords(isMe, safeguards)}
        </p>
      )}
    </Dialog>
  );
}
