import Skeleton from '@atlaskit/skeleton';
import styles from './MembersSkeleton.module.css';

const ROWS = 8;

/** The outline of a group while its first page is on the way: rows stand where they will. */
export function MembersSkeleton() {
  return (
    <div role="status">
      <span className={styles.words}>Loading members…</span>
      <div className={styles.head}>
        <Skeleton width="160px" height="24px" isShimmering />
        <Skeleton width="280px" height="12px" isShimmering />
      </div>
      <div className={styles.toolbar}>
        <Skeleton width="min(400px, 100%)" height="32px" isShimmering />
      </div>
      {Array.from({ length: ROWS }, (_, row) => (
        <div key={row} className={styles.row} data-row>
          <Skeleton width="24px" height="24px" borderRadius="var(--ds-radius-full)" isShimmering />
          <Skeleton width="40%" height="16px" isShimmering />
          <Skeleton width="25%" height="16px" isShimmering />
        </div>
      ))}
    </div>
  );
}
