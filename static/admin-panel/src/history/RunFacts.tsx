import Button from '@atlaskit/button/default/button';
import { useContext } from 'react';
import type { RunGroup, RunRecord } from '../../../../src/contract';
import { GroupId } from '../groups/GroupId';
import { HostContext } from '../host/HostContext';
import type { RunFilters } from '../host/place';
import { usePeopleById } from '../people/usePeopleById';
import { wordsOfRun } from '../run/actionWords';
import { nameOfRecordedGroup } from '../run/groupsText';
import { number } from '../ui/number';
import { PersonName } from './PersonName';
import styles from './RunFacts.module.css';
import { countsText, otherDriversOf, timeText } from './runWords';

interface Props {
  run: RunRecord;
  onOpen: (runId: string) => void;
  onFilter: (filters: RunFilters) => void;
}

/** Who did it, when, why, in which group, and what came of it until now, though it may not have ended. */
export function RunFacts({ run, onOpen, onFilter }: Props) {
  const { accountId: me } = useContext(HostContext);
  const { endedAt, undoes, reason, groups } = run;
  const others = otherDriversOf(run);
  const directory = usePeopleById([[run.actorId], others]);
  const nameOf = (accountId: string) => (
    <PersonName accountId={accountId} directory={directory} isMe={accountId === me} />
  );
  const [group, ...moreGroups] = groups;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>Admin</dt>
        <dd>{nameOf(run.actorId)}</dd>
      </div>
      {others.length > 0 && (
        <div>
          <dt>Also driven by</dt>
          {others.map((accountId) => (
            <dd key={accountId}>{nameOf(accountId)}</dd>
          ))}
        </div>
      )}
      <div>
        <dt>Started</dt>
        <dd>
          <time dateTime={run.startedAt}>{timeText(run.startedAt)}</time>
        </dd>
      </div>
      <div>
        <dt>Ended</dt>
        <dd>
          {endedAt === undefined ? 'Not finished' : <time dateTime={endedAt}>{timeText(endedAt)}</time>}
        </dd>
      </div>
      <div>
        <dt>Outcome</dt>
        <dd>{countsText(run.counts, wordsOfRun(run))}</dd>
      </div>
      {reason !== undefined && (
        <div>
          <dt>Reason</dt>
          <dd>
            <bdi>{reason}</bdi>
          </dd>
        </div>
      )}
      {undoes !== undefined && (
        <div>
          <dt>Undo of</dt>
          <dd>
            <Button spacing="compact" onClick={() => onOpen(undoes)}>
              Open the run it undoes
            </Button>
          </dd>
        </div>
      )}
      {group &&
        (moreGroups.length === 0 ? (
          <OneGroup group={group} onFilter={onFilter} />
        ) : (
          <Groups groups={groups} onFilter={onFilter} />
        ))}
    </dl>
  );
}

function OneGroup({ group, onFilter }: { group: RunGroup } & Pick<Props, 'onFilter'>) {
  const { groupId } = group;
  return (
    <div className={styles.group}>
      <dt>Group</dt>
      <dd>
        <bdi>{nameOfRecordedGroup(group)}</bdi>
        <Button appearance="subtle" spacing="compact" onClick={() => onFilter({ groupId })}>
          All runs of this group
        </Button>
      </dd>
      <dd className={styles.id}>
        <GroupId id={groupId} />
      </dd>
    </div>
  );
}

/** There may be hundreds, so they are listed when they are asked for. */
function Groups({ groups, onFilter }: { groups: readonly RunGroup[] } & Pick<Props, 'onFilter'>) {
  return (
    <div className={styles.group}>
      <dt>Groups</dt>
      <dd>
        <details>
          <summary>{number(groups.length)} groups</summary>
          <ul className={styles.groups}>
            {groups.map((group) => (
              <li key={group.groupId}>
                <bdi>{nameOfRecordedGroup(group)}</bdi>{' '}
                <Button
                  appearance="subtle"
                  spacing="compact"
                  aria-label={`All runs of ${nameOfRecordedGroup(group)}`}
                  onClick={() => onFilter({ groupId: group.groupId })}
                >
                  All runs
                </Button>
              </li>
            ))}
          </ul>
        </details>
      </dd>
    </div>
  );
}
