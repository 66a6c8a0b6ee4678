import Skeleton from '@atlaskit/skeleton';
import styles from './MembersSkeleton.module.css';

const ROWS = 8;

/** The table's outline while its first page is on the way. */
export function MembersSkeleton() {
  return (
    <div role="status">
      <span className={styles.words}>Loading members…</span>
      {Array.from({ length: ROWS }, (_, row) => (
        <div key={row} className={styles.row}>
          <Skeleton width="24px" height="24px" borderRadius="var(--ds-radius-full)" isShimmering />
          <Skeleton width="40%" height="16px" isShimmering />
          <Skeleton width="25%" height="16px" isShimmering />
        </div>
      ))}
    </div>
  );
}
