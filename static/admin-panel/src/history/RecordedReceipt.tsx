import { useContext, useMemo } from 'react';
import type { Group, RecordedChange, RunRecord } from '../../../../src/contract';
import { isOpen, isUndoable } from '../../../../src/run/changeState';
import { knownById } from '../directory/chosen';
import { useKnownPeople } from '../directory/usePeopleById';
import { HostContext } from '../host/HostContext';
import { useOnline } from '../host/useOnline';
import { dockMessages } from '../run/dockMessages';
import { nameOfRecordedGroup } from '../run/groupsText';
import { findRest } from '../run/restOfRun';
import { RunActions } from '../run/RunActions';
import { runKindOf } from '../run/runKind';
import { runProblemMessages } from '../run/runProblemMessages';
import { Tally } from '../run/Tally';
import { Button } from '../ui/Button';
import { CheckRun } from './check/CheckRun';
import { useCheckRun } from './check/useCheckRun';
import { ExportRun } from './export/ExportRun';
import { countReasons } from './outcome';
import { receiptMessages } from './receiptMessages';
import styles from './RunPage.module.css';
import { useRest, type RunReading } from './useRest';

interface Props {
  run: RunRecord;
  /** As far as they are read. */
  changes: readonly RecordedChange[];
  reading: RunReading;
}

/** What came of a run of the history that has ended: counts, why what was not done was not, and what can be done next. */
export function RecordedReceipt({ run, changes, reading }: Props) {
  const { runId, actorId, counts, total, undoes } = run;
  const { accountId: me } = useContext(HostContext);
  const isUndo = undoes !== undefined;
  const isWhole = !reading.hasNextPage;
  const hasRest = counts.failed + counts.unconfirmed + counts.notAttempted > 0;
  const online = useOnline();
  const knownPerson = useKnownPeople();
  const { checking, ...check } = useCheckRun(runId);
  // Of what is not read it is unknown whether it can still be made.
  useRest(reading, hasRest);
  const { undoable, left, failed, open, reasons } = useMemo(() => {
    const rest = findRest(isWhole ? changes : []);
    const places = { left: new Set(rest.left), failed: new Set(rest.failed) };
    return {
      undoable: changes.filter(isUndoable),
      left: changes.filter(({ index }) => places.left.has(index)),
      failed: changes.filter(({ index }) => places.failed.has(index)),
      open: changes.filter(isOpen).length,
      reasons: isWhole ? countReasons(changes, isUndo) : [],
    };
  }, [changes, isWhole, isUndo]);
  const groups = useMemo(() => groupsOf(run), [run]);
  const kind = runKindOf(run);
  return (
    <>
      <Tally counts={counts} kind={kind} />
      {reasons.length > 0 && (
        <ul className={styles.reasons} aria-label={dockMessages.text('reasons')}>
          {reasons.map(({ words: { title, details }, count }) => (
            <li key={`${title} ${details}`}>
              {dockMessages.text('countOf', {
                count,
                reason: details === '' ? title : dockMessages.text('withReason', { title, reason: details }),
              })}
            </li>
          ))}
        </ul>
      )}
      {hasRest && !isWhole && (
        <p className={styles.note}>
          {receiptMessages.text(reading.isFetchNextPageError ? 'notAllRead' : 'reading', {
            ...{ read: changes.length, total },
          })}
        </p>
      )}
      {open > 0 && isWhole && checking.status !== 'checking' && (
        <p className={styles.note}>{runProblemMessages.text('open', { what: kind, count: open })}</p>
      )}
      <CheckRun run={run} checking={checking} onStop={check.stop} />
      <RunActions
        {...{ runId, isUndo, left, failed }}
        isOfOther={actorId !== me}
        undoable={isWhole || counts.done === 0 ? undoable : 'several'}
        personOf={(accountId) => knownPerson(accountId) ?? knownById(accountId)}
        groupOf={(groupId) => groups.get(groupId) ?? { id: groupId, name: groupId }}
      >
        {open > 0 && isWhole && checking.status !== 'checking' && (
          <Button spacing="compact" isDisabled={!online} onClick={() => check.start(open, changes)}>
            {dockMessages.text('check', { count: open })}
          </Button>
        )}
        <ExportRun run={run} changes={changes} isWhole={isWhole} />
        {isWhole && undoable.length === 0 && (
          <span className={styles.note}>
            {receiptMessages.text(counts.done > 0 ? 'allUndone' : 'nothingToUndo')}
          </span>
        )}
      </RunActions>
    </>
  );
}

/** By id, as they were called. */
function groupsOf({ groups }: RunRecord): Map<string, Group> {
  return new Map(
    groups.map((group) => [group.groupId, { id: group.groupId, name: nameOfRecordedGroup(group) }]),
  );
}
