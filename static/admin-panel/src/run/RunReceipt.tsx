import { useMemo, type ReactNode } from 'react';
import type { AppError } from '../../../../src/contract';
import type { EndState, RunSnapshot } from '../../../../src/run/runSnapshot';
import { Problem } from '../problems/Problem';
import { Button } from '../ui/Button';
import { personIn, standingsOf, type ActiveRun } from './activeRun';
import { dockMessages } from './dockMessages';
import { ExportOutcome } from './ExportOutcome';
import { nameOfGroup } from './groupsText';
import { findRestOf } from './restOfRun';
import { RunActions, type PlacedChange } from './RunActions';
import { RunProblems } from './RunProblems';
import { RunReasons } from './RunReasons';
import styles from './RunReceipt.module.css';
import { useCheckOpen } from './useCheckOpen';

interface Props {
  active: ActiveRun;
  snapshot: RunSnapshot;
  end: EndState;
  /** Further buttons. */
  children?: ReactNode;
}

/** What came of the page's own run: what ended it, counts, why what was not done was not, and what can be done next. */
export function RunReceipt({ active, snapshot, end, children }: Props) {
  const { client, isUndo } = active;
  const { notClosed } = snapshot;
  const { checking, ...check } = useCheckOpen(client);
  const isChecking = checking.status === 'checking';
  // All of it may be long, and stays as it is until the run says otherwise.
  const { undoable, left, failed, open } = useMemo(
    () => actionableIn(active, snapshot, end),
    [active, snapshot, end],
  );
  return (
    <>
      <RunProblems active={active} snapshot={snapshot} end={end} left={left.length} open={open} />
      {notClosed && (
        <div role="alert">
          {!isSaidBefore(notClosed, end) && <Problem error={notClosed} during="history" headingLevel="h3" />}
          <p>{dockMessages.text('notClosed')}</p>
        </div>
      )}
      <RunReasons active={active} snapshot={snapshot} />
      {checking.status === 'failed' && (
        <div role="alert">
          <Problem error={checking.error} during="read" headingLevel="h3" />
        </div>
      )}
      {isChecking && (
        <p className={styles.checked}>
          {dockMessages.text('checked', { done: checking.done, count: checking.count })}
        </p>
      )}
      <RunActions
        {...{ runId: client.runId, isUndo, undoable, left, failed }}
        personOf={(accountId) => personIn(active, accountId)}
        groupOf={(groupId) =>
          active.groups.get(groupId) ?? { id: groupId, name: nameOfGroup(active, groupId) }
        }
      >
        {(open > 0 || isChecking) && (
          <Button spacing="compact" onClick={isChecking ? check.stop : check.start}>
            {isChecking ? dockMessages.text('stopChecking') : dockMessages.text('check', { count: open })}
          </Button>
        )}
        <ExportOutcome active={active} />
        {children}
      </RunActions>
    </>
  );
}

/** One trouble is said once. */
function isSaidBefore({ kind }: AppError, end: EndState): boolean {
  return end.name === 'stopped' && end.by === 'error' && end.error.kind === kind;
}

function actionableIn(active: ActiveRun, snapshot: RunSnapshot, end: EndState) {
  const { client } = active;
  const { left, failed } = findRestOf(active, snapshot, end);
  const changesAt = (places: readonly number[]): PlacedChange[] =>
    places.flatMap((index) => {
      const change = client.changes[index];
      return change ? [{ ...change, index }] : [];
    });
  const made = standingsOf(active).flatMap(({ standing, index }) =>
    standing.status === 'done' ? [index] : [],
  );
  return {
    undoable: changesAt(made),
    ...{ left: changesAt(left), failed: changesAt(failed) },
    open: client.openChanges().length,
  };
}
