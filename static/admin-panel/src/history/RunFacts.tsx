import { useContext, type ReactNode } from 'react';
import type { RunGroup, RunRecord } from '../../../../src/contract';
import { AdminName } from '../directory/AdminName';
import type { Directory } from '../directory/usePeopleById';
import { HostContext } from '../host/HostContext';
import { useNavigation } from '../host/navigation';
import { dockMessages } from '../run/dockMessages';
import { nameOfRecordedGroup } from '../run/groupsText';
import { momentText, zoneText } from '../ui/timeText';
import { PersonName } from './PersonName';
import { receiptMessages } from './receiptMessages';
import styles from './RunFacts.module.css';

interface Props {
  run: RunRecord;
  /** Knows the admins. */
  directory: Directory;
}

/** Who made the changes, when, why, which part without a page, and in which groups. */
export function RunFacts({ run, directory }: Props) {
  const { accountId: me } = useContext(HostContext);
  const { go } = useNavigation();
  const { startedAt, endedAt, undoes, reason, groups, until, inBackground = 0 } = run;
  const others = otherDriversOf(run);
  const nameOf = (accountId: string) => (
    <PersonName accountId={accountId} directory={directory} isMe={accountId === me} hasEmail />
  );
  const [group, ...moreGroups] = groups;
  return (
    <dl className={styles.facts}>
      <Fact name={receiptMessages.text('admin')}>{nameOf(run.actorId)}</Fact>
      {others.length > 0 && (
        <div>
          <dt>{receiptMessages.text('continuedBy')}</dt>
          {others.map((accountId) => (
            <dd key={accountId}>{nameOf(accountId)}</dd>
          ))}
        </div>
      )}
      <Fact name={receiptMessages.text('started')}>
        <Moment time={startedAt} />
      </Fact>
      <Fact name={receiptMessages.text('ended')}>
        {endedAt === undefined ? receiptMessages.text('notFinished') : <Moment time={endedAt} />}
      </Fact>
      {run.isEnding && (
        <Fact name={receiptMessages.text('reason')}>{receiptMessages.text('endsMemberships')}</Fact>
      )}
      {until !== undefined && (
        <Fact name={receiptMessages.text('until')}>
          <Moment time={until} />
        </Fact>
      )}
      {inBackground > 0 && (
        <Fact name={receiptMessages.text('inBackground')}>
          {others.length === 0
            ? dockMessages.node('madeInBackgroundAs', {
                ...{ count: inBackground, total: run.total },
                admin: <AdminName accountId={run.actorId} />,
              })
            : dockMessages.text('madeInBackground', { count: inBackground, total: run.total })}
        </Fact>
      )}
      {reason !== undefined && (
        <Fact name={receiptMessages.text('reason')}>
          <bdi>{reason}</bdi>
        </Fact>
      )}
      {undoes !== undefined && (
        <Fact name={receiptMessages.text('undoOf')}>
          <button
            type="button"
            className={styles.link}
            onClick={() => go({ page: 'changes', runId: undoes })}
          >
            {receiptMessages.text('openUndone')}
          </button>
        </Fact>
      )}
      {group &&
        (moreGroups.length === 0 ? (
          <Fact name={receiptMessages.text('group')}>
            <GroupLinks group={group} />
          </Fact>
        ) : (
          <Groups groups={groups} />
        ))}
    </dl>
  );
}

/** Admins who drove parts of a run that another began. */
export function otherDriversOf({ drivers, actorId }: Pick<RunRecord, 'drivers' | 'actorId'>): string[] {
  return drivers.filter((accountId) => accountId !== actorId);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** To the second, and in which zone: receipts are compared with other logs. */
function Moment({ time }: { time: string }) {
  const text = momentText(time);
  return (
    <time dateTime={time}>
      {text === undefined
        ? receiptMessages.text('unknownTime')
        : receiptMessages.text('moment', { time: text, zone: zoneText(time) ?? '' })}
    </time>
  );
}

/** The group as it is now, and what else was changed in it. */
function GroupLinks({ group }: { group: RunGroup }) {
  const { go } = useNavigation();
  const { groupId } = group;
  const name = nameOfRecordedGroup(group);
  return (
    <>
      <button type="button" className={styles.link} onClick={() => go({ page: 'groups', groupId })}>
        <bdi>{name}</bdi>
      </button>{' '}
      <button
        type="button"
        className={styles.link}
        aria-label={receiptMessages.text('historyOf', { group: name })}
        onClick={() => go({ page: 'history', filters: { groupId } })}
      >
        {receiptMessages.text('historyOfGroup')}
      </button>
    </>
  );
}

/** There may be hundreds, so they are listed when they are asked for. */
function Groups({ groups }: { groups: readonly RunGroup[] }) {
  return (
    <div className={styles.group}>
      <dt>{receiptMessages.text('groups')}</dt>
      <dd>
        <details>
          <summary>{receiptMessages.text('groupCount', { count: groups.length })}</summary>
          <ul className={styles.groups}>
            {groups.map((group) => (
              <li key={group.groupId}>
                <GroupLinks group={group} />
              </li>
            ))}
          </ul>
        </details>
      </dd>
    </div>
  );
}
