import Button from '@atlaskit/button/default/button';
import type { RecordedPerson, RunAction, RunRecord } from '../../../../../src/contract';
import { useOnline } from '../../host/useOnline';
import { Problem } from '../../problems/Problem';
import { KEEPS_FOCUS } from '../../ui/keepFocus';
import { number } from '../../ui/number';
import { peopleText } from '../../ui/peopleText';
import { Progress } from '../../ui/Progress';
import { checkedText, progressText } from './checked';
import styles from './CheckRun.module.css';
import { useCheckRun } from './useCheckRun';

interface Props {
  run: RunRecord;
  /** As far as they are read. */
  people: readonly RecordedPerson[];
  isWhole: boolean;
  /** People of the run of whom it is open whether they were changed. */
  unconfirmed: number;
}

/** Button "Check (N)" for a run that left open what became of people, how far the check is, and what it found. */
export function CheckRun({ run, people, isWhole, unconfirmed }: Props) {
  const { checking, start, stop } = useCheckRun(run);
  const online = useOnline();
  const end = checking.status === 'ended' ? checking.checked.end : undefined;
  return (
    <div {...KEEPS_FOCUS} className={styles.check}>
      {checking.status === 'checking' ? (
        <Progress
          label="Checking who is in the group"
          value={checking.count === 0 ? undefined : checking.done / checking.count}
          text={progressText(checking.done, checking.count)}
        >
          <Button spacing="compact" onClick={stop}>
            Stop checking
          </Button>
        </Progress>
      ) : (
        unconfirmed > 0 && (
          <div className={styles.offer}>
            <p>{openText(unconfirmed, run.action)}</p>
            <Button
              spacing="compact"
              isDisabled={!online}
              onClick={() => start(unconfirmed, isWhole ? people : undefined)}
            >
              Check ({number(unconfirmed)})
            </Button>
          </div>
        )
      )}
      <p role="status">{checking.status === 'ended' && checkedText(checking.checked, run.action)}</p>
      {end?.status === 'failed' && (
        <div role="alert">
          <Problem error={end.error} during="read" headingLevel="h3" />
        </div>
      )}
    </div>
  );
}

function openText(count: number, action: RunAction): string {
  const changed = action === 'remove' ? 'removed' : 'added back';
  return `${peopleText(count)} may or may not have been ${changed}. Check asks Confluence who is in the group now.`;
}
