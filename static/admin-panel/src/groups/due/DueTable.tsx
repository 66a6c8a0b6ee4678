import Skeleton from '@atlaskit/skeleton';
import { useContext, useMemo, useState } from 'react';
import { chunk } from '../../../../../src/chunk';
import { knownById } from '../../directory/chosen';
import { displayNameOf } from '../../directory/displayName';
import { usePeopleById, type Directory } from '../../directory/usePeopleById';
import { HostContext } from '../../host/HostContext';
import { browserTools } from '../../host/tools';
import { Problem } from '../../problems/Problem';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import styles from './Due.module.css';
import { endText, type DueMembership } from './dueList';
import { dueMessages } from './dueMessages';
import type { DueQuestion } from './useDueQuestions';

/** People looked up in one request. */
const AT_ONCE = 50;

interface Props {
  rows: readonly DueMembership[];
  /** The id of the heading that names the table. */
  titleId: string;
  /** Absent where nothing may be changed: there is nothing to tick either. */
  onAsk: ((question: DueQuestion) => void) | undefined;
}

/** Table of memberships that are to end: person, group, date, and who set it; with *Change date* and *Keep*. */
export function DueTable({ rows, titleId, onAsk }: Props) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  // One that is gone, or was kept, is not ticked any more.
  const chosen = rows.filter(({ key }) => ticked.has(key));
  const directory = usePeopleById(useMemo(() => batchesOf(rows), [rows]));
  const nameOf = (accountId: string) => displayNameOf(directory.personOf(accountId) ?? knownById(accountId));
  const tick = (keys: readonly string[], isTicked: boolean) =>
    setTicked((before) => {
      const after = new Set(before);
      for (const key of keys)
        if (isTicked) after.add(key);
        else after.delete(key);
      return after;
    });
  const count = chosen.length;
  return (
    <>
      {directory.error && (
        <div role="alert" className={styles.problem}>
          <Problem
            error={directory.error}
            during="read"
            headingLevel="h3"
            title={dueMessages.text('cannotName')}
            onRetry={directory.retry}
          />
        </div>
      )}
      {onAsk && (
        <div className={styles.buttons}>
          <Button isDisabled={count === 0} onClick={() => onAsk({ about: 'date', memberships: chosen })}>
            {dueMessages.text('changeDates', { count })}
          </Button>
          <Button isDisabled={count === 0} onClick={() => onAsk({ about: 'keeping', memberships: chosen })}>
            {dueMessages.text('keepSeveral', { count })}
          </Button>
        </div>
      )}
      <div className={styles.rows}>
        <table role="table" className={styles.table} aria-labelledby={titleId}>
          <thead role="rowgroup">
            <tr role="row">
              {onAsk && (
                <td role="cell" className={styles.choice}>
                  <Checkbox
                    label={dueMessages.text('selectAll')}
                    checked={count === rows.length}
                    indeterminate={count > 0 && count < rows.length}
                    onChange={(isTicked) =>
                      tick(
                        rows.map(({ key }) => key),
                        isTicked,
                      )
                    }
                  />
                </td>
              )}
              {(['person', 'group', 'until', 'setBy'] as const).map((column) => (
                <th key={column} role="columnheader" scope="col" data-column={column}>
                  {dueMessages.text(column)}
                </th>
              ))}
              {onAsk && (
                <th role="columnheader" scope="col" data-column="action">
                  <span className={styles.words}>{dueMessages.text('action')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <Row
                key={row.key}
                {...{ row, directory }}
                name={nameOf(row.accountId)}
                isTicked={ticked.has(row.key)}
                onTick={(isTicked) => tick([row.key], isTicked)}
                onAsk={onAsk && ((about) => onAsk({ about, memberships: [row] }))}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** Whom to look up, ≤ 50 a request: the people, and who set the dates. */
function batchesOf(rows: readonly DueMembership[]): string[][] {
  const people = new Set(rows.map(({ accountId }) => accountId));
  const admins = new Set(rows.map(({ actorId }) => actorId).filter((actorId) => !people.has(actorId)));
  return [...chunk([...people], AT_ONCE), ...chunk([...admins], AT_ONCE)];
}

interface RowProps {
  row: DueMembership;
  directory: Directory;
  /** What the person is called. */
  name: string;
  isTicked: boolean;
  onTick: (isTicked: boolean) => void;
  onAsk: ((about: DueQuestion['about']) => void) | undefined;
}

function Row({ row, directory, name, isTicked, onTick, onAsk }: RowProps) {
  const { accountId, groupName: group, until, actorId } = row;
  const { accountId: me } = useContext(HostContext);
  const hasCome = Date.parse(until) <= browserTools.clock.now();
  return (
    <tr role="row">
      {onAsk && (
        <td role="cell" className={styles.choice}>
          <Checkbox
            label={dueMessages.text('select', { name, group })}
            checked={isTicked}
            onChange={onTick}
          />
        </td>
      )}
      <th role="rowheader" scope="row">
        <Name {...{ accountId, directory }} hasEmail />
      </th>
      <td role="cell" data-label={dueMessages.text('group')}>
        <bdi>{group}</bdi>
      </td>
      <td role="cell" data-label={dueMessages.text('until')}>
        <time dateTime={until}>{endText(until)}</time>
        {hasCome && <span className={styles.details}>{dueMessages.text('hasCome')}</span>}
      </td>
      <td role="cell" data-label={dueMessages.text('setBy')}>
        {actorId === me ? dueMessages.text('you') : <Name accountId={actorId} directory={directory} />}
      </td>
      {onAsk && (
        <td role="cell" data-column="action">
          <div className={styles.rowButtons}>
            <Button
              spacing="compact"
              appearance="subtle"
              aria-label={dueMessages.text('changeDateOf', { name, group })}
              onClick={() => onAsk('date')}
            >
              {dueMessages.text('changeDate')}
            </Button>
            <Button
              spacing="compact"
              appearance="subtle"
              aria-label={dueMessages.text('keepOne', { name, group })}
              onClick={() => onAsk('keeping')}
            >
              {dueMessages.text('keep')}
            </Button>
          </div>
        </td>
      )}
    </tr>
  );
}

interface NameProps {
  accountId: string;
  directory: Directory;
  /** Shows the email address below. */
  hasEmail?: boolean;
}

/** What a person is called; the account id where that is unknown. */
function Name({ accountId, directory, hasEmail = false }: NameProps) {
  const person = directory.personOf(accountId);
  if (person === undefined && directory.isAsking) {
    return (
      <>
        <Skeleton width="120px" height="16px" isShimmering />
        <span className={styles.words}>{dueMessages.text('lookingUp')}</span>
      </>
    );
  }
  return (
    <>
      {person ? <bdi>{displayNameOf(person)}</bdi> : <code>{accountId}</code>}
      {hasEmail && person?.email !== undefined && (
        <span className={styles.details}>
          <bdi title={person.email}>{person.email}</bdi>
        </span>
      )}
    </>
  );
}
