import Skeleton from '@atlaskit/skeleton';
import styles from './People.module.css';

const ROWS = ['30%', '42%', '26%', '36%'];

/** Where the rows of a table will be. @param words what is on the way */
export function TableSkeleton({ words }: { words: string }) {
  return (
    <div className={styles.bones}>
      <span role="status" className={styles.words}>
        {words}
      </span>
      {ROWS.map((width) => (
        <Skeleton key={width} {...{ width }} height="16px" isShimmering />
      ))}
    </div>
  );
}
