import ProgressBar from '@atlaskit/progress-bar';
import type { RunSnapshot } from '../../../../src/run/runSnapshot';
import { Problem } from '../problems/Problem';
import type { ActiveRun } from './activeRun';
import { dockMessages } from './dockMessages';
import { namesOfGroups } from './groupsText';
import { groupTextValues } from './groupValues';
import { waitingWords } from './problemWords';
import { otherCounts, stateText, timeLeftText } from './progressWords';
import styles from './RunProgress.module.css';

interface Props {
  active: ActiveRun;
  snapshot: RunSnapshot;
}

/** How far the page's run is: a bar, counts in room that is kept for them, and what it is doing. */
export function RunProgress({ active, snapshot }: Props) {
  const { kind, client } = active;
  const { state, counts, total } = snapshot;
  const isInBackground = client.background !== undefined;
  const whole = dockMessages.text('doneOf', { what: kind, done: total, count: total });
  return (
    <div className={styles.progress}>
      <div className={styles.bar}>
        <ProgressBar
          value={total === 0 ? 1 : (total - counts.left) / total}
          ariaLabel={dockMessages.text('progressOf', {
            what: kind,
            ...groupTextValues(namesOfGroups(active)),
          })}
        />
      </div>
      <p className={styles.counts}>
        <span style={{ minInlineSize: `${whole.length}ch` }}>
          {dockMessages.text('doneOf', { what: kind, done: counts.done, count: total })}
        </span>
        {isInBackground && <span>{dockMessages.text('inBackground')}</span>}
        <span className={styles.timeLeft}>{timeLeftText(snapshot)}</span>
        {otherCounts(snapshot, kind).map((text) => (
          <span key={text}>{text}</span>
        ))}
      </p>
      <p className={styles.state}>{stateText(snapshot, kind)}</p>
      {/* The record does not say why the worker waits. */}
      {state.name === 'pausedByLimit' && !isInBackground && (
        <Problem error={state.error} words={waitingWords(state.error, kind)} headingLevel="h3" />
      )}
    </div>
  );
}
