import { Suspense, type ReactNode } from 'react';
import { deferred } from './deferred';

const AtlaskitEmptyState = deferred(() => import('@atlaskit/empty-state'));

interface Props {
  header: string;
  headingLevel: 2 | 3;
  description: string;
  /** The button for what to do next. */
  primaryAction?: ReactNode;
}

/** Atlassian's empty state, loaded on first use: where there is one, there are no rows to wait for. */
export function EmptyState(props: Props) {
  return (
    <Suspense>
      <AtlaskitEmptyState {...props} />
    </Suspense>
  );
}
