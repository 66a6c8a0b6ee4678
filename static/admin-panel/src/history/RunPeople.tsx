import Button from '@atlaskit/button/default/button';
import { useContext, useMemo, useState } from 'react';
import type { RecordedPerson, RunRecord } from '../../../../src/contract';
import { HostContext } from '../host/HostContext';
import { number } from '../ui/number';
import styles from './History.module.css';
import { NamesMissing } from './NamesMissing';
import { withOutcome, type OutcomeFilter } from './outcome';
import { OutcomeSelect } from './OutcomeSelect';
import { usePeopleById } from '../people/usePeopleById';
import { RunPerson } from './RunPerson';
import { peopleText } from './runWords';
import table from './Table.module.css';

/** People shown at once; each costs three points to name. */
const AT_ONCE = 50;

interface Props {
  run: RunRecord;
  /** As far as they are read. */
  people: readonly RecordedPerson[];
  hasMore: boolean;
  isReading: boolean;
  /** Reads more of them. */
  onMore: () => void;
  /** Why nothing can be undone now. */
  blocked: string | undefined;
  onUndo: (accountId: string) => void;
}

/** Table of a run's people, some at a time: who, and what became of them. */
export function RunPeople({ run, people, hasMore, isReading, onMore, blocked, onUndo }: Props) {
  const { accountId: me } = useContext(HostContext);
  const [filter, setFilter] = useState<OutcomeFilter>('all');
  const [shown, setShown] = useState(AT_ONCE);
  const fitting = useMemo(() => withOutcome(people, filter), [people, filter]);
  const rows = fitting.slice(0, shown);
  const directory = usePeopleById(inBatches(rows.map(({ accountId }) => accountId)));
  const choose = (next: OutcomeFilter) => {
    setFilter(next);
    setShown(AT_ONCE);
  };
  const showMore = () => {
    if (shown + AT_ONCE > fitting.length && hasMore) onMore();
    setShown(shown + AT_ONCE);
  };
  return (
    <>
      <div className={styles.header}>
        <p role="status" className={styles.note}>
          {rows.length === fitting.length && !hasMore
            ? peopleText(rows.length)
            : `${number(rows.length)} of ${peopleText(filter === 'all' ? run.total : fitting.length)}`}
        </p>
        <OutcomeSelect people={people} action={run.action} selected={filter} onSelect={choose} />
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
      {(rows.length < fitting.length || hasMore) && (
        <div className={styles.more}>
          <Button isLoading={isReading} onClick={showMore}>
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
