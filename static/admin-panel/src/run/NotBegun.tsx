import Button from '@atlaskit/button/default/button';
import { Message } from '../ui/Message';
import { planOf, wordsOfWanted, type WantedRun } from './activeRun';
import { GroupNames } from './GroupNames';
import styles from './NotBegun.module.css';

/** A run that could not even begin: its code did not come. Plain, for what it needs must be there. */
export function NotBegun({ wanted, onClose }: { wanted: WantedRun; onClose: () => void }) {
  const names = planOf(wanted).groups.map(({ name }) => name);
  return (
    <Message appearance="error" title={wordsOfWanted(wanted).notBegun} headingLevel="h2">
      <p>
        Part of this page could not be loaded. Nothing was changed in <GroupNames names={names} />. Try again.
        If that does not help, reload the page.
      </p>
      <div className={styles.action}>
        <Button spacing="compact" onClick={onClose}>
          Close
        </Button>
      </div>
    </Message>
  );
}
