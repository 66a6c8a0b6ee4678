import Button from '@atlaskit/button/default/button';
import { router } from '@forge/bridge';
import { Component, type ReactNode } from 'react';
import styles from './ErrorBoundary.module.css';

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

/** The page in place of the page. Plain, so that it is there when nothing else is, and costs the others nothing. */
export function CannotShow() {
  return (
    <div className={styles.page}>
      <h2 className={styles.title}>This page can’t be shown</h2>
      <p className={styles.text}>
        Something in the page itself failed. What was removed before stays removed.
      </p>
      <Button onClick={() => void router.reload()}>Reload page</Button>
    </div>
  );
}
