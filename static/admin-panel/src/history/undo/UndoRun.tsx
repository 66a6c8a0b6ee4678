import Button from '@atlaskit/button/default/button';
import type { RecordedChange } from '../../../../../src/contract';
import styles from '../History.module.css';
import { isUndoable } from '../outcome';

interface Props {
  /** As far as they are read. */
  changes: readonly RecordedChange[];
  isWhole: boolean;
  /** Why nothing can be undone now. */
  blocked: string | undefined;
  onUndo: () => void;
}

/** Button "Undo" for the whole run; words where there is nothing to undo, or not now. */
export function UndoRun({ changes, isWhole, blocked, onUndo }: Props) {
  const isNothing = isWhole && !changes.some(isUndoable);
  if (isNothing && blocked === undefined) {
    const hasBeenUndone = changes.some(({ undone }) => undone);
    return <span className={styles.note}>{hasBeenUndone ? 'Undone' : 'Nothing to undo'}</span>;
  }
  return (
    <>
      <Button spacing="compact" isDisabled={blocked !== undefined} onClick={onUndo}>
        Undo
      </Button>
      {blocked !== undefined && <span className={styles.note}>{blocked}</span>}
    </>
  );
}
