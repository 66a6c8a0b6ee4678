import { useMemo } from 'react';
import { formatNumber } from '../../i18n/formatText';
import { wordsFor } from '../../problems/words';
import type { UnmatchedLine } from '../match/matchedList';
import { LineOf, Lines } from './Bin';
import { listBinMessages } from './listBinMessages';
import styles from './ListBins.module.css';

interface Props {
  unmatched: readonly UnmatchedLine[];
  /** What the sources are called. */
  files: readonly string[];
}

/** Lines that no person was found for, those of one reason under one heading. */
export function UnmatchedLines({ unmatched, files }: Props) {
  const byReason = useMemo(() => groupByReason(unmatched), [unmatched]);
  if (unmatched.length === 0) return null;
  const label = listBinMessages.text('unmatched');
  return (
    <section aria-label={label}>
      <div className={styles.head}>
        <h3 className={styles.heading}>{label}</h3>{' '}
        <span className={styles.count}>{formatNumber(unmatched.length)}</span>
      </div>
      {[...byReason].map(([reason, { why, lines }]) => (
        <details key={reason} className={styles.reason} open={byReason.size === 1}>
          <summary className={styles.head}>
            <h4 className={styles.reasonHeading}>{reason}</h4>{' '}
            <span className={styles.count}>{formatNumber(lines.length)}</span>
          </summary>
          {why === 'noSuchEmail' && <p className={styles.note}>{listBinMessages.text('noSuchEmailText')}</p>}
          <Lines
            items={lines}
            count={lines.length}
            render={({ mention }) => (
              <LineOf spot={mention} files={files}>
                <bdi>{mention.text}</bdi>
              </LineOf>
            )}
          />
        </details>
      ))}
    </section>
  );
}

interface Reason {
  why: UnmatchedLine['why'];
  lines: UnmatchedLine[];
}

/** By the words for the reason. */
function groupByReason(unmatched: readonly UnmatchedLine[]): Map<string, Reason> {
  const byReason = new Map<string, Reason>();
  // Of 100,000 lines most have the same few reasons, whose words are put together once.
  const words = new Map<string, string>();
  for (const one of unmatched) {
    const key = one.why === 'notAnswered' ? one.error.kind : one.why;
    const reason = words.get(key) ?? reasonText(one);
    words.set(key, reason);
    const known = byReason.get(reason);
    if (known) known.lines.push(one);
    else byReason.set(reason, { why: one.why, lines: [one] });
  }
  return byReason;
}

function reasonText(unmatched: UnmatchedLine): string {
  switch (unmatched.why) {
    case 'noSuchId':
    case 'noSuchEmail':
    case 'noSuchName':
    case 'withoutId':
    case 'notAsked':
      return listBinMessages.text(unmatched.why);
    case 'notAnswered':
      return listBinMessages.text('notAnswered', { reason: wordsFor(unmatched.error, 'read').title });
  }
}
