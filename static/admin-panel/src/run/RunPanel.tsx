import Button from '@atlaskit/button/default/button';
import ProgressBar from '@atlaskit/progress-bar';
import type { Person, RunAction } from '../../../../src/contract';
import { Problem } from '../problems/Problem';
import { useRunSnapshot, type ActiveRun } from './RunProvider';
import styles from './RunPanel.module.css';
import { RunSummary } from './RunSummary';
import { hasEnded, type RunSnapshot } from './snapshot';
import { waitingWords } from './problemWords';
import { useHeadingFocus } from './useHeadingFocus';
import { number } from '../ui/number';
import { peopleText } from '../ui/peopleText';

interface Props {
  active: ActiveRun;
  nameOf: (person: Person) => string;
  onClose: () => void;
}

/** A run: how far it is while it goes on, then what came of it. */
export default function RunPanel({ active, nameOf, onClose }: Props) {
  const { run, action, group } = active;
  const snapshot = useRunSnapshot(run);
  const ended = hasEnded(snapshot.state);
  const heading = useHeadingFocus(run, ended);
  if (hasEnded(snapshot.state)) {
    return (
      <RunSummary
        active={active}
        snapshot={snapshot}
        end={snapshot.state}
        headingRef={heading}
        nameOf={nameOf}
        onClose={onClose}
      />
    );
  }
  const { state, counts, total } = snapshot;
  return (
    <section className={styles.panel} aria-label={action === 'remove' ? 'Removal' : 'Undo'}>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        {action === 'remove' ? `Removing ${peopleText(total)} from ` : `Adding ${peopleText(total)} back to `}
        <bdi>{group.name}</bdi>
      </h2>
      <ProgressBar
        value={total === 0 ? 1 : (total - counts.left) / total}
        ariaLabel={
          action === 'remove' ? `Removing people from ${group.name}` : `Adding people back to ${group.name}`
        }
      />
      <p className={styles.counts}>{countsText(snapshot, action)}</p>
      <p role="status" className={styles.state}>
        {stateText(state, action)}
      </p>
      {state.name === 'pausedByLimit' && (
        <Problem error={state.error} words={waitingWords(state.error, action)} headingLevel="h3" />
      )}
      <div className={styles.buttons}>
        {state.name === 'paused' || state.name === 'pausing' ? (
          <Button spacing="compact" onClick={() => run.resume()}>
            Resume
          </Button>
        ) : (
          <Button spacing="compact" isDisabled={state.name === 'stopping'} onClick={() => run.pause()}>
            Pause
          </Button>
        )}
        <Button spacing="compact" isDisabled={state.name === 'stopping'} onClick={() => run.stop()}>
          Stop
        </Button>
      </div>
    </section>
  );
}

function stateText(state: RunSnapshot['state'], action: RunAction): string {
  const what = action === 'remove' ? 'removals' : 'additions';
  switch (state.name) {
    case 'running':
      return 'Keep this page open. You can go on working in it.';
    case 'pausing':
      return `Pausing. The ${what} under way are finished first.`;
    case 'paused':
      return `Paused. Nothing is ${action === 'remove' ? 'removed' : 'added back'} until you resume.`;
    case 'offline':
      return 'You are offline. It goes on by itself when the connection is back; keep this page open.';
    case 'pausedByLimit':
      return `Paused until ${new Date(state.until).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' })}. It goes on by itself; keep this page open.`;
    case 'stopping':
      return `Stopping. The ${what} under way are finished first.`;
    case 'done':
    case 'stopped':
      return '';
  }
}

function countsText({ counts, total, perSecond, timeLeftMs }: RunSnapshot, action: RunAction): string {
  const parts = [
    `${number(counts.done)} of ${number(total)} ${action === 'remove' ? 'removed' : 'added back'}`,
    counts.failed > 0 && `${number(counts.failed)} failed`,
    counts.unconfirmed > 0 && `${number(counts.unconfirmed)} not confirmed`,
    perSecond !== undefined && perSecond > 0 && `${perSecond.toFixed(perSecond < 10 ? 1 : 0)} a second`,
    timeLeftMs !== undefined && Number.isFinite(timeLeftMs) && `${leftText(timeLeftMs)} left`,
  ];
  return parts.filter((part) => typeof part === 'string').join(' · ');
}

function leftText(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  return seconds < 90 ? `about ${seconds} s` : `about ${Math.ceil(seconds / 60)} min`;
}
