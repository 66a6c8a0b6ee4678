import { useContext, useMemo } from 'react';
import type { RunRecord } from '../../../../src/contract';
import type { Directory } from '../directory/usePeopleById';
import { HostContext } from '../host/HostContext';
import { namesOfRecordedGroups } from '../run/groupsText';
import { Lozenge } from '../ui/Lozenge';
import { historyMessages } from './historyMessages';
import { PersonName } from './PersonName';
import { recordOutcomeText, recordTitle, recordTitleNode } from './recordWords';
import { findUndone, type Undone } from './runPages';
import styles from './Table.module.css';
import { ChangeLink, TableHead, TimeCell, UndoOf } from './tableParts';

/** As many names of groups as a row has room for. */
const GROUPS_SHOWN = 3;

interface Props {
  runs: readonly RunRecord[];
  directory: Directory;
  /** What the times are in, unless they say otherwise: "GMT+1". */
  zone: string;
}

/** Table "Changes": when, what, in which groups, by which admin, and what came of it. */
export function RunsTable({ runs, directory, zone }: Props) {
  const { accountId: me } = useContext(HostContext);
  const undone = useMemo(() => findUndone(runs), [runs]);
  return (
    <div className={styles.rows}>
      <table
        role="table"
        className={`${styles.table ?? ''} ${styles.runs ?? ''}`}
        aria-label={historyMessages.text('changes')}
      >
        <TableHead
          columns={[
            historyMessages.text('when', { zone }),
            historyMessages.text('what'),
            historyMessages.text('group'),
            historyMessages.text('admin'),
            historyMessages.text('outcome'),
          ]}
        />
        <tbody role="rowgroup">
          {runs.map((run) => (
            <tr key={run.runId} role="row" data-run-id={run.runId}>
              <TimeCell time={run.startedAt} zone={zone} />
              <th role="rowheader" scope="row">
                <What run={run} undone={undone.get(run.runId)} personOf={directory.personOf} />
              </th>
              <td role="cell" data-label={historyMessages.text('group')}>
                <GroupNameList names={namesOfRecordedGroups(run)} />
              </td>
              <td role="cell" data-label={historyMessages.text('admin')}>
                <PersonName
                  accountId={run.actorId}
                  directory={directory}
                  isMe={run.actorId === me}
                  hasEmail
                />
                {run.drivers.length > 1 && (
                  <span className={styles.details}>
                    {historyMessages.text('otherAdmins', { count: run.drivers.length - 1 })}
                  </span>
                )}
              </td>
              <td role="cell" data-label={historyMessages.text('outcome')}>
                {run.endedAt === undefined && (
                  <span className={styles.mark}>
                    <Lozenge appearance="moved">{historyMessages.text('notFinished')}</Lozenge>
                  </span>
                )}
                {recordOutcomeText(run)}
                {run.inBackground !== undefined && run.inBackground > 0 && (
                  <span className={styles.details}>
                    {historyMessages.text('inBackgroundCount', { count: run.inBackground })}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface WhatProps {
  run: RunRecord;
  undone: Undone | undefined;
  personOf: Directory['personOf'];
}

/** What was done, which leads to the receipt; whether it took something back, or was taken back; and why it was done. */
function What({ run, undone, personOf }: WhatProps) {
  const { runId, undoes, reason, isEnding } = run;
  return (
    <>
      <ChangeLink runId={runId} rowRunId={runId}>
        {recordTitleNode(run, personOf)}
      </ChangeLink>
      {undone !== undefined && (
        <>
          {' '}
          <span className={styles.mark}>
            <Lozenge>{historyMessages.text(undone)}</Lozenge>
          </span>
        </>
      )}
      {undoes !== undefined &&
        (isEnding ? (
          <span className={styles.details}>
            <ChangeLink {...{ runId: undoes, rowRunId: runId }}>
              {historyMessages.text('endsMemberships')}
            </ChangeLink>
          </span>
        ) : (
          <UndoOf runId={undoes} rowRunId={runId} change={recordTitle(run, personOf)} />
        ))}
      {reason !== undefined && (
        <span className={styles.details}>
          {historyMessages.node('reason', { reason: <bdi>{reason}</bdi> })}
        </span>
      )}
    </>
  );
}

/** One name, or the first of several below each other. */
function GroupNameList({ names }: { names: readonly string[] }) {
  const others = names.length - GROUPS_SHOWN;
  if (names.length === 1) return <bdi>{names[0]}</bdi>;
  return (
    <ul className={styles.names}>
      {names.slice(0, GROUPS_SHOWN).map((name, n) => (
        <li key={n}>
          <bdi>{name}</bdi>
        </li>
      ))}
      {others > 0 && <li>{historyMessages.text('moreGroups', { count: others })}</li>}
    </ul>
  );
}
