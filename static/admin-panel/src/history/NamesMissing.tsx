import Button from '@atlaskit/button/default/button';
import styles from './History.module.css';
import type { Directory } from '../people/usePeopleById';

/** Says that names could not be looked up, so that account ids stand in their places. */
export function NamesMissing({ directory }: { directory: Directory }) {
  if (!directory.error || directory.isAsking) return null;
  return (
    <div role="alert" className={styles.missing}>
      <span>Confluence did not say who some of these people are, so their account IDs are shown.</span>
      <Button spacing="compact" onClick={directory.retry}>
        Look up names again
      </Button>
    </div>
  );
}
