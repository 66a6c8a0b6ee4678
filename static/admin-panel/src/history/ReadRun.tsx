import { useMemo, useState } from 'react';
import type { PersonEvent, RecordedChange, RunRecord } from '../../../../src/contract';
import { endedElsewhere, hasEnded, type RunSnapshot } from '../../../../src/run/runSnapshot';
import { useKnownPeople, usePeopleById } from '../directory/usePeopleById';
import { useOnline } from '../host/useOnline';
import { ReadOnlyNote } from '../rights/ReadOnlyNote';
import { useMayChange } from '../rights/useMayChange';
import type { ActiveRun } from '../run/activeRun';
import { dockMessages } from '../run/dockMessages';
import { useOwnRun, useRuns, useRunSnapshot } from '../run/RunProvider';
import { RunReceipt } from '../run/RunReceipt';
import { NamedRunTitle, PEOPLE_NAMED, toldRecordOf, toldRunOf } from '../run/RunTitle';
import { Tally } from '../run/Tally';
import { UndoEvent } from './events/UndoEvent';
import { RecordedReceipt } from './RecordedReceipt';
import { otherDriversOf, RunFacts } from './RunFacts';
import styles from './RunPage.module.css';
import { RunPeople } from './RunPeople';
import { UnfinishedReceipt } from './UnfinishedReceipt';
import type { RunReading } from './useRest';

interface Props {
  run: RunRecord;
  /** As far as they are read. */
  changes: readonly RecordedChange[];
  reading: RunReading;
  /** The id of what says which run it is. */
  titleId: string;
}

/** A run that was read: its receipt, or how far it is, and its people. */
export function ReadRun({ run, changes, reading, titleId }: Props) {
  const own = useOwnRun(run.runId);
  const snapshot = useRunSnapshot(own?.client);
  const { isUnderWay } = useRuns();
  const online = useOnline();
  const mayChange = useMayChange();
  const knownPerson = useKnownPeople();
  const [undoing, setUndoing] = useState<RecordedChange>();
  const { accountIds, people } = useMemo(() => changedPeople(run, changes), [run, changes]);
  const directory = usePeopleById([[...new Set([run.actorId, ...otherDriversOf(run), ...accountIds])]]);
  const told = own && snapshot ? toldRunOf(own, snapshot) : toldRecordOf(run);
  const isLost = snapshot !== undefined && endedElsewhere(snapshot.state);
  const isMaking = snapshot !== undefined && !hasEnded(snapshot.state);
  const isWhole = !reading.hasNextPage;
  return (
    <>
      <section aria-label={dockMessages.text('receipt')} className={styles.receipt}>
        {told.hasEnded && people !== undefined && people > 0 && (
          <p className={styles.named}>
            <NamedRunTitle run={told} {...{ accountIds, people }} personOf={directory.personOf} />
          </p>
        )}
        <RunFacts run={run} directory={directory} />
        <ReadOnlyNote mayChange={mayChange} />
        {own && snapshot && <OwnReceipt active={own} snapshot={snapshot} />}
        {!own && run.endedAt !== undefined && (
          <RecordedReceipt run={run} changes={changes} reading={reading} />
        )}
        {(!own || isLost) && run.endedAt === undefined && (
          <UnfinishedReceipt {...{ run, changes, isWhole, titleId }} />
        )}
      </section>
      <RunPeople
        {...{ run, changes, reading }}
        isLive={isMaking || (own !== undefined && !isLost && run.endedAt === undefined)}
        canUndo={run.endedAt !== undefined && !isMaking}
        isBlocked={isUnderWay || !online}
        onUndo={setUndoing}
      />
      {undoing && (
        <UndoEvent
          event={eventOf(run, undoing)}
          personOf={knownPerson}
          onClose={() => setUndoing(undefined)}
        />
      )}
    </>
  );
}

/** The page's own run, of which more is known than the history has: counts while it goes on, then its receipt. */
function OwnReceipt({ active, snapshot }: { active: ActiveRun; snapshot: RunSnapshot }) {
  return hasEnded(snapshot.state) ? (
    <RunReceipt active={active} snapshot={snapshot} end={snapshot.state} />
  ) : (
    <Tally counts={snapshot.counts} kind={active.kind} />
  );
}

/** The first people whose membership a run has changed, and how many it has changed it of, where that is known. */
function changedPeople(
  { groups, counts, actions, total }: RunRecord,
  changes: readonly RecordedChange[],
): { accountIds: readonly string[]; people: number | undefined } {
  const done = changes.filter(({ outcome }) => outcome === 'done');
  const distinct = [...new Set(done.map(({ accountId }) => accountId))];
  // In one group each change of one kind is another person's.
  const isOneEach = groups.length === 1 && (actions.add === 0 || actions.remove === 0);
  const isWhole = changes.length === total;
  return {
    accountIds: distinct.slice(0, PEOPLE_NAMED),
    people: isOneEach ? counts.done : isWhole ? distinct.length : undefined,
  };
}

/** One of its changes, as what happened to a person. */
function eventOf(run: RunRecord, change: RecordedChange): PersonEvent {
  const { runId, startedAt, endedAt, actorId, undoes, groups } = run;
  const groupName = groups.find(({ groupId }) => groupId === change.groupId)?.name;
  return {
    ...change,
    ...{ runId, startedAt, actorId },
    ...(endedAt !== undefined && { endedAt }),
    ...(undoes !== undefined && { undoes }),
    ...(groupName !== undefined && { groupName }),
  };
}
