import Button from '@atlaskit/button/default/button';
import { useContext } from 'react';
import type { RunCounts, RunRecord } from '../../../../src/contract';
import { GroupId } from '../groups/GroupId';
import { HostContext } from '../host/HostContext';
import type { RunFilters } from '../host/place';
import { usePeopleById } from '../people/usePeopleById';
import { PersonName } from './PersonName';
import styles from './RunFacts.module.css';
import { countsText, groupNameOf, timeText } from './runWords';

interface Props {
  run: RunRecord;
  /** As the record has them now, though the run may not have ended. */
  counts: RunCounts;
  onOpen: (runId: string) => void;
  onFilter: (filters: RunFilters) => void;
}

/** Who did it, when, in which group, and what came of it. */
export function RunFacts({ run, counts, onOpen, onFilter }: Props) {
  const { accountId: me } = useContext(HostContext);
  const directory = usePeopleById([[run.actorId]]);
  const { ended, undoes, groupId } = run;
  const soFar = countsText({ ...run, ended: { at: '', counts } });
  const name = groupNameOf(run);
  return (
    <dl className={styles.facts}>
      <div>
        <dt>Admin</dt>
        <dd>
          <PersonName accountId={run.actorId} directory={directory} isMe={run.actorId === me} />
        </dd>
      </div>
      <div>
        <dt>Started</dt>
        <dd>
          <time dateTime={run.startedAt}>{timeText(run.startedAt)}</time>
        </dd>
      </div>
      <div>
        <dt>Ended</dt>
        <dd>{ended ? <time dateTime={ended.at}>{timeText(ended.at)}</time> : 'Not finished'}</dd>
      </div>
      <div>
        <dt>Outcome</dt>
        <dd>{soFar}</dd>
      </div>
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
      <div className={styles.group}>
        <dt>Group</dt>
        <dd>
          <bdi>{name}</bdi>
          <Button appearance="subtle" spacing="compact" onClick={() => onFilter({ groupId })}>
            All runs of this group
          </Button>
        </dd>
        <dd className={styles.id}>
          <GroupId id={groupId} />
        </dd>
      </div>
    </dl>
  );
}
