import type { Person } from '../../../../src/contract';
import { Problem } from '../problems/Problem';
import { Message } from '../ui/Message';
import styles from './Removal.module.css';
import type { GroupRemoval } from './rowState';

interface Props {
  state: GroupRemoval;
  groupName: string;
  nameOf: (person: Person) => string;
}

/** Above the table, where a screen reader hears them: who was removed last, and what stopped the last removal. */
export function RemovalMessages({ state, groupName, nameOf }: Props) {
  const { removed, problem } = state;
  return (
    <>
      <div role="status" className={`${styles.message ?? ''} ${styles.removed ?? ''}`}>
        {removed && (
          <Message appearance="success">
            <p>
              Removed <bdi>{nameOf(removed)}</bdi> from <bdi>{groupName}</bdi>.
            </p>
          </Message>
        )}
      </div>
      <div role="alert" className={styles.message}>
        {problem && <Problem error={problem.error} during={problem.during} headingLevel="h3" />}
      </div>
    </>
  );
}
