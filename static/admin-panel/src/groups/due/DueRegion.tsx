import { useId, useState } from 'react';
import { Problem } from '../../problems/Problem';
import { useMayChange } from '../../rights/useMayChange';
import { Button } from '../../ui/Button';
import { KEEPS_FOCUS } from '../../ui/keepFocus';
import styles from './Due.module.css';
import { dueMessages } from './dueMessages';
import { DueTable } from './DueTable';
import { OverdueList } from './OverdueList';
import { useDue } from './useDue';
import { useDueQuestions } from './useDueQuestions';

/** Memberships shown at once. */
const AT_ONCE = 50;

/**
 * Region "Memberships with an end date", which the admin has opened: those whose date has come and that the app did not
 * remove, and a table of the others, soonest first. Each page of it is a call of the function.
 */
export default function DueRegion() {
  const titleId = useId();
  const [shown, setShown] = useState(AT_ONCE);
  // Until there is one to show, or as many as were asked for.
  const [wanted, setWanted] = useState(1);
  const due = useDue(wanted);
  const mayChange = useMayChange() === 'perhaps';
  const questions = useDueQuestions();
  const { overdue, memberships, error, isReading } = due;
  const rows = memberships.slice(0, shown);
  const hasMore = memberships.length > rows.length || due.hasNextPage;
  const showMore = () => {
    setShown(shown + AT_ONCE);
    setWanted(shown + AT_ONCE);
  };
  return (
    <section {...KEEPS_FOCUS} className={styles.region} aria-labelledby={titleId}>
      <h2 id={titleId} className={styles.title}>
        {dueMessages.text('title')}
      </h2>
      <p role="status" className={styles.said}>
        {questions.said ?? saidOf(due, rows.length, hasMore)}
      </p>
      {questions.trouble}
      <OverdueList overdue={overdue} onAsk={mayChange ? questions.ask : undefined} />
      {rows.length > 0 && (
        <DueTable rows={rows} titleId={titleId} onAsk={mayChange ? questions.ask : undefined} />
      )}
      {error && !due.isFetching && (
        <div role="alert" className={styles.problem}>
          <Problem
            error={error}
            during="history"
            headingLevel="h3"
            title={dueMessages.text('cannotList')}
            onRetry={() => void (due.isFetchNextPageError ? due.fetchNextPage() : due.refetch())}
          />
        </div>
      )}
      {rows.length > 0 && hasMore && (
        <div className={styles.more}>
          <Button isLoading={isReading} onClick={showMore}>
            {dueMessages.text('showMore')}
          </Button>
        </div>
      )}
      {questions.dialog}
    </section>
  );
}

/** How many are listed, or why none is; nothing beside what is overdue, and where it is said otherwise. */
function saidOf(
  { isEmpty, isRead, error, fetchStatus }: ReturnType<typeof useDue>,
  count: number,
  hasMore: boolean,
): string | undefined {
  if (isEmpty) return dueMessages.text('none');
  if (count > 0) return dueMessages.text(hasMore ? 'listedFirst' : 'listed', { count });
  if (isRead || error) return undefined;
  return dueMessages.text(fetchStatus === 'paused' ? 'offline' : 'loading');
}
