import { GroupNames } from '../../run/GroupNames';
import type { ActionWords } from '../../run/actionWords';
import { Problem } from '../../problems/Problem';
import { Dialog } from '../../ui/Dialog';
import { number } from '../../ui/number';
import { Progress } from '../../ui/Progress';
import { leftOutText } from './previewUndo';
import styles from './Undo.module.css';
import type { Previewing } from './useUndoPreview';

interface Props {
  previewing: Previewing;
  /** What the groups are called that it is about. */
  groupNames: readonly string[];
  /** For what the undo would do. */
  words: ActionWords;
  /** People would be taken out of a group. */
  removes: boolean;
  onRetry: () => void;
  onClose: () => void;
}

/** Dialog "Undo …" while it is found out what an undo would do, and where it would do nothing. */
export function PreviewDialog({ previewing, groupNames, words, removes, onRetry, onClose }: Props) {
  return (
    <Dialog
      title={
        <>
          Undo in <GroupNames names={groupNames} />
        </>
      }
      confirm={words.confirm}
      appearance={removes ? 'danger' : 'primary'}
      isDisabled
      onConfirm={() => undefined}
      onClose={onClose}
    >
      <Content {...{ previewing, groupNames, words, onRetry }} />
    </Dialog>
  );
}

function Content({ previewing, groupNames, words, onRetry }: Omit<Props, 'removes' | 'onClose'>) {
  switch (previewing.status) {
    case 'asking':
      return (
        <>
          <p>Asking Confluence who is in the group now. Nothing is changed yet.</p>
          <div className={styles.progress}>
            <Progress
              label="Checking who is in the group"
              {...(previewing.count === 0
                ? { value: undefined }
                : {
                    value: previewing.done / previewing.count,
                    text: `${number(previewing.done)} of ${number(previewing.count)}`,
                  })}
            />
          </div>
        </>
      );
    case 'groupGone':
      return (
        <p role="alert">
          {groupNames.length === 1
            ? `Confluence has no group with this ID, so nobody can be ${words.doneIn} it.`
            : 'Confluence has none of these groups, so nothing can be changed in them.'}
        </p>
      );
    case 'failed':
      return (
        <div role="alert">
          <Problem error={previewing.error} during="read" headingLevel="h3" onRetry={onRetry} />
        </div>
      );
    case 'ready':
      return (
        <p role="alert">
          {words.nobodyThere} {leftOutText(previewing.preview, words)}
        </p>
      );
  }
}
