import type { OutcomeCounts } from '../../../../src/contract';
import { formatNumber } from '../i18n/formatText';
import type { RunKind } from './runKind';
import styles from './RunReceipt.module.css';
import { standingTitle } from './standingTitle';

/** What became of changes, in the order told. */
const OUTCOMES = ['done', 'unchanged', 'failed', 'unconfirmed', 'notAttempted'] as const;

interface Props {
  /** `left`: still to be asked for, of a run that is under way. */
  counts: OutcomeCounts & { left?: number };
  kind: RunKind;
}

/** How many changes have each outcome; nothing where all were made, which the sentence above says. */
export function Tally({ counts, kind }: Props) {
  const { left = 0 } = counts;
  const there = OUTCOMES.filter((outcome) => counts[outcome] > 0);
  if (left === 0 && there.every((outcome) => outcome === 'done')) return null;
  return (
    <dl className={styles.tally}>
      {there.map((outcome) => (
        <div key={outcome}>
          <dt>{standingTitle({ status: outcome }, kind)}</dt>
          <dd>{formatNumber(counts[outcome])}</dd>
        </div>
      ))}
      {left > 0 && (
        <div>
          <dt>{standingTitle({ status: 'waiting' }, kind)}</dt>
          <dd>{formatNumber(left)}</dd>
        </div>
      )}
    </dl>
  );
}
