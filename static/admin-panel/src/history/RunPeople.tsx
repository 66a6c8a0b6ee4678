import Button from '@atlaskit/button/default/button';
import { useContext, useMemo, useState } from 'react';
import { chunk } from '../../../../src/chunk';
import type { RecordedChange, RunRecord } from '../../../../src/contract';
import { HostContext } from '../host/HostContext';
import { usePeopleById } from '../people/usePeopleById';
import { wordsOfRun } from '../run/actionWords';
import { nameOfRecordedGroup } from '../run/groupsText';
import styles from './History.module.css';
import { NamesMissing } from './NamesMissing';
import { outcomesAmong, outcomesOfRun, withOutcome, type OutcomeFilter } from './outcome';
import { OutcomeSelect } from './OutcomeSelect';
import { RunPerson } from './RunPerson';
import { newToEach } from './runPages';
import { otherDriversOf, partText, readText } from './runWords';
import table from './Table.module.css';
import { useRest, type RunReading } from './useRest';

/** Changes shown at once; each costs three points to name its account. */
const AT_ONCE = 50;

interface Props {
  run: RunRecord;
  /** As far as they are read. */
  changes: readonly RecordedChange[];
  reading: RunReading;
  /** Why nothing can be undone now. */
  blocked: string | undefined;
  onUndo: (change: RecordedChange) => void;
}

/** Table of a run's people, some at a time: who, and what became of them. */
export function RunPeople({ run, changes, reading, blocked, onUndo }: Props) {
  const { accountId: me } = useContext(HostContext);
  const words = useMemo(() => wordsOfRun(run), [run]);
  const hasMore = reading.hasNextPage;
  const [filter, setFilter] = useState<OutcomeFilter>('all');
  const [shown, setShown] = useState(AT_ONCE);
  const fitting = useMemo(() => withOutcome(changes, filter), [changes, filter]);
  // Until all is read it is unknown what else has the outcome, and which changes are open.
  useRest(reading, filter !== 'all' || run.counts.unconfirmed > 0);
  const isSearching = filter !== 'all' && hasMore;
  const outcomes = useMemo(
    () => (hasMore ? outcomesOfRun(run.counts, changes, words) : outcomesAmong(changes, words)),
    [hasMore, run.counts, changes, words],
  );
  const rows = fitting.slice(0, shown);
  const groupNames = useMemo(() => namesOfSeveral(run), [run]);
  const accountIds = chunk(
    rows.map(({ accountId }) => accountId),
    AT_ONCE,
  );
  const directory = usePeopleById(newToEach([...accountIds, otherDriversOf(run)]));
  const choose = (next: OutcomeFilter) => {
    setFilter(next);
    setShown(AT_ONCE);
  };
  const showMore = () => {
    if (shown + AT_ONCE > fitting.length && hasMore) void reading.fetchNextPage();
    setShown(shown + AT_ONCE);
  };
  return (
    <>
      <div className={styles.header}>
        <p role="status" className={styles.note}>
          {isSearching
            ? readText(changes.length, run.total, reading.isFetchNextPageError, words)
            : partText(rows.length, hasMore ? run.total : fitting.length, words)}
        </p>
        <OutcomeSelect
          outcomes={outcomes}
          total={hasMore ? run.total : changes.length}
          words={words}
          selected={filter}
          onSelect={choose}
        />
      </div>
      <NamesMissing directory={directory} />
      <table role="table" className={table.table} aria-label="People in this run">
        <thead role="rowgroup" className={table.head}>
          <tr role="row">
            {['Name', 'Account ID', ...(groupNames ? ['Group'] : []), 'Outcome', 'Action'].map((name) => (
              <th
                key={name}
                role="columnheader"
                scope="col"
                className={name === 'Action' ? table.action : undefined}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((change) => (
            <RunPerson
              key={change.index}
              change={change}
              isUndo={run.undoes !== undefined}
              groupName={groupNames && (groupNames.get(change.groupId) ?? change.groupId)}
              directory={directory}
              isMe={change.accountId === me}
              isBlocked={blocked !== undefined}
              onUndo={onUndo}
            />
          ))}
        </tbody>
      </table>
      {(rows.length < fitting.length || (hasMore && !isSearching)) && (
        <div className={styles.more}>
          <Button isLoading={reading.isFetchingNextPage && !isSearching} onClick={showMore}>
            Show more
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
