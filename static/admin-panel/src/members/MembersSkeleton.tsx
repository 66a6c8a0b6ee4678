import Skeleton from '@atlaskit/skeleton';
import type { Person } from '../../../../src/contract';
import { displayNameOf } from '../directory/displayName';
import { membersMessages } from './membersMessages';
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
        {membersMessages.text('loadingMembers')}
      </span>
      <div className={styles.head}>
        <Skeleton width="min(240px, 100%)" height="24px" isShimmering />
      </div>
      <div className={styles.tools}>
        <Skeleton width="min(280px, 100%)" height="32px" isShimmering />
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
            <Skeleton width="32px" height="32px" borderRadius="var(--ds-radius-full)" isShimmering />
            <Skeleton width="40%" height="16px" isShimmering />
            <Skeleton width="25%" height="16px" isShimmering />
          </div>
        ))
      )}
    </div>
  );
}
