import Button from '@atlaskit/button/default/button';
import { Message } from '../ui/Message';
import type { WantedRun } from './RunProvider';
import styles from './NotBegun.module.css';

/** A run that could not even begin: its code did not come. Plain, for what it needs must be there. */
export function NotBegun({ wanted: { action, group }, onClose }: { wanted: WantedRun; onClose: () => void }) {
  const removes = action === 'remove';
  return (
    <Message
      appearance="error"
      title={removes ? 'The removal did not begin' : 'Adding people back did not begin'}
      headingLevel="h2"
    >
      <p>
        Part of this page could not be loaded. Nothing was changed in <bdi>{group.name}</bdi>. Try again. If
        that does not help, reload the page.
      </p>
      <div className={styles.action}>
        <Button spacing="compact" onClick={onClose}>
          Close
        </Button>
      </div>
    </Message>
  );
}
