import Button from '@atlaskit/button/default/button';
import { useContext, useMemo, useState } from 'react';
import type { RecordedPerson, RunCounts, RunRecord } from '../../../../src/contract';
import { HostContext } from '../host/HostContext';
import styles from './History.module.css';
import { NamesMissing } from './NamesMissing';
import { outcomesAmong, outcomesIn, withOutcome, type OutcomeFilter } from './outcome';
import { OutcomeSelect } from './OutcomeSelect';
import { usePeopleById } from '../people/usePeopleById';
import { RunPerson } from './RunPerson';
import { partText, readText } from './runWords';
import table from './Table.module.css';
import { useRest, type RunReading } from './useRest';

/** People shown at once; each costs three points to name. */
const AT_ONCE = 50;

interface Props {
  run: RunRecord;
  /** As far as they are read. */
  people: readonly RecordedPerson[];
  reading: RunReading;
  /** Of everyone in the run. */
  counts: RunCounts;
  /** Why nothing can be undone now. */
  blocked: string | undefined;
  onUndo: (accountId: string) => void;
}

/** Table of a run's people, some at a time: who, and what became of them. */
export function RunPeople({ run, people, reading, counts, blocked, onUndo }: Props) {
  const { accountId: me } = useContext(HostContext);
  const hasMore = reading.hasNextPage;
  const [filter, setFilter] = useState<OutcomeFilter>('all');
  const [shown, setShown] = useState(AT_ONCE);
  const fitting = useMemo(() => withOutcome(people, filter), [people, filter]);
  // Until everyone is read nobody knows who else has the outcome.
  useRest(reading, filter !== 'all');
  const isSearching = filter !== 'all' && hasMore;
  const outcomes = useMemo(
    () => (hasMore ? outcomesIn(counts, people, run.action) : outcomesAmong(people, run.action)),
    [hasMore, counts, people, run.action],
  );
  const rows = fitting.slice(0, shown);
  const directory = usePeopleById(inBatches(rows.map(({ accountId }) => accountId)));
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
            ? readText(people.length, run.total, reading.isFetchNextPageError)
            : partText(rows.length, hasMore ? run.total : fitting.length)}
        </p>
        <OutcomeSelect
          outcomes={outcomes}
          total={hasMore ? run.total : people.length}
          action={run.action}
          selected={filter}
          onSelect={choose}
        />
      </div>
      <NamesMissing directory={directory} />
      <table role="table" className={table.table} aria-label="People in this run">
        <thead role="rowgroup" className={table.head}>
          <tr role="row">
            {['Name', 'Account ID', 'Outcome', 'Action'].map((name) => (
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
          {rows.map((person) => (
            <RunPerson
              key={person.accountId}
              recorded={person}
              action={run.action}
              directory={directory}
              isMe={person.accountId === me}
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

/** The same people in the same batches, however many come after them. */
function inBatches(accountIds: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(accountIds.length / AT_ONCE) }, (_, n) =>
    accountIds.slice(n * AT_ONCE, (n + 1) * AT_ONCE),
  );
}
