import { useId, type ComponentProps } from 'react';
import { AdminName } from '../../directory/AdminName';
import { momentText } from '../../ui/timeText';
import { RunTitle, toldRecordOf } from '../RunTitle';
import { UnfinishedActions } from './UnfinishedActions';
import { unfinishedMessages } from './unfinishedMessages';
import styles from './UnfinishedRuns.module.css';

/** One unfinished run in the list of them: what it is, who began it when, and what can be done. */
export function UnfinishedRunNotice(props: Omit<ComponentProps<typeof UnfinishedActions>, 'titleId'>) {
  const { run } = props.unfinished;
  const titleId = useId();
  const moment = momentText(run.startedAt);
  const admin = <AdminName accountId={run.actorId} />;
  return (
    <div className={styles.notice}>
      <h3 id={titleId} className={styles.title}>
        <RunTitle {...toldRecordOf(run)} />
      </h3>
      <p className={styles.begun}>
        {moment === undefined
          ? unfinishedMessages.node('started', { admin })
          : unfinishedMessages.node('startedOn', { admin, moment })}
      </p>
      <UnfinishedActions {...props} titleId={titleId} />
    </div>
  );
}
