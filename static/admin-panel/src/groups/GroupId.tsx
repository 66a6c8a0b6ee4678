import Button from '@atlaskit/button/default/button';
import { useState } from 'react';
import styles from './GroupId.module.css';

/** The group's id, which scripts and support ask for, to copy. */
export function GroupId({ id }: { id: string }) {
  const [copied, setCopied] = useState<'yes' | 'no'>();
  const copy = () =>
    void navigator.clipboard.writeText(id).then(
      () => setCopied('yes'),
      () => setCopied('no'),
    );
  return (
    <p className={styles.id}>
      Group ID <code>{id}</code>
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
