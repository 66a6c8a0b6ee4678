import ProgressBar from '@atlaskit/progress-bar';
import type { ReactNode } from 'react';
import styles from './Progress.module.css';

interface Props {
  /** What a screen reader calls the bar. */
  label: string;
  /** 0 to 1; nothing while that is not known. */
  value: number | undefined;
  /** The same in words. */
  text?: string;
  /** What stops it. */
  children?: ReactNode;
}

/** A bar with words beside it: how far something is that takes a while. */
export function Progress({ label, value, text, children }: Props) {
  return (
    <div className={styles.progress}>
      <div className={styles.bar}>
        <ProgressBar value={value ?? 0} isIndeterminate={value === undefined} ariaLabel={label} />
      </div>
      {text !== undefined && <span className={styles.text}>{text}</span>}
      {children}
    </div>
  );
}
