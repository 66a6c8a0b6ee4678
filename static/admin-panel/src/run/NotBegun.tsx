import { Button } from '../ui/Button';
import { Message } from '../ui/Message';
import { kindOfWanted, type WantedRun } from './activeRun';
import { groupValues } from './groupValues';
import styles from './NotBegun.module.css';
import { runMessages } from './runMessages';

/** A run that could not even begin: its code did not come. Plain, for what it needs must be there. */
export function NotBegun({ wanted, onClose }: { wanted: WantedRun; onClose: () => void }) {
  const names = wanted.groups.map(({ name }) => name);
  const title = runMessages.text('notBegun', { what: kindOfWanted(wanted) });
  return (
    <Message appearance="error" title={title} headingLevel="h2">
      <p>{runMessages.node('notBegunText', groupValues(names))}</p>
      <div className={styles.action}>
        <Button spacing="compact" onClick={onClose}>
          {runMessages.text('close')}
        </Button>
      </div>
    </Message>
  );
}
