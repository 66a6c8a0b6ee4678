import type { SectionMessageProps } from '@atlaskit/section-message';
import { Suspense } from 'react';
import { deferred } from './deferred';

// It brings tooltips and popups along, and nothing of it is needed before the first row.
const SectionMessage = deferred<SectionMessageProps>(() =>
  import('@atlaskit/section-message/section-message').catch(() => ({ default: PlainMessage })),
);

/** Atlassian's section message, loaded on first use; its words stand plainly until then. */
export function Message(props: SectionMessageProps) {
  return (
    <Suspense fallback={<PlainMessage {...props} />}>
      <SectionMessage {...props} />
    </Suspense>
  );
}

function PlainMessage({ title, children }: SectionMessageProps) {
  return (
    <div>
      {title !== undefined && <strong>{title}</strong>}
      {children}
    </div>
  );
}
