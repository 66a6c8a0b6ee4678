import { useContext, useState } from 'react';
import type { PersonEvent } from '../../../../../src/contract';
import type { Directory } from '../../directory/usePeopleById';
import { HostContext } from '../../host/HostContext';
import { useOnline } from '../../host/useOnline';
import { ReadOnlyNote } from '../../rights/ReadOnlyNote';
import { useMayChange } from '../../rights/useMayChange';
import { isInEffect } from '../../run/eventWords';
import { useRuns } from '../../run/RunProvider';
import styles from '../History.module.css';
import { historyMessages } from '../historyMessages';
import table from '../Table.module.css';
import { TableHead } from '../tableParts';
import { EventRow } from './EventRow';
import { UndoEvent } from './UndoEvent';

interface Props {
  events: readonly PersonEvent[];
  directory: Directory;
  /** What the times are in, unless they say otherwise: "GMT+1". */
  zone: string;
}

/** Table "Changes" of one person: a line each, with what became of it, and the way to take it back. */
export function EventList({ events, directory, zone }: Props) {
  const { accountId: me } = useContext(HostContext);
  const [undoing, setUndoing] = useState<PersonEvent>();
  const mayChange = useMayChange();
  const online = useOnline();
  const { isUnderWay } = useRuns();
  const isOffered = mayChange === 'perhaps' && events.some(isInEffect);
  const blocked = online ? (isUnderWay ? 'undoBusy' : undefined) : 'undoOffline';
  return (
    <>
      <ReadOnlyNote mayChange={mayChange} />
      {isOffered && blocked && <p className={styles.note}>{historyMessages.text(blocked)}</p>}
      <div className={table.rows}>
        <table
          role="table"
          className={`${table.table ?? ''} ${table.events ?? ''}`}
          aria-label={historyMessages.text('changes')}
        >
          <TableHead
            columns={[
              historyMessages.text('when', { zone }),
              historyMessages.text('what'),
              historyMessages.text('outcome'),
              historyMessages.text('admin'),
            ]}
            {...(isOffered && { action: historyMessages.text('undo') })}
          />
          <tbody role="rowgroup">
            {events.map((event) => (
              <EventRow
                key={`${event.runId} ${event.index}`}
                {...{ event, directory, zone, me, isOffered }}
                isBlocked={blocked !== undefined}
                onUndo={setUndoing}
              />
            ))}
          </tbody>
        </table>
      </div>
      {undoing && (
        <UndoEvent event={undoing} personOf={directory.personOf} onClose={() => setUndoing(undefined)} />
      )}
    </>
  );
}
