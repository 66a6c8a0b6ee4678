import { useContext } from 'react';
import type { PersonEvent } from '../../../../src/contract';
import { usePeopleById, type Known } from '../directory/usePeopleById';
import { HostContext } from '../host/HostContext';
import { eventNode, eventOutcome, isEventUndoable, undoEventText } from '../run/eventWords';
import { Button } from '../ui/Button';
import { momentText, zoneText } from '../ui/timeText';
import { isVisible } from '../ui/visibleText';
import styles from './People.module.css';
import { peopleMessages } from './peopleMessages';

interface Props {
  /** The id of the heading that names the table. */
  labelledBy: string;
  /** At least one. */
  events: readonly PersonEvent[];
  /** Takes one back; absent where nothing can be changed. */
  undo: ((event: PersonEvent) => void) | undefined;
  /** Nothing can be taken back now. */
  isBlocked: boolean;
}

/** Table of what was changed for one person: a line an event. Who did it is looked up: one request. */
export function RecentChangesTable({ labelledBy, events, undo, isBlocked }: Props) {
  const { accountId: me } = useContext(HostContext);
  const admins = [...new Set(events.map(adminOf))].filter((accountId) => accountId !== me);
  const directory = usePeopleById([admins]);
  const zone = zoneText(events[0]?.startedAt ?? '');
  return (
    <div className={styles.rows}>
      <table role="table" className={styles.table} aria-labelledby={labelledBy}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              {zone === undefined ? peopleMessages.text('when') : peopleMessages.text('whenIn', { zone })}
            </th>
            {(['change', 'outcome', 'by', ...(undo ? ['action' as const] : [])] as const).map((column) => (
              <th key={column} role="columnheader" scope="col" data-column={column}>
                {peopleMessages.text(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {events.map((event) => {
            const { title, details, isTrouble } = eventOutcome(event);
            return (
              <tr key={`${event.runId} ${event.index}`} role="row">
                <td role="cell" className={styles.time}>
                  {momentText(event.startedAt, zone) ?? peopleMessages.text('unknownTime')}
                </td>
                <th role="rowheader" scope="row">
                  {eventNode(event)}
                </th>
                <td role="cell">
                  <span className={isTrouble ? styles.trouble : undefined}>{title}</span>
                  {details !== '' && <span className={styles.details}>{details}</span>}
                </td>
                <td role="cell" data-label={peopleMessages.text('by')}>
                  <Admin accountId={adminOf(event)} me={me} person={directory.personOf(adminOf(event))} />
                </td>
                {undo && (
                  <td role="cell" data-column="action">
                    {isEventUndoable(event) && (
                      <Button
                        spacing="compact"
                        isDisabled={isBlocked}
                        aria-label={undoEventText(event)}
                        onClick={() => undo(event)}
                      >
                        {peopleMessages.text('undo')}
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The admin who settled a change. */
function adminOf({ by, actorId }: PersonEvent): string {
  return by ?? actorId;
}

function Admin({ accountId, me, person }: { accountId: string; me: string | undefined; person: Known }) {
  if (accountId === me) return peopleMessages.text('you');
  return person && isVisible(person.displayName) ? <bdi>{person.displayName}</bdi> : <code>{accountId}</code>;
}
