import Skeleton from '@atlaskit/skeleton';
import { displayNameOf } from '../members/displayName';
import { Lozenge } from '../ui/Lozenge';
import type { Directory } from '../people/usePeopleById';
import styles from './Table.module.css';

interface Props {
  accountId: string;
  directory: Directory;
  isMe?: boolean;
}

/** What a person is called; the account id where that is unknown. */
export function PersonName({ accountId, directory, isMe = false }: Props) {
  const person = directory.personOf(accountId);
  if (person === undefined && directory.isAsking) {
    return (
      <>
        <Skeleton width="120px" height="16px" isShimmering />
        <span className={styles.words}>Looking up the name</span>
      </>
    );
  }
  return (
    <span className={styles.person}>
      {person ? <bdi>{displayNameOf(person)}</bdi> : <code>{accountId}</code>}
      {isMe && <Lozenge appearance="inprogress">You</Lozenge>}
    </span>
  );
}
