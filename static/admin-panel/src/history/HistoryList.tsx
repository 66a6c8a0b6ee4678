import { useState } from 'react';
import type { Directory } from '../directory/usePeopleById';
import type { ChangeFilters } from '../host/place';
import { useOnline } from '../host/useOnline';
import { Problem } from '../problems/Problem';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { momentText, zoneText } from '../ui/timeText';
import { EventList } from './events/EventList';
import { ExportHistory } from './export/ExportHistory';
import { isFiltered } from './filters/filters';
import styles from './History.module.css';
import { historyMessages } from './historyMessages';
import { HistorySkeleton } from './HistorySkeleton';
import { NamesMissing } from './NamesMissing';
import { RunsTable } from './RunsTable';
import { useMorePages, type HistoryPages } from './useHistoryPages';

interface Props {
  filters: ChangeFilters;
  history: HistoryPages;
  directory: Directory;
}

/** What fits the filters, newest first, a page at a time. */
export function HistoryList({ filters, history, directory }: Props) {
  const { list, isRead, runs, events, unreadable, searchedTo } = history;
  const online = useOnline();
  const [zone] = useState(() => zoneText(Date.now()) ?? '');
  const count = runs.length + events.length;
  const { isReading, readMore } = useMorePages(history, isFiltered(filters));
  return (
    <>
      {list.error && !list.isFetchNextPageError && (
        <Failure error={list.error} onRetry={() => void list.refetch()} />
      )}
      <NamesMissing directory={directory} />
      {!isRead && !list.error && online && <HistorySkeleton />}
      {isRead && (
        <>
          <div className={styles.header}>
            <p role="status" className={styles.note}>
              {count > 0 && historyMessages.text(list.hasNextPage ? 'shownNewest' : 'shown', { count })}
            </p>
            <span className={styles.tools}>
              <ExportHistory {...{ runs, events }} personOf={directory.personOf} />
              <Button
                appearance="subtle"
                spacing="compact"
                isLoading={list.isRefetching && !list.isFetchingNextPage}
                onClick={() => void list.refetch()}
              >
                {historyMessages.text('reload')}
              </Button>
            </span>
          </div>
          {unreadable > 0 && (
            <p className={styles.note}>{historyMessages.text('unreadable', { count: unreadable })}</p>
          )}
          {runs.length > 0 && <RunsTable {...{ runs, directory, zone }} />}
          {events.length > 0 && <EventList {...{ events, directory, zone }} />}
          {count === 0 && !isReading && (
            <NothingFound {...{ filters }} hasOlder={list.hasNextPage} hasUnreadable={unreadable > 0} />
          )}
        </>
      )}
      {list.error && list.isFetchNextPageError && (
        <Failure error={list.error} onRetry={() => void list.fetchNextPage()} />
      )}
      {list.hasNextPage && !list.isFetchNextPageError && (
        <div className={styles.more}>
          <Button isLoading={isReading} onClick={readMore}>
            {historyMessages.text(isFiltered(filters) ? 'searchOlder' : 'showMore')}
          </Button>
          {isFiltered(filters) && searchedTo !== undefined && (
            <span className={styles.note}>
              {historyMessages.text('searchedTo', { time: momentText(searchedTo, zone) ?? searchedTo })}
            </span>
          )}
        </div>
      )}
    </>
  );
}

function Failure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <div role="alert" className={styles.message}>
      <Problem error={error} during="history" headingLevel="h3" onRetry={onRetry} />
    </div>
  );
}

interface NothingProps {
  filters: ChangeFilters;
  hasOlder: boolean;
  /** Entries were found that cannot be shown. */
  hasUnreadable: boolean;
}

function NothingFound({ filters, hasOlder, hasUnreadable }: NothingProps) {
  if (hasOlder) {
    return (
      <p role="status" className={styles.note}>
        {historyMessages.text('nothingSoFar')}
      </p>
    );
  }
  if (!isFiltered(filters)) {
    if (hasUnreadable) return null;
    return <Empty header="nothingYet" text="nothingYetText" />;
  }
  const isOnlyPerson = filters.personId !== undefined && Object.keys(filters).length === 1;
  return isOnlyPerson ? (
    <Empty header="nothingOfPerson" text="nothingOfPersonText" />
  ) : (
    <Empty header="nothingFits" text="nothingFitsText" />
  );
}

interface EmptyProps {
  header: 'nothingYet' | 'nothingFits' | 'nothingOfPerson';
  text: 'nothingYetText' | 'nothingFitsText' | 'nothingOfPersonText';
}

function Empty({ header, text }: EmptyProps) {
  return (
    <EmptyState
      header={historyMessages.text(header)}
      headingLevel={3}
      description={historyMessages.text(text)}
    />
  );
}
