import Button from '@atlaskit/button/default/button';
import { useCopy } from '../ui/useCopy';
import styles from './GroupId.module.css';

/** The group's id, which scripts and support ask for, to copy. */
export function GroupId({ id }: { id: string }) {
  const { copied, copy } = useCopy(id);
  return (
    <p className={styles.id}>
      <span>
        Group ID <code>{id}</code>
      </span>
      <Button appearance="subtle" spacing="compact" aria-label="Copy group ID" onClick={copy}>
        Copy
      </Button>
      <span role="status">
        {copied === 'yes' && 'Copied'}
        {copied === 'no' && 'The browser refused; select the ID and copy it.'}
      </span>
    </p>
  );
}
