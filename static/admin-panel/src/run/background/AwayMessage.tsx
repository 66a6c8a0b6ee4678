import { useId } from 'react';
import type { RunRecord } from '../../../../../src/contract';
import { useNavigation } from '../../host/navigation';
import { Button } from '../../ui/Button';
import { KEEPS_FOCUS } from '../../ui/keepFocus';
import { useAnnounceOnce } from '../../ui/useAnnounceOnce';
import { dockMessages } from '../dockMessages';
import styles from '../RunDock.module.css';
import { RunTitle, runTitleText, toldRecordOf } from '../RunTitle';
import { backgroundMessages } from './backgroundMessages';

/** What became of changes that were under way when the page was closed. */
export function AwayMessage({ run, onDismiss }: { run: RunRecord; onDismiss: () => void }) {
  const { go } = useNavigation();
  const titleId = useId();
  const told = toldRecordOf(run);
  useAnnounceOnce(backgroundMessages.text('whileAway', { what: runTitleText(told) }));
  return (
    <section {...KEEPS_FOCUS} className={styles.receipt} aria-labelledby={titleId}>
      <h2 id={titleId} className={styles.title}>
        {backgroundMessages.node('whileAway', { what: <RunTitle {...told} /> })}
      </h2>
      <div className={styles.buttons}>
        <Button
          spacing="compact"
          aria-describedby={titleId}
          onClick={() => {
            go({ page: 'changes', runId: run.runId });
            onDismiss();
          }}
        >
          {dockMessages.text('viewReceipt')}
        </Button>
        <Button appearance="subtle" spacing="compact" aria-describedby={titleId} onClick={onDismiss}>
          {dockMessages.text('dismiss')}
        </Button>
      </div>
    </section>
  );
}
