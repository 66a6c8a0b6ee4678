import type { RunRecord } from '../../../../../src/contract';
import { Problem } from '../../problems/Problem';
import { Dialog } from '../../ui/Dialog';
import { number } from '../../ui/number';
import { Progress } from '../../ui/Progress';
import { groupNameOf } from '../runWords';
import { leftOutText } from './preview';
import styles from './Undo.module.css';
import type { Previewing } from './usePreview';

interface Props {
  run: RunRecord;
  previewing: Previewing;
  onRetry: () => void;
  onClose: () => void;
}

/** Dialog "Undo …" while it is found out what an undo would do, and where it would do nothing. */
export function PreviewDialog({ run, previewing, onRetry, onClose }: Props) {
  const isRestoring = run.action === 'remove';
  return (
    <Dialog
      title={
        <>
          Undo in <bdi>{groupNameOf(run)}</bdi>
        </>
      }
      confirm={isRestoring ? 'Add back' : 'Remove'}
      appearance={isRestoring ? 'primary' : 'danger'}
      isDisabled
      onConfirm={() => undefined}
      onClose={onClose}
    >
      <Content previewing={previewing} isRestoring={isRestoring} onRetry={onRetry} />
    </Dialog>
  );
}

interface ContentProps {
  previewing: Previewing;
  isRestoring: boolean;
  onRetry: () => void;
}

function Content({ previewing, isRestoring, onRetry }: ContentProps) {
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
          This group no longer exists, so nobody can be {isRestoring ? 'added back to' : 'removed from'} it.
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
          There is nobody to {isRestoring ? 'add back' : 'remove'}. {leftOutText(previewing.preview)}
        </p>
      );
  }
}
