import Button from '@atlaskit/button/default/button';
import { Problem } from '../problems/Problem';
import { POINTS_AN_HOUR } from '../host/readLimits';
import { costOfCheck } from './costOfCheck';
import styles from './UnknownPeople.module.css';
import type { Checking } from './useMembershipCheck';
import { durationText } from '../ui/durationText';
import { number } from '../ui/number';
import { peopleText } from '../ui/peopleText';
import { Progress } from '../ui/Progress';

interface Props {
  /** People not loaded, of whom Confluence has not been asked. */
  count: number;
  /** Members who are loaded. */
  loaded: number;
  checking: Checking;
  onCheck: () => void;
  onStop: () => void;
}

/** People who may be in the group: what it takes to ask Confluence, how far that has come, and why it ended. */
export function UnknownPeople({ count, loaded, checking, onCheck, onStop }: Props) {
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
          <Offer count={count} loaded={loaded} onCheck={onCheck} />
        </div>
      );
    case 'idle':
    case 'stopped':
    case 'complete':
      return <Offer count={count} loaded={loaded} onCheck={onCheck} />;
  }
}

function Offer({ count, loaded, onCheck }: Pick<Props, 'count' | 'loaded' | 'onCheck'>) {
  if (count === 0) return null;
  const { points, seconds, fitsInHour } = costOfCheck(count);
  return (
    <div className={styles.unknown}>
      <p>
        {peopleText(count)} may be in the group: only {number(loaded)} members are loaded. To check them takes{' '}
        {count === 1 ? '1 request' : `${number(count)} requests`}, about {number(points)} points (for each
        person 1, 2 for each group they are in, and 2 for the name of a member), and {durationText(seconds)}.
        {!fitsInHour &&
          ` Confluence gives this app ${number(POINTS_AN_HOUR)} points an hour, for all its customers together: the check stops there, keeps what it knows, and can go on in the next hour. Loading everyone in the group may take less.`}
      </p>
      <Button spacing="compact" onClick={onCheck}>
        Check {peopleText(count)}
      </Button>
    </div>
  );
}
