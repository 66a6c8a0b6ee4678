import { Button } from '../ui/Button';
import { secondsToCheck } from '../membership/membershipCheck';
import { Problem } from '../problems/Problem';
import { durationText } from '../ui/durationText';
import { Progress } from '../ui/Progress';
import { filesMessages } from './filesMessages';
import styles from './UnknownPeople.module.css';
import type { Checking } from './useMembershipCheck';

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
          label={filesMessages.text('checking')}
          value={checking.done / checking.count}
          text={filesMessages.text('checked', { done: checking.done, count: checking.count })}
        >
          <Button spacing="compact" onClick={onStop}>
            {filesMessages.text('stopChecking')}
          </Button>
        </Progress>
      );
    case 'naming':
      return (
        <div className={styles.progress}>
          <span role="status">{filesMessages.text('naming')}</span>
          <Button spacing="compact" onClick={onStop}>
            {filesMessages.text('stopChecking')}
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
      <p>{filesMessages.text('offer', { count, duration: durationText(secondsToCheck(count)) })}</p>
      <Button spacing="compact" onClick={onCheck}>
        {filesMessages.text('check', { count })}
      </Button>
    </div>
  );
}
