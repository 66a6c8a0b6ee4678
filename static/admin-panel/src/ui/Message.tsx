import type { SectionMessageProps } from '@atlaskit/section-message';
import { Suspense } from 'react';
import { deferred } from './deferred';
import styles from './Message.module.css';

// It brings tooltips and popups along, and nothing of it is needed before the first row.
const SectionMessage = deferred<SectionMessageProps>(() =>
  import('@atlaskit/section-message/section-message').catch(() => ({ default: PlainMessage })),
);

/** Atlassian's section message, loaded on first use; its words stand in its colors until then. */
export function Message(props: SectionMessageProps) {
  return (
    <Suspense fallback={<PlainMessage {...props} />}>
      <SectionMessage {...props} />
    </Suspense>
  );
}

/** The same words in the same colors: the network that should have brought the rest may be what it speaks of. */
function PlainMessage({ title, appearance = 'information', children }: SectionMessageProps) {
  return (
    <div className={styles.plain} data-appearance={appearance}>
      {title !== undefined && <strong>{title}</strong>}
      {children}
    </div>
  );
}
