import styles from './ReadOnlyNote.module.css';
import { rightsMessages } from './rightsMessages';
import type { MayChange } from './useMayChange';

/** One line that says why nothing can be changed, and who can; nothing where changes are offered. */
export function ReadOnlyNote({ mayChange }: { mayChange: MayChange }) {
  return mayChange === 'perhaps' ? null : <p className={styles.note}>{rightsMessages.text(mayChange)}</p>;
}
