import { useContext } from 'react';
import type { RunRecord } from '../../../../src/contract';
import { HostContext } from '../host/HostContext';
import type { Directory } from '../people/usePeopleById';
import { GroupNames } from '../run/GroupNames';
import { namesOfRecordedGroups } from '../run/groupsText';
import { PersonName } from './PersonName';
import { outcomeText, runTitle, timeText } from './runWords';
import styles from './Table.module.css';

interface Props {
  runs: readonly RunRecord[];
  directory: Directory;
  onOpen: (runId: string) => void;
}

/** Table "Runs": when, what, in which group, by which admin, and what came of it. */
export function RunsTable({ runs, directory, onOpen }: Props) {
  const { accountId: me } = useContext(HostContext);
  return (
    <table role="table" className={styles.table} aria-label="Runs">
      <thead role="rowgroup" className={styles.head}>
        <tr role="row">
          {['When', 'What', 'Group', 'Admin', 'Outcome'].map((name) => (
            <th key={name} role="columnheader" scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {runs.map((run) => (
          <tr key={run.runId} role="row" data-run-id={run.runId}>
            <td role="cell" className={styles.time}>
              <time dateTime={run.startedAt}>{timeText(run.startedAt)}</time>
            </td>
            <th role="rowheader" scope="row">
              <button type="button" className={styles.open} onClick={() => onOpen(run.runId)}>
                {runTitle(run)}
              </button>
            </th>
            <td role="cell" data-label="Group">
              <GroupNames names={namesOfRecordedGroups(run)} />
            </td>
            <td role="cell" data-label="Admin">
              <PersonName accountId={run.actorId} directory={directory} isMe={run.actorId === me} />
            </td>
            <td role="cell">{outcomeText(run)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
