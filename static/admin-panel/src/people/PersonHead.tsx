import Skeleton from '@atlaskit/skeleton';
import { useContext, useRef } from 'react';
import { displayNameOf } from '../directory/displayName';
import type { Known } from '../directory/usePeopleById';
import { HostContext } from '../host/HostContext';
import { StatusLozenges } from '../members/StatusLozenges';
import { Button } from '../ui/Button';
import { useArrivalFocus } from '../ui/useArrivalFocus';
import { useCopy } from '../ui/useCopy';
import styles from './People.module.css';
import { peopleMessages } from './peopleMessages';

const NO_BREAK_SPACE = '\u00A0';

interface Props {
  accountId: string;
  person: Known;
  /** The directory was asked, and has answered or failed. */
  isLookedUp: boolean;
}

/** Who a person is: name, status, email, and the account id to copy. */
export function PersonHead({ accountId, person, isLookedUp }: Props) {
  const { accountId: me } = useContext(HostContext);
  const heading = useRef<HTMLHeadingElement>(null);
  const { copied, copy } = useCopy(accountId);
  useArrivalFocus(isLookedUp, () => heading.current);
  return (
    <header className={styles.person}>
      <div className={styles.who}>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {isLookedUp ? (
            <bdi>{person ? displayNameOf(person) : accountId}</bdi>
          ) : (
            <>
              <Skeleton width="200px" height="24px" isShimmering />
              <span className={styles.words}>{peopleMessages.text('lookingUp')}</span>
            </>
          )}
        </h2>
        {person && <StatusLozenges person={person} isMe={accountId === me} />}
      </div>
      {person !== null && (
        // A line of its own from the start, so that nothing moves when the email comes.
        <p className={styles.text}>
          {person ? (person.email ?? peopleMessages.text('emailHidden')) : NO_BREAK_SPACE}
        </p>
      )}
      <p className={styles.id}>
        <span>
          {peopleMessages.text('accountId')} <code>{accountId}</code>
        </span>
        <Button spacing="compact" aria-label={peopleMessages.text('copyAccountId')} onClick={copy}>
          {peopleMessages.text('copy')}
        </Button>
        <span role="status">
          {copied === 'yes' && peopleMessages.text('copied')}
          {copied === 'no' && peopleMessages.text('notCopied')}
        </span>
      </p>
    </header>
  );
}
