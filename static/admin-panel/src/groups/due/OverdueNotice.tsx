import { useMayChange } from '../../rights/useMayChange';
import { KEEPS_FOCUS } from '../../ui/keepFocus';
import styles from './Due.module.css';
import { dueMessages } from './dueMessages';
import { OverdueList } from './OverdueList';
import { useDue } from './useDue';
import { useDueQuestions } from './useDueQuestions';

/**
 * Region "Memberships with an end date" as far as it has to be told unasked: those whose date has come and that the app
 * did not remove. Nothing where there are none, and where they could not be asked for: the admin can open the whole list.
 */
export default function OverdueNotice() {
  const { overdue } = useDue(1);
  const mayChange = useMayChange() === 'perhaps';
  const { said, trouble, ask, dialog } = useDueQuestions();
  if (overdue.length === 0 && said === undefined && !trouble) return null;
  return (
    <section {...KEEPS_FOCUS} className={styles.region} aria-label={dueMessages.text('title')}>
      <p role="status" className={styles.said}>
        {said}
      </p>
      {trouble}
      <OverdueList overdue={overdue} onAsk={mayChange ? ask : undefined} />
      {dialog}
    </section>
  );
}
