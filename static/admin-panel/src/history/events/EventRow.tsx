import type { PersonEvent } from '../../../../../src/contract';
import type { Directory } from '../../directory/usePeopleById';
import {
  eventNode,
  eventOutcome,
  eventText,
  isEventUndoable,
  isInEffect,
  undoEventText,
} from '../../run/eventWords';
import { Button } from '../../ui/Button';
import { historyMessages } from '../historyMessages';
import { PersonName } from '../PersonName';
import styles from '../Table.module.css';
import { ChangeLink, TimeCell, UndoOf } from '../tableParts';

interface Props {
  event: PersonEvent;
  directory: Directory;
  zone: string;
  /** The admin who is looking. */
  me: string | undefined;
  /** Changes can be taken back from this table. */
  isOffered: boolean;
  /** Nothing can be taken back now. */
  isBlocked: boolean;
  onUndo: (event: PersonEvent) => void;
}

/** One change of a person. */
export function EventRow({ event, directory, zone, me, isOffered, isBlocked, onUndo }: Props) {
  const { runId, by = event.actorId, undoes, inBackground } = event;
  const { title, details, isTrouble } = eventOutcome(event);
  const isUndoShown = isOffered && isInEffect(event);
  return (
    <tr role="row" data-run-id={runId}>
      <TimeCell time={event.startedAt} zone={zone} />
      <th role="rowheader" scope="row">
        <ChangeLink runId={runId} rowRunId={runId}>
          {eventNode(event)}
        </ChangeLink>
        {undoes !== undefined && <UndoOf runId={undoes} rowRunId={runId} change={eventText(event)} />}
      </th>
      <td role="cell" data-label={historyMessages.text('outcome')}>
        <span className={isTrouble ? styles.failure : undefined}>{title}</span>
        {details !== '' && <span className={styles.details}>{details}</span>}
        {isUndoShown && !isEventUndoable(event) && (
          <span className={styles.details}>{historyMessages.text('undoUnfinished')}</span>
        )}
      </td>
      <td role="cell" data-label={historyMessages.text('admin')}>
        <PersonName accountId={by} directory={directory} isMe={by === me} hasEmail />
        {inBackground && <span className={styles.details}>{historyMessages.text('inBackground')}</span>}
      </td>
      {isOffered && (
        <td role="cell" data-column="action">
          {isUndoShown && (
            <Button
              spacing="compact"
              isDisabled={isBlocked || !isEventUndoable(event)}
              aria-label={undoEventText(event)}
              onClick={() => onUndo(event)}
            >
              {historyMessages.text('undo')}
            </Button>
          )}
        </td>
      )}
    </tr>
  );
}
