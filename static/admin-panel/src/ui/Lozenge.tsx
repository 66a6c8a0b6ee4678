import type { LozengeProps } from '@atlaskit/lozenge';
import { Suspense } from 'react';
import { deferred } from './deferred';
import styles from './Lozenge.module.css';

// It brings a second styling library along, an eighth of what is loaded before the first row.
const AtlaskitLozenge = deferred<LozengeProps>(() =>
  import('@atlaskit/lozenge/lozenge').catch(() => ({ default: PlainLozenge })),
);

/** Atlassian's lozenge, loaded with the first row that has one; its words stand plainly until then. */
export function Lozenge(props: LozengeProps) {
  return (
    <Suspense fallback={<PlainLozenge {...props} />}>
      <AtlaskitLozenge {...props} />
    </Suspense>
  );
}

function PlainLozenge({ children }: LozengeProps) {
  return <span className={styles.plain}>{children}</span>;
}
