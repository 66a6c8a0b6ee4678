import { useEffect } from 'react';
import type { RecordedChange, RunRecord } from '../../../../src/contract';
import { useRefreshHistory } from '../memberships/useRefreshHistory';
import { runKindOf } from '../run/runKind';
import { Tally } from '../run/Tally';
import { UnfinishedActions } from '../run/unfinished/UnfinishedActions';
import { useFollowWorker } from '../run/unfinished/useFollowWorker';
import { useUnfinishedRuns } from '../run/unfinished/useUnfinishedRuns';
import { useLatest } from '../ui/useLatest';
import { ExportRun } from './export/ExportRun';

interface Props {
  run: RunRecord;
  /** As far as they are read. */
  changes: readonly RecordedChange[];
  isWhole: boolean;
  /** The id of what says which run it is. */
  titleId: string;
}

/** A run of the history that has not ended and is not this page's: how it stands, who may have it, and what can be done. */
export function UnfinishedReceipt({ run, changes, isWhole, titleId }: Props) {
  const { runs, dataUpdatedAt, drop, askAgain } = useUnfinishedRuns(undefined);
  const refresh = useRefreshHistory();
  useFollowWorker(
    runs.filter((one) => one.run.runId === run.runId),
    dataUpdatedAt,
  );
  const unfinished = runs.find((one) => one.run.runId === run.runId);
  // Another page may be at work on it, or have ended it.
  const follow = useLatest(() => {
    if (dataUpdatedAt > 0 && !isSame(unfinished?.run, run)) void refresh();
  });
  useEffect(() => follow(), [dataUpdatedAt, follow]);
  return (
    <>
      {unfinished ? (
        <UnfinishedActions
          unfinished={unfinished}
          asOf={dataUpdatedAt}
          titleId={titleId}
          onGone={() => {
            drop(run.runId);
            void refresh();
          }}
          onStale={askAgain}
        />
      ) : (
        <Tally counts={run.counts} kind={runKindOf(run)} />
      )}
      <ExportRun run={run} changes={changes} isWhole={isWhole} />
    </>
  );
}

function isSame(one: RunRecord | undefined, other: RunRecord): boolean {
  return one !== undefined && JSON.stringify(one.counts) === JSON.stringify(other.counts);
}
