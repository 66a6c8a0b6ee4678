import type { ReactNode } from 'react';
import styles from './Dock.module.css';

/** At the bottom of the window, over the page: what comes, changes and goes here moves nothing else. */
export function Dock({ children }: { children: ReactNode }) {
  return (
    <>
      <div className={styles.room} />
      <div className={styles.dock}>{children}</div>
    </>
  );
}

/** A message in the dock, above what else is there. */
export function DockedMessage({ children }: { children: ReactNode }) {
  return <div className={styles.message}>{children}</div>;
}
