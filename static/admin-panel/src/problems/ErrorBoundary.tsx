import { router } from '@forge/bridge';
import { Component, type ReactNode } from 'react';
import { Button } from '../ui/Button';
import styles from './ErrorBoundary.module.css';
import { problemsMessages } from './problemsMessages';

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
export function CannotShow({ children = problemsMessages.text('changesStay') }: { children?: ReactNode }) {
  return (
    <div className={styles.page}>
      <h2 className={styles.title}>{problemsMessages.text('cannotShow')}</h2>
      <p className={styles.text}>
        {problemsMessages.text('pageFailed')} {children}
      </p>
      <Button onClick={() => void router.reload()}>{problemsMessages.text('reloadPage')}</Button>
    </div>
  );
}
