import type { ReactNode } from 'react';
import { useNavigation } from '../host/navigation';
import { momentText, zoneText } from '../ui/timeText';
import { historyMessages } from './historyMessages';
import styles from './Table.module.css';
import { useLastOpened } from './useLastOpened';

interface HeadProps {
  columns: readonly string[];
  /** The last column, where it has buttons. */
  action?: string;
}

/** The names of the columns. */
export function TableHead({ columns, action }: HeadProps) {
  return (
    <thead role="rowgroup">
      <tr role="row">
        {columns.map((name) => (
          <th key={name} role="columnheader" scope="col">
            {name}
          </th>
        ))}
        {action !== undefined && (
          <th role="columnheader" scope="col" data-column="action">
            {action}
          </th>
        )}
      </tr>
    </thead>
  );
}

interface TimeProps {
  /** ISO 8601. */
  time: string;
  /** What the head of the column says. */
  zone: string;
}

/** When something was done, to the second. */
export function TimeCell({ time, zone }: TimeProps) {
  // Where the head of the table is out of sight, each time says what it is in.
  const ownZone = zoneText(time) ?? zone;
  return (
    <td role="cell" className={styles.time} data-label={historyMessages.text('when', { zone: ownZone })}>
      <time dateTime={time}>{momentText(time, zone) ?? historyMessages.text('unknownTime')}</time>
    </td>
  );
}

interface LinkProps {
  runId: string;
  /** The run whose row it stands in, where the focus goes back to. */
  rowRunId: string;
  /** What it is called, where its words alone do not say it. */
  label?: string;
  children: ReactNode;
}

/** A button in a row that opens the receipt of a run. */
export function ChangeLink({ runId, rowRunId, label, children }: LinkProps) {
  const { go } = useNavigation();
  const { noteOpened } = useLastOpened();
  return (
    <button
      type="button"
      className={styles.open}
      aria-label={label}
      onClick={() => {
        noteOpened(rowRunId);
        go({ page: 'changes', runId });
      }}
    >
      {children}
    </button>
  );
}

interface UndoOfProps {
  /** The run that was taken back. */
  runId: string;
  rowRunId: string;
  /** What the row says was done. */
  change: string;
}

/** That a row tells of an undo, which leads to what was taken back. */
export function UndoOf({ runId, rowRunId, change }: UndoOfProps) {
  return (
    <span className={styles.details}>
      <ChangeLink {...{ runId, rowRunId }} label={historyMessages.text('undoOfBy', { change })}>
        {historyMessages.text('undoOf')}
      </ChangeLink>
    </span>
  );
}
