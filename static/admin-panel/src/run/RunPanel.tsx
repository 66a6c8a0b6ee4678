import Button from '@atlaskit/button/default/button';
import ProgressBar from '@atlaskit/progress-bar';
import type { Person } from '../../../../src/contract';
import { hasEnded, type RunSnapshot } from '../../../../src/run/runSnapshot';
import { Problem } from '../problems/Problem';
import { number } from '../ui/number';
import { clockText } from '../ui/timeText';
import type { ActionWords } from './actionWords';
import type { ActiveRun } from './activeRun';
import { GroupNames } from './GroupNames';
import { groupsText, namesOfGroups } from './groupsText';
import { waitingWords } from './problemWords';
import styles from './RunPanel.module.css';
import { useRunSnapshot } from './RunProvider';
import { RunSummary } from './RunSummary';
import { TellChanges } from './TellChanges';
import { useHeadingFocus } from './useHeadingFocus';

interface Props {
  active: ActiveRun;
  nameOf: (person: Person) => string;
  onClose: () => void;
}

/** A run: how far it is while it goes on, then what came of it; the rest of the page hears of that too. */
export default function RunPanel(props: Props) {
  return (
    <>
      <Panel {...props} />
      <TellChanges active={props.active} />
    </>
  );
}

function Panel({ active, nameOf, onClose }: Props) {
  const { client, words } = active;
  const snapshot = useRunSnapshot(client);
  const ended = hasEnded(snapshot.state);
  const heading = useHeadingFocus(client, ended);
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
  const groups = namesOfGroups(active);
  return (
    <section className={styles.panel} aria-label={words.region}>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        {words.doing(words.amount(total))} <GroupNames names={groups} />
      </h2>
      <ProgressBar
        value={total === 0 ? 1 : (total - counts.left) / total}
        ariaLabel={`${words.doing(words.plural)} ${groupsText(groups)}`}
      />
      <p className={styles.counts}>{countsText(snapshot, words)}</p>
      <p role="status" className={styles.state}>
        {stateText(state, words)}
      </p>
      {state.name === 'pausedByLimit' && (
        <Problem error={state.error} words={waitingWords(state.error, words)} headingLevel="h3" />
      )}
      <div className={styles.buttons}>
        {state.name === 'paused' || state.name === 'pausing' ? (
          <Button spacing="compact" onClick={() => client.control('run')}>
            Resume
          </Button>
        ) : (
          <Button
            spacing="compact"
            isDisabled={state.name === 'stopping'}
            onClick={() => client.control('pause')}
          >
            Pause
          </Button>
        )}
        <Button
          spacing="compact"
          isDisabled={state.name === 'stopping'}
          onClick={() => client.control('stop')}
        >
          Stop
        </Button>
      </div>
    </section>
  );
}

function stateText(state: RunSnapshot['state'], { nouns: [, many], nothingUntil }: ActionWords): string {
  switch (state.name) {
    case 'running':
      return 'Keep this page open. You can go on working in it.';
    case 'pausing':
      return `Pausing. The ${many} under way are finished first.`;
    case 'paused':
      return `Paused. ${nothingUntil}`;
    case 'offline':
      return 'You are offline. It goes on by itself when the connection is back; keep this page open.';
    case 'pausedByLimit':
      return `Paused until ${clockText(state.until, Date.now()) ?? 'Confluence takes more'}. It goes on by itself; keep this page open.`;
    case 'stopping':
      return `Stopping. The ${many} under way are finished first.`;
    case 'done':
    case 'stopped':
      return '';
  }
}

function countsText(
  { counts, total, perSecond, timeLeftMs }: RunSnapshot,
  { done, already }: ActionWords,
): string {
  const parts = [
    `${number(counts.done)} of ${number(total)} ${done}`,
    counts.unchanged > 0 && `${number(counts.unchanged)} ${already}`,
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
