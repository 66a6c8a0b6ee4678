import { useId } from 'react';
import { Button } from '../../ui/Button';
import { KEEPS_FOCUS } from '../../ui/keepFocus';
import { useAnnounceOnce } from '../../ui/useAnnounceOnce';
import { dockMessages } from '../dockMessages';
import styles from '../RunDock.module.css';
import type { TriedBackground } from './awaitTrial';
import { backgroundMessages } from './backgroundMessages';

/** Whether changes go on without a page on this site, as it was just tried, and what that means for the admin. */
export function TrialMessage({ tried, onDismiss }: { tried: TriedBackground; onDismiss: () => void }) {
  const titleId = useId();
  const title = backgroundMessages.text(tried.state);
  useAnnounceOnce(title);
  return (
    <section {...KEEPS_FOCUS} className={styles.receipt} aria-labelledby={titleId}>
      <h2 id={titleId} className={styles.title}>
        {title}
      </h2>
      {tried.state === 'possible' ? (
        <p className={styles.text}>{backgroundMessages.text('possibleText')}</p>
      ) : (
        <>
          <p className={styles.text}>{backgroundMessages.text('whyImpossible', { why: tried.reason })}</p>
          <p className={styles.text}>{backgroundMessages.text('impossibleText')}</p>
        </>
      )}
      <div className={styles.buttons}>
        <Button appearance="subtle" spacing="compact" aria-describedby={titleId} onClick={onDismiss}>
          {dockMessages.text('dismiss')}
        </Button>
      </div>
    </section>
  );
}
