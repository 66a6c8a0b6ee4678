import Button from '@atlaskit/button/default/button';
import type { RecordedChange, RunRecord } from '../../../../../src/contract';
import { isOpen } from '../../../../../src/run/changeState';
import { useOnline } from '../../host/useOnline';
import { Problem } from '../../problems/Problem';
import { wordsOfRun, type ActionWords } from '../../run/actionWords';
import { KEEPS_FOCUS } from '../../ui/keepFocus';
import { number } from '../../ui/number';
import { Progress } from '../../ui/Progress';
import { checkedText, progressText } from './checked';
import styles from './CheckRun.module.css';
import { useCheckRun } from './useCheckRun';

interface Props {
  run: RunRecord;
  /** As far as they are read. */
  changes: readonly RecordedChange[];
  isWhole: boolean;
}

/** Button "Check (N)" for a run that left open what became of people, how far the check is, and what it found. */
export function CheckRun({ run, changes, isWhole }: Props) {
  const { checking, start, stop } = useCheckRun(run.runId);
  const online = useOnline();
  const end = checking.status === 'ended' ? checking.checked.end : undefined;
  const known = changes.filter(isOpen).length;
  // Of changes that are not read it is known only how many are not confirmed.
  const open = isWhole ? known : Math.max(known, run.counts.unconfirmed);
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
        open > 0 && (
          <div className={styles.offer}>
            <p>{openText(open, wordsOfRun(run))}</p>
            <Button
              spacing="compact"
              isDisabled={!online}
              onClick={() => start(open, isWhole ? changes : undefined)}
            >
              Check ({number(open)})
            </Button>
          </div>
        )
      )}
      <p role="status">{checking.status === 'ended' && checkedText(checking.checked, run)}</p>
      {end?.status === 'failed' && (
        <div role="alert">
          <Problem error={end.error} during="read" headingLevel="h3" />
        </div>
      )}
    </div>
  );
}

function openText(count: number, { amount, done }: ActionWords): string {
  return `${amount(count)} may or may not have been ${done}. Check asks Confluence who is in the group now.`;
}
