import { useId, type RefObject } from 'react';
import { AdminName } from '../../directory/AdminName';
import { useNavigation } from '../../host/navigation';
import { Button } from '../../ui/Button';
import { KEEPS_FOCUS } from '../../ui/keepFocus';
import type { ActiveRun } from '../activeRun';
import { dockMessages } from '../dockMessages';
import styles from '../RunDock.module.css';
import { RunTitle, type ToldRun } from '../RunTitle';
import { backgroundMessages } from './backgroundMessages';

interface Props {
  active: ActiveRun;
  run: ToldRun;
  heading: RefObject<HTMLHeadingElement>;
  onDismiss: () => void;
}

/** In the dock: the page looks on no more at a run that has not ended, why, and the way to what can be done. */
export function LetGoMessage({ active, run, heading, onDismiss }: Props) {
  const { go } = useNavigation();
  const titleId = useId();
  const { runId, background } = active.client;
  if (!background?.letGo || runId === undefined) return null;
  return (
    <section {...KEEPS_FOCUS} className={styles.receipt} aria-labelledby={titleId}>
      <h2 id={titleId} ref={heading} tabIndex={-1} className={styles.title}>
        <RunTitle {...run} hasEnded={false} />
      </h2>
      <p className={styles.text}>
        {backgroundMessages.node('notContinued', {
          why: background.letGo,
          admin: <AdminName accountId={background.actorId} />,
        })}
      </p>
      <div className={styles.buttons}>
        <Button spacing="compact" onClick={() => go({ page: 'changes', runId })}>
          {dockMessages.text('details')}
        </Button>
        <Button appearance="subtle" spacing="compact" onClick={onDismiss}>
          {dockMessages.text('dismiss')}
        </Button>
      </div>
    </section>
  );
}
