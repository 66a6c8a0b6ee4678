import Button from '@atlaskit/button/default/button';
import { useState } from 'react';
import { Problem } from '../../problems/Problem';
import { Message } from '../../ui/Message';
import type { MemberList } from '../memberList';
import styles from './LoadingProgress.module.css';
import type { Loading } from './restLoader';
import { number } from '../../ui/number';
import { Progress } from '../../ui/Progress';
import { whenText } from '../../ui/timeText';

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
  const loaded = `${number(list.size)} of ${number(list.length)} members are shown.`;
  switch (loading.status) {
    case 'idle':
      return null;
    case 'reading':
      return (
        <div className={styles.progress}>
          <Progress
            label={`Loading members of ${groupName}`}
            value={list.length === 0 ? 1 : list.size / list.length}
            text={`${number(list.size)} of ${number(list.length)}`}
          >
            <Button spacing="compact" onClick={onStop}>
              Stop loading
            </Button>
          </Progress>
        </div>
      );
    case 'complete':
      return (
        <p role="status" className={styles.note}>
          All {number(list.size)} members are loaded.
        </p>
      );
    case 'stopped':
      return (
        <p role="status" className={styles.note}>
          Loading was stopped. {loaded}
        </p>
      );
    case 'changing':
      return (
        <Message appearance="warning" title="This group changes too fast to load it whole" headingLevel="h3">
          <p>
            {loaded} People join or leave while it is read. <GoOn onGoOn={onGoOn} />
          </p>
        </Message>
      );
    case 'limit':
      return (
        <Message
          appearance="warning"
          title={loading.usedUp ? 'An hourly limit is used up' : 'An hourly limit is nearly used up'}
          headingLevel="h3"
        >
          <p>
            {loaded}{' '}
            {loading.usedUp
              ? 'Confluence takes no more for now.'
              : 'Reading stopped so that changes still work.'}{' '}
            It can go on {whenText(loading.goesOnAt, openedAt)}.
          </p>
          <GoOn onGoOn={onGoOn} />
        </Message>
      );
    case 'failed':
      return (
        <div role="alert">
          <Problem error={loading.error} during="read" headingLevel="h3" onRetry={onGoOn} />
          <p className={styles.note}>{loaded}</p>
        </div>
      );
  }
}

function GoOn({ onGoOn }: { onGoOn: () => void }) {
  return (
    <Button spacing="compact" onClick={onGoOn}>
      Load the rest
    </Button>
  );
}
