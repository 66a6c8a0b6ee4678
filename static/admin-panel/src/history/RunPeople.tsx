import { useContext, useDeferredValue, useMemo, useState } from 'react';
import { chunk } from '../../../../src/chunk';
import type { RecordedChange, RunRecord } from '../../../../src/contract';
import { usePeopleById } from '../directory/usePeopleById';
import { HostContext } from '../host/HostContext';
import { useMayChange } from '../rights/useMayChange';
import { nameOfRecordedGroup } from '../run/groupsText';
import { runKindOf } from '../run/runKind';
import { Button } from '../ui/Button';
import { SearchField } from '../ui/SearchField';
import styles from './History.module.css';
import { NamesMissing } from './NamesMissing';
import { outcomesAmong, outcomesOfRun, withOutcome, type OutcomeFilter } from './outcome';
import { OutcomeSelect } from './OutcomeSelect';
import { PeopleCount } from './PeopleCount';
import { receiptMessages } from './receiptMessages';
import { newToEach } from './runPages';
import { RunPerson } from './RunPerson';
import { searchRun } from './searchRun';
import table from './Table.module.css';
import { TableHead } from './tableParts';
import { useEveryone } from './useEveryone';
import { useRest, type RunReading } from './useRest';

/** Changes shown at once; each costs two points to name its person. */
const AT_ONCE = 50;

interface Props {
  run: RunRecord;
  /** As far as they are read. */
  changes: readonly RecordedChange[];
  reading: RunReading;
  /** Its changes are being made by this page: outcomes show at once, and are no filter yet. */
  isLive: boolean;
  /** Its changes can be undone, though perhaps not now: it has ended. */
  canUndo: boolean;
  /** Nothing can be undone now. */
  isBlocked: boolean;
  onUndo: (change: RecordedChange) => void;
}

/** Table "People in this change", some at a time: who, and what became of them. With a search, and a filter by outcome. */
export function RunPeople({ run, changes, reading, isLive, canUndo, isBlocked, onUndo }: Props) {
  const { accountId: me } = useContext(HostContext);
  const isUndoOffered = useMayChange() === 'perhaps' && canUndo;
  const what = useMemo(() => runKindOf(run), [run]);
  const hasMore = reading.hasNextPage;
  const [filter, setFilter] = useState<OutcomeFilter>('all');
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState(AT_ONCE);
  const query = useDeferredValue(typed);
  const outcome = isLive ? 'all' : filter;
  const isSearching = query.trim() !== '';
  // Until all is read it is unknown what else fits.
  const isWholeWanted = outcome !== 'all' || isSearching;
  useRest(reading, isWholeWanted);
  const accountIds = useMemo(() => changes.map(({ accountId }) => accountId), [changes]);
  const everyone = useEveryone([run.runId, changes.length], accountIds, isSearching && !hasMore);
  const { data: names } = everyone;
  const fitting = useMemo(
    () => searchRun(withOutcome(changes, outcome), query, (accountId) => names?.get(accountId)),
    [changes, outcome, query, names],
  );
  const outcomes = useMemo(
    () => (hasMore ? outcomesOfRun(run.counts, changes, what) : outcomesAmong(changes, what)),
    [hasMore, run.counts, changes, what],
  );
  const rows = fitting.slice(0, shown);
  const groupNames = useMemo(() => namesOfSeveral(run), [run]);
  const directory = usePeopleById(
    newToEach([
      ...chunk(
        rows.map(({ accountId }) => accountId),
        AT_ONCE,
      ),
      run.drivers,
    ]),
  );
  const showMore = () => {
    if (shown + AT_ONCE > fitting.length && hasMore) void reading.fetchNextPage();
    setShown(shown + AT_ONCE);
  };
  return (
    <>
      <div className={styles.header}>
        <SearchField
          place="tools"
          label={receiptMessages.text('search')}
          placeholder={receiptMessages.text('search')}
          value={typed}
          onType={(next) => {
            setTyped(next);
            setShown(AT_ONCE);
          }}
        />
        {!isLive && (
          <OutcomeSelect
            outcomes={outcomes}
            total={hasMore ? run.total : changes.length}
            what={what}
            selected={filter}
            onSelect={(next) => {
              setFilter(next);
              setShown(AT_ONCE);
            }}
          />
        )}
      </div>
      <PeopleCount
        what={what}
        shown={rows.length}
        fitting={isWholeWanted || !hasMore ? fitting.length : run.total}
        query={query.trim()}
        // The rest of it is on its way.
        reading={
          isWholeWanted && hasMore
            ? { read: changes.length, total: run.total, hasFailed: reading.isFetchNextPageError }
            : undefined
        }
        isLookingUp={everyone.isFetching}
        onReadAgain={() => void reading.fetchNextPage()}
      />
      <NamesMissing
        directory={
          everyone.error
            ? {
                ...{ personOf: directory.personOf, isAsking: everyone.isFetching, error: everyone.error },
                retry: () => void everyone.refetch(),
              }
            : directory
        }
      />
      <div className={table.rows}>
        <table role="table" className={table.table} aria-label={receiptMessages.text('people')}>
          <TableHead
            columns={[
              receiptMessages.text('name'),
              ...(groupNames ? [receiptMessages.text('group')] : []),
              receiptMessages.text('outcome'),
            ]}
            {...(isUndoOffered && { action: receiptMessages.text('action') })}
          />
          <tbody role="rowgroup">
            {rows.map((change) => (
              <RunPerson
                key={change.index}
                change={change}
                isUndo={run.undoes !== undefined}
                isLive={isLive}
                groupName={groupNames && (groupNames.get(change.groupId) ?? change.groupId)}
                directory={directory}
                isMe={change.accountId === me}
                undo={isUndoOffered ? onUndo : undefined}
                isBlocked={isBlocked}
              />
            ))}
          </tbody>
        </table>
      </div>
      {(rows.length < fitting.length || (hasMore && !isWholeWanted)) && (
        <div className={styles.more}>
          <Button isLoading={reading.isFetchingNextPage && !isWholeWanted} onClick={showMore}>
            {receiptMessages.text('showMore')}
          </Button>
        </div>
      )}
    </>
  );
}

/** What the groups of a run are called, where it is about several: then each row says which one is meant. */
function namesOfSeveral({ groups }: RunRecord): ReadonlyMap<string, string> | undefined {
  return groups.length > 1
    ? new Map(groups.map((group) => [group.groupId, nameOfRecordedGroup(group)]))
    : undefined;
}
