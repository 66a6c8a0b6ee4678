import { useId } from 'react';
import type { Person } from '../../../../src/contract';
import { Button } from '../ui/Button';
import styles from './Removal.module.css';
import { removalMessages } from './removalMessages';
import type { Departure } from './rowState';

interface Props {
  /** Who left the list last. */
  left: Departure | undefined;
  groupName: string;
  nameOf: (person: Person) => string;
  /** Absent where no one can be added back. */
  onUndo?: ((left: Departure) => void) | undefined;
  /** Why that cannot be done now. */
  blocked: string | undefined;
}

/** Who left the list last, where a screen reader hears it, and the way to take that back. */
export function RemovalNotice({ left, groupName, nameOf, onUndo, blocked }: Props) {
  const blockedId = useId();
  const canUndo = left?.how === 'removed' && onUndo !== undefined;
  return (
    <>
      <div className={styles.notice} data-shown={left !== undefined || undefined}>
        <span role="status">
          {left &&
            removalMessages.node(left.how, {
              name: <Name text={nameOf(left.person)} />,
              group: <Name text={groupName} />,
            })}
        </span>
        {canUndo && (
          <Button
            appearance="subtle"
            spacing="compact"
            isDisabled={blocked !== undefined}
            aria-describedby={blockedId}
            onClick={() => onUndo(left)}
          >
            {removalMessages.text('undo')}
          </Button>
        )}
      </div>
      <span id={blockedId} className={styles.blocked}>
        {canUndo && blocked}
      </span>
    </>
  );
}

/** However long, it leaves the sentence in its line. */
function Name({ text }: { text: string }) {
  return (
    <bdi className={styles.name} title={text}>
      {text}
    </bdi>
  );
}
