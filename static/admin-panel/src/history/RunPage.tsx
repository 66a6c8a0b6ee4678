import ArrowLeftIcon from '@atlaskit/icon/core/arrow-left';
import { useId, useMemo, useRef } from 'react';
import type { AppError } from '../../../../src/contract';
import { useNavigation } from '../host/navigation';
import { ReadFailed } from '../host/readFailed';
import { useOnline } from '../host/useOnline';
import { Problem } from '../problems/Problem';
import { useOwnRun, useRunSnapshot } from '../run/RunProvider';
import { RunTitle, toldRecordOf, toldRunOf } from '../run/RunTitle';
import { useArrivalFocus } from '../ui/useArrivalFocus';
import history from './History.module.css';
import { HistorySkeleton } from './HistorySkeleton';
import { ReadRun } from './ReadRun';
import { receiptMessages } from './receiptMessages';
import styles from './RunPage.module.css';
import { useRun } from './useRun';

/** One run at its own address: how far it is while this page makes its changes, and its receipt, for as long as it is kept. */
export default function RunPage({ runId }: { runId: string }) {
  const { go } = useNavigation();
  const online = useOnline();
  const read = useRun(runId);
  const own = useOwnRun(runId);
  const snapshot = useRunSnapshot(own?.client);
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  const pages = read.data?.pages;
  const changes = useMemo(() => pages?.flatMap((page) => page.changes) ?? [], [pages]);
  const run = pages?.[0]?.run;
  useArrivalFocus(run !== undefined, () => heading.current);
  const told = own && snapshot ? toldRunOf(own, snapshot) : run && toldRecordOf(run);
  return (
    <div>
      <button type="button" className={history.back} onClick={() => go({ page: 'history' })}>
        <ArrowLeftIcon label="" size="small" /> {receiptMessages.text('allChanges')}
      </button>
      {read.error && (
        <div role="alert" className={history.message}>
          <Problem
            error={inThisPlace(read.error)}
            during="history"
            headingLevel="h2"
            onRetry={() => void (read.isFetchNextPageError ? read.fetchNextPage() : read.refetch())}
          />
        </div>
      )}
      {told && (
        <h2 id={titleId} ref={heading} tabIndex={-1} className={styles.title}>
          <RunTitle {...told} />
        </h2>
      )}
      {run && <ReadRun run={run} changes={changes} reading={read} titleId={titleId} />}
      {!run && !read.error && online && <HistorySkeleton />}
    </div>
  );
}

/** A link that does not name a run as one is named leads nowhere, like one to a run that is gone. */
function inThisPlace(thrown: Error): AppError {
  const error: AppError =
    thrown instanceof ReadFailed ? thrown.error : { kind: 'unavailable', detail: thrown.message };
  return error.kind === 'invalid' && error.field === 'runId' ? { kind: 'runNotFound' } : error;
}
