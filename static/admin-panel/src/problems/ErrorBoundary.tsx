import Button from '@atlaskit/button/default/button';
import EmptyState from '@atlaskit/empty-state';
import { router } from '@forge/bridge';
import { Component, type ReactNode } from 'react';

/** A bug while drawing must not leave an empty page. React reports the error itself to the console. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <CannotShow /> : this.props.children;
  }
}

/** The page in place of the page. */
export function CannotShow() {
  return (
    <EmptyState
      header="This page can’t be shown"
      headingLevel={2}
      description="Something in the page itself failed. What was removed before stays removed."
      primaryAction={<Button onClick={() => void router.reload()}>Reload page</Button>}
    />
  );
}
