import type { Directory } from '../directory/usePeopleById';
import { Button } from '../ui/Button';
import styles from './History.module.css';
import { historyMessages } from './historyMessages';

/** Says that names could not be looked up, so that account ids stand in their places. */
export function NamesMissing({ directory }: { directory: Directory }) {
  if (!directory.error || directory.isAsking) return null;
  return (
    <div role="alert" className={styles.missing}>
      <span>{historyMessages.text('namesMissing')}</span>
      <Button spacing="compact" onClick={directory.retry}>
        {historyMessages.text('lookUpAgain')}
      </Button>
    </div>
  );
}
