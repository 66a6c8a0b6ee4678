import Button from '@atlaskit/button/default/button';
import { useMemo, useRef } from 'react';
import type { RunFilters } from '../host/place';
import { ReadFailed } from '../host/readFailed';
import { useOnline } from '../host/useOnline';
import { Problem } from '../problems/Problem';
import { EmptyState } from '../ui/EmptyState';
import { number } from '../ui/number';
import { ExportRuns } from './export/ExportRuns';
import { FilterBar } from './filters/FilterBar';
import { isFiltered } from './filters/filters';
import { useFilterGroup } from './filters/useFilterGroup';
import styles from './History.module.css';
import { HistorySkeleton } from './HistorySkeleton';
import { NamesMissing } from './NamesMissing';
import { usePeopleById } from '../people/usePeopleById';
import { useRunList } from './queries';
import { RunsTable } from './RunsTable';
import { newToEach, runsIn, unreadableIn } from './runPages';
import { unreadableText } from './runWords';
import { useArrivalFocus } from './useArrivalFocus';

interface Props {
  filters: RunFilters;
  /** The run that was opened last, where the focus goes back to. */
  lastRunId: string | undefined;
  onFilter: (filters: RunFilters) => void;
  onOpen: (runId: string) => void;
}

/** Runs, newest first, a page at a time. */
export function RunList({ filters, lastRunId, onFilter, onOpen }: Props) {
  const online = useOnline();
  const list = useRunList(filters);
  const pages = list.data?.pages;
  const runs = useMemo(() => runsIn(pages ?? []), [pages]);
  const unreadable = unreadableIn(pages ?? []);
  const admins = newToEach(pages?.map((page) => page.runs.map(({ actorId }) => actorId)) ?? []);
  const chosen = [filters.personId, filters.actorId].filter((id) => id !== undefined);
  const directory = usePeopleById([...newToEach([chosen]), ...admins]);
  const group = useFilterGroup(filters.groupId, runs);

  const section = useRef<HTMLElement>(null);
  useArrivalFocus(lastRunId !== undefined, () =>
    section.current?.querySelector(`[data-run-id="${CSS.escape(lastRunId ?? '')}"] button`),
  );

  if (list.error && !list.data && !isInvalid(list.error)) {
    return (
      <div role="alert">
        <Problem error={list.error} during="history" headingLevel="h2" onRetry={() => void list.refetch()} />
      </div>
    );
  }
  return (
    <section ref={section} aria-label="History">
      <header className={styles.header}>
        <h2 className={styles.title}>History</h2>
        <span className={styles.tools}>
          {runs.length > 0 && <ExportRuns runs={runs} personOf={directory.personOf} />}
          <Button
            appearance="subtle"
            spacing="compact"
            isLoading={list.isRefetching && !list.isFetchingNextPage}
            onClick={() => void list.refetch()}
          >
            Reload
          </Button>
        </span>
      </header>
      {(runs.length > 0 || isFiltered(filters)) && (
        <FilterBar filters={filters} group={group} personOf={directory.personOf} onChange={onFilter} />
      )}
      {list.error && !list.isFetchNextPageError && (
        <div role="alert" className={styles.message}>
          <Problem
            error={list.error}
            during="history"
            headingLevel="h3"
            onRetry={() => void list.refetch()}
          />
        </div>
      )}
      <NamesMissing directory={directory} />
      {list.data ? (
        <>
          <p role="status" className={styles.count}>
            {runs.length > 0 && shownText(runs.length, list.hasNextPage)}
          </p>
          {unreadable > 0 && <p className={styles.note}>{unreadableText(unreadable)}</p>}
          {runs.length > 0 ? (
            <RunsTable runs={runs} directory={directory} onOpen={onOpen} />
          ) : (
            <NoRuns filters={filters} hasOlder={list.hasNextPage} isEmpty={unreadable === 0} />
          )}
        </>
      ) : (
        online && !list.error && <HistorySkeleton />
      )}
      {list.isFetchNextPageError && (
        <div role="alert" className={styles.message}>
          <Problem
            error={list.error}
            during="history"
            headingLevel="h3"
            onRetry={() => void list.fetchNextPage()}
          />
        </div>
      )}
      {list.hasNextPage && !list.isFetchNextPageError && (
        <div className={styles.more}>
          <Button isLoading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {isFiltered(filters) ? 'Search older runs' : 'Show more'}
          </Button>
        </div>
      )}
    </section>
  );
}

/** Whether a filter of a mangled link is in the way, to be taken away. */
function isInvalid(error: Error): boolean {
  return error instanceof ReadFailed && error.error.kind === 'invalid';
}

interface NoRunsProps {
  filters: RunFilters;
  hasOlder: boolean;
  /** Nothing was found either that cannot be read. */
  isEmpty: boolean;
}

function NoRuns({ filters, hasOlder, isEmpty }: NoRunsProps) {
  if (hasOlder) {
    return (
      <p role="status" className={styles.note}>
        No run fits among those searched so far. Older ones have not been searched yet.
      </p>
    );
  }
  if (isFiltered(filters)) {
    return (
      <EmptyState
        header="No run fits"
        headingLevel={3}
        description="Nothing in the history fits all of the filters. Take one away to see more."
      />
    );
  }
  return (
    isEmpty && (
      <EmptyState
        header="Nothing has been removed yet"
        headingLevel={3}
        description="Removals are kept here for a year: who did them, when, and what became of each person. They can be undone from here."
      />
    )
  );
}

function shownText(count: number, hasOlder: boolean): string {
  const runs = count === 1 ? '1 run' : `${number(count)} runs`;
  return hasOlder ? `The newest ${runs}` : runs;
}
