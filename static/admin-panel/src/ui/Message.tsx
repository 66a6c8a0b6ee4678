import type { SectionMessageProps } from '@atlaskit/section-message';
import { lazy, Suspense, type ComponentType } from 'react';

// It brings tooltips and popups along, and nothing of it is needed before the first row.
const load = () => import('@atlaskit/section-message/section-message');
const SectionMessage = lazy<ComponentType<SectionMessageProps>>(() =>
  load().catch(() => ({ default: PlainMessage })),
);

/** Fetches the message's code before it is needed: a message about the network must not need the network. */
export function preloadMessage(): void {
  load().catch((error: unknown) => console.info('Messages will be shown plainly.', error));
}

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
