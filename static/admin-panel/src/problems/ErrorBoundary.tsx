import Button from '@atlaskit/button/default/button';
import { router } from '@forge/bridge';
import { Component, type ReactNode } from 'react';
import styles from './ErrorBoundary.module.css';

interface Props {
  children: ReactNode;
  /** What there is to see in place of what failed. */
  fallback?: ReactNode;
}

/** A bug while drawing must not leave an empty page. React reports the error itself to the console. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    const { children, fallback = <CannotShow /> } = this.props;
    return this.state.failed ? fallback : children;
  }
}

/**
 * In place of what failed. Plain, so that it is there when nothing else is, and costs the others nothing.
 * @param children what became of what was going on
 */
export function CannotShow({
  children = 'What was removed before stays removed.',
}: {
  children?: ReactNode;
}) {
  return (
    <div className={styles.page}>
      <h2 className={styles.title}>This page can’t be shown</h2>
      <p className={styles.text}>Something in the page itself failed. {children}</p>
      <Button onClick={() => void router.reload()}>Reload page</Button>
    </div>
  );
}
