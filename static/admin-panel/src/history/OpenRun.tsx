import ArrowLeftIcon from '@atlaskit/icon/core/arrow-left';
import { useMemo, useRef, useState } from 'react';
import type { AppError, RecordedChange } from '../../../../src/contract';
import type { RunFilters } from '../host/place';
import { ReadFailed } from '../host/readFailed';
import { useOnline } from '../host/useOnline';
import { Problem } from '../problems/Problem';
import { GroupNames } from '../run/GroupNames';
import { namesOfRecordedGroups } from '../run/groupsText';
import { CheckRun } from './check/CheckRun';
import { ExportRun } from './export/ExportRun';
import styles from './History.module.css';
import { HistorySkeleton } from './HistorySkeleton';
import { historyWordsOfRun } from './historyWords';
import { useRun } from './queries';
import { RunFacts } from './RunFacts';
import { RunPeople } from './RunPeople';
import { runTitle } from './runWords';
import { UndoDialog } from './undo/UndoDialog';
import { UndoRun } from './undo/UndoRun';
import { useUndoBlocked } from './undo/useUndoBlocked';
import { useArrivalFocus } from './useArrivalFocus';

interface Props {
  runId: string;
  /** The admin came from another place of the history. */
  takesFocus: boolean;
  onOpen: (runId: string) => void;
  onBack: () => void;
  /** Shows the list with these filters. */
  onFilter: (filters: RunFilters) => void;
}

/** A run of the history: what it was, what became of each person, and the way to take it back. */
export function OpenRun({ runId, takesFocus, onOpen, onBack, onFilter }: Props) {
  const online = useOnline();
  const read = useRun(runId);
  const pages = read.data?.pages;
  const changes = useMemo(() => pages?.flatMap((page) => page.changes) ?? [], [pages]);
  const run = pages?.[0]?.run;
  const blocked = useUndoBlocked(run);
  const [undoing, setUndoing] = useState<readonly RecordedChange[] | 'all'>();
  const heading = useRef<HTMLHeadingElement>(null);
  useArrivalFocus(takesFocus && run !== undefined, () => heading.current);
  return (
    <section aria-label="Run">
      <button type="button" className={styles.back} onClick={onBack}>
        <ArrowLeftIcon label="" size="small" /> All runs
      </button>
      {read.error && (
        <div role="alert" className={styles.message}>
          <Problem
            error={inThisPlace(read.error)}
            during="history"
            headingLevel="h2"
            onRetry={() => void (read.isFetchNextPageError ? read.fetchNextPage() : read.refetch())}
          />
        </div>
      )}
      {run && (
        <>
          <header className={styles.header}>
            <h2 ref={heading} tabIndex={-1} className={styles.title}>
              {runTitle(run)} {historyWordsOfRun(run).preposition}{' '}
              <GroupNames names={namesOfRecordedGroups(run)} />
            </h2>
            <span className={styles.tools}>
              <ExportRun run={run} changes={changes} isWhole={!read.hasNextPage} />
              <UndoRun
                changes={changes}
                isWhole={!read.hasNextPage}
                blocked={blocked}
                onUndo={() => setUndoing('all')}
              />
            </span>
          </header>
          <RunFacts run={run} onOpen={onOpen} onFilter={onFilter} />
          {run.endedAt !== undefined && <CheckRun run={run} changes={changes} isWhole={!read.hasNextPage} />}
          <RunPeople
            run={run}
            changes={changes}
            reading={read}
            blocked={blocked}
            onUndo={(change) => setUndoing([change])}
          />
        </>
      )}
      {!run && !read.error && online && <HistorySkeleton />}
      {run && undoing && <UndoDialog run={run} toUndo={undoing} onClose={() => setUndoing(undefined)} />}
    </section>
  );
}

/** A link that does not name a run as one is named leads nowhere, like one to a run that is gone. */
function inThisPlace(thrown: Error): AppError {
  const error: AppError =
    thrown instanceof ReadFailed ? thrown.error : { kind: 'unavailable', detail: thrown.message };
  return error.kind === 'invalid' && error.field === 'runId' ? { kind: 'runNotFound' } : error;
}
