import Skeleton from '@atlaskit/skeleton';
import type { Person } from '../../../../src/contract';
import { displayNameOf } from './displayName';
import styles from './MembersSkeleton.module.css';

const ROWS = 8;

interface Props {
  /** Who is known to be in the group by now; their names stand where they will stay. */
  people: readonly Person[] | undefined;
}

/** The outline of a group while its first page is on the way, and with the first names until the rest of it is drawn. */
export function MembersSkeleton({ people }: Props) {
  return (
    <div>
      <span role="status" className={styles.words}>
        Loading members…
      </span>
      <div className={styles.head}>
        <Skeleton width="160px" height="24px" isShimmering />
        <Skeleton width="280px" height="12px" isShimmering />
      </div>
      <div className={styles.toolbar}>
        <Skeleton width="min(400px, 100%)" height="32px" isShimmering />
      </div>
      {people ? (
        <table className={styles.table}>
          <tbody>
            {people.slice(0, ROWS).map((person) => (
              <tr key={person.accountId} className={styles.row}>
                <th scope="row" className={styles.name}>
                  {displayNameOf(person)}
                </th>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        Array.from({ length: ROWS }, (_, row) => (
          <div key={row} className={styles.row} data-row>
            <Skeleton width="24px" height="24px" borderRadius="var(--ds-radius-full)" isShimmering />
            <Skeleton width="40%" height="16px" isShimmering />
            <Skeleton width="25%" height="16px" isShimmering />
          </div>
        ))
      )}
    </div>
  );
}
