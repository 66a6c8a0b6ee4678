import Button from '@atlaskit/button/default/button';
import { Problem } from '../problems/Problem';
import { secondsToCheck } from './secondsToCheck';
import styles from './UnknownPeople.module.css';
import type { Checking } from './useMembershipCheck';
import { durationText } from '../ui/durationText';
import { number } from '../ui/number';
import { peopleText } from '../ui/peopleText';
import { Progress } from '../ui/Progress';

interface Props {
  /** People who are not listed, and not yet asked about. */
  count: number;
  checking: Checking;
  onCheck: () => void;
  onStop: () => void;
}

/** People who may be in the group: what it takes to ask Confluence, how far that has come, and why it ended. */
export function UnknownPeople({ count, checking, onCheck, onStop }: Props) {
  switch (checking.status) {
    case 'checking':
      return (
        <Progress
          label="Checking who is in the group"
          value={checking.done / checking.count}
          text={`${number(checking.done)} of ${number(checking.count)}`}
        >
          <Button spacing="compact" onClick={onStop}>
            Stop checking
          </Button>
        </Progress>
      );
    case 'naming':
      return (
        <div className={styles.progress}>
          <span role="status">Looking up the names of those in the group</span>
          <Button spacing="compact" onClick={onStop}>
            Stop checking
          </Button>
        </div>
      );
    case 'failed':
      return (
        <div className={styles.unknown}>
          <div role="alert">
            <Problem error={checking.error} during="read" headingLevel="h3" />
          </div>
          <Offer count={count} onCheck={onCheck} />
        </div>
      );
    case 'idle':
    case 'stopped':
    case 'complete':
      return <Offer count={count} onCheck={onCheck} />;
  }
}

function Offer({ count, onCheck }: Pick<Props, 'count' | 'onCheck'>) {
  if (count === 0) return null;
  return (
    <div className={styles.unknown}>
      <p>
        {peopleText(count)} {count === 1 ? 'is' : 'are'} not among the members shown, and may be in the group
        all the same. To ask Confluence about {count === 1 ? 'them' : 'each'} takes{' '}
        {durationText(secondsToCheck(count))}.
      </p>
      <Button spacing="compact" onClick={onCheck}>
        Check {peopleText(count)}
      </Button>
    </div>
  );
}
