import { useState, type ReactNode } from 'react';
import { Problem } from '../../problems/Problem';
import { Button } from '../../ui/Button';
import { Message } from '../../ui/Message';
import { Progress } from '../../ui/Progress';
import { whenText } from '../../ui/timeText';
import type { MemberList } from '../memberList';
import { membersMessages } from '../membersMessages';
import styles from './LoadingProgress.module.css';
import type { Loading } from './restLoader';

interface Props {
  groupName: string;
  list: MemberList;
  loading: Loading;
  onStop: () => void;
  onGoOn: () => void;
}

/** How far loading everyone has come, and why it ended where it did. */
export default function LoadingProgress({ groupName, list, loading, onStop, onGoOn }: Props) {
  // Whether that is today does not change while one looks.
  const [openedAt] = useState(() => Date.now());
  const read = membersMessages.node('someOfAllRead', {
    ...{ read: list.size, total: list.length },
    group: <bdi>{groupName}</bdi>,
  });
  switch (loading.status) {
    case 'idle':
      return null;
    case 'reading':
      return (
        <div className={styles.progress}>
          <Progress
            label={membersMessages.text('loadingMembersOf', { group: groupName })}
            value={list.length === 0 ? 1 : list.size / list.length}
            text={membersMessages.text('loadedOfAll', { loaded: list.size, total: list.length })}
          >
            <Button spacing="compact" onClick={onStop}>
              {membersMessages.text('stopLoading')}
            </Button>
          </Progress>
        </div>
      );
    case 'complete':
      return (
        <p role="status" className={styles.note}>
          {membersMessages.text('allLoaded', { count: list.size })}
        </p>
      );
    case 'stopped':
      return (
        <p role="status" className={styles.note}>
          {membersMessages.text('stopped')}
        </p>
      );
    case 'changing':
      return (
        <EndedEarly
          title={membersMessages.text('changingTitle')}
          read={read}
          why={membersMessages.text('changing')}
          onGoOn={onGoOn}
        />
      );
    case 'limit':
      return (
        <EndedEarly
          title={membersMessages.text(loading.usedUp ? 'limitUsedUpTitle' : 'limitNearTitle')}
          read={read}
          why={membersMessages.text(loading.usedUp ? 'limitUsedUp' : 'limitNear', {
            when: whenText(loading.goesOnAt, openedAt) ?? loading.goesOnAt,
          })}
          onGoOn={onGoOn}
        />
      );
    case 'failed':
      return (
        <div role="alert" className={styles.message}>
          <Problem error={loading.error} during="read" headingLevel="h3" onRetry={onGoOn} />
          <p className={styles.note}>{read}</p>
        </div>
      );
  }
}

interface EndedEarlyProps {
  title: string;
  /** How many are read. */
  read: ReactNode;
  why: string;
  onGoOn: () => void;
}

/** Nothing failed, and the rest can be asked for again. */
function EndedEarly({ title, read, why, onGoOn }: EndedEarlyProps) {
  return (
    <div role="alert" className={styles.message}>
      <Message appearance="warning" title={title} headingLevel="h3">
        <p>
          {read} {why}
        </p>
        <div className={styles.action}>
          <Button spacing="compact" onClick={onGoOn}>
            {membersMessages.text('loadRest')}
          </Button>
        </div>
      </Message>
    </div>
  );
}
