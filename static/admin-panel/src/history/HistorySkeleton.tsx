import Skeleton from '@atlaskit/skeleton';
import styles from './History.module.css';
import { historyMessages } from './historyMessages';

const ROWS = 6;

/** The outline of what is on its way. */
export function HistorySkeleton() {
  return (
    <div role="status">
      <span className={styles.note}>{historyMessages.text('loading')}</span>
      {Array.from({ length: ROWS }, (_, row) => (
        <div key={row} className={styles.bones}>
          <Skeleton width="20%" height="16px" isShimmering />
          <Skeleton width="30%" height="16px" isShimmering />
          <Skeleton width="25%" height="16px" isShimmering />
        </div>
      ))}
    </div>
  );
}
