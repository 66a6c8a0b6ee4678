import type { Person } from '../../../../src/contract';
import { Problem } from '../problems/Problem';
import { Message } from '../ui/Message';
import styles from './Removal.module.css';
import type { Departure, GroupRemoval } from './rowState';

interface Props {
  state: GroupRemoval;
  groupName: string;
  nameOf: (person: Person) => string;
}

/** Above the table, where a screen reader hears them: who left the list last, and what stopped the last removal. */
export function RemovalMessages({ state, groupName, nameOf }: Props) {
  const { left, problem } = state;
  return (
    <>
      <div role="status" className={`${styles.message ?? ''} ${styles.removed ?? ''}`}>
        {left && (
          <Message appearance="success">
            <p>
              <LeftWords how={left.how} name={nameOf(left.person)} groupName={groupName} />
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

interface LeftWordsProps {
  how: Departure['how'];
  name: string;
  groupName: string;
}

function LeftWords({ how, name, groupName }: LeftWordsProps) {
  switch (how) {
    case 'removed':
      return (
        <>
          Removed <bdi>{name}</bdi> from <bdi>{groupName}</bdi>.
        </>
      );
    case 'gone':
      return (
        <>
          <bdi>{name}</bdi> was not in <bdi>{groupName}</bdi> any more.
        </>
      );
  }
}
