import { useId } from 'react';
import type { Person } from '../../../../../../src/contract';
import { displayNameOf } from '../../../directory/displayName';
import { isSameTrouble } from '../../../problems/isSameTrouble';
import { Problem } from '../../../problems/Problem';
import { Button } from '../../../ui/Button';
import { Lozenge } from '../../../ui/Lozenge';
import { groupPageMessages as messages } from '../groupPageMessages';
import styles from './FoundElsewhere.module.css';
import type { DirectorySearch, DirectoryHit } from './useDirectory';

interface Props {
  query: string;
  directory: DirectorySearch;
  /** What is told above already. */
  saidAbove: Error | null;
  /** Absent where no one can be added to the group. */
  onAdd?: ((person: Person) => void) | undefined;
  /** Why no one can be added now. */
  blocked: string | undefined;
}

/** People of the directory who are not in the group, after those who are, and the way to add them. */
export default function FoundElsewhere({ query, directory, saidAbove, onAdd, blocked }: Props) {
  const blockedId = useId();
  const others = directory.hits.filter(({ member }) => member !== true);
  const canAdd = onAdd !== undefined && others.some(({ member }) => member === false);
  return (
    <>
      {directory.error && !isSameTrouble(directory.error, saidAbove) && (
        <div role="alert" className={styles.problem}>
          <Problem error={directory.error} during="read" headingLevel="h3" onRetry={directory.retry} />
        </div>
      )}
      {others.length > 0 && (
        <ul className={styles.others} aria-label={messages.text('foundElsewhere')}>
          {others.map((hit) => (
            <OtherPerson key={hit.person.accountId} {...{ hit, onAdd, blocked, blockedId }} />
          ))}
        </ul>
      )}
      {canAdd && blocked !== undefined && (
        <p id={blockedId} className={styles.more}>
          {blocked}
        </p>
      )}
      {directory.status === 'found' && directory.more && (
        <p className={styles.more}>
          {messages.node('moreMatch', { query: <bdi>{query}</bdi> })}{' '}
          {directory.showMore && (
            <Button spacing="compact" onClick={directory.showMore}>
              {messages.text('showMorePeople')}
            </Button>
          )}
        </p>
      )}
    </>
  );
}

interface OtherProps extends Pick<Props, 'onAdd' | 'blocked'> {
  hit: DirectoryHit;
  blockedId: string;
}

function OtherPerson({ hit, onAdd, blocked, blockedId }: OtherProps) {
  const { person, member, error } = hit;
  const name = displayNameOf(person);
  return (
    <li>
      <span className={styles.who}>
        <bdi>{name}</bdi>
        {person.email !== undefined && <bdi className={styles.email}>{person.email}</bdi>}
      </span>
      {member === false && <Lozenge>{messages.text('notInGroup')}</Lozenge>}
      {member === false && onAdd && (
        <Button
          spacing="compact"
          isDisabled={blocked !== undefined}
          aria-label={messages.text('addName', { name })}
          {...(blocked !== undefined && { 'aria-describedby': blockedId })}
          onClick={() => onAdd(person)}
        >
          {messages.text('add')}
        </Button>
      )}
      {member === undefined && !error && (
        <span className={styles.checking}>{messages.text('checkingMembership')}</span>
      )}
      {error && (
        <>
          <span className={styles.checking}>{messages.text('membershipUnknown')}</span>
          <Button
            spacing="compact"
            aria-label={messages.text('checkAgainName', { name })}
            onClick={hit.askAgain}
          >
            {messages.text('checkAgain')}
          </Button>
        </>
      )}
    </li>
  );
}
