import Skeleton from '@atlaskit/skeleton';
import { displayNameOf } from '../directory/displayName';
import type { Directory } from '../directory/usePeopleById';
import { Lozenge } from '../ui/Lozenge';
import { historyMessages } from './historyMessages';
import styles from './Table.module.css';

interface Props {
  accountId: string;
  directory: Directory;
  isMe?: boolean;
  /** Shows the email address below. */
  hasEmail?: boolean;
}

/** What a person is called; the account id where that is unknown. */
export function PersonName({ accountId, directory, isMe = false, hasEmail = false }: Props) {
  const person = directory.personOf(accountId);
  if (person === undefined && directory.isAsking) {
    return (
      <>
        <Skeleton width="120px" height="16px" isShimmering />
        <span className={styles.words}>{historyMessages.text('lookingUp')}</span>
      </>
    );
  }
  return (
    <>
      <span className={styles.person}>
        {person ? <bdi>{displayNameOf(person)}</bdi> : <code>{accountId}</code>}
        {isMe && <Lozenge appearance="inprogress">{historyMessages.text('you')}</Lozenge>}
      </span>
      {hasEmail && person?.email !== undefined && (
        <span className={styles.details}>
          <bdi title={person.email}>{person.email}</bdi>
        </span>
      )}
    </>
  );
}
