import type { CheckedChange, RecordedChange } from '../../../../../src/contract';
import { isOpen } from '../../../../../src/run/changeState';
import { ReadFailed } from '../../host/readFailed';
import { checkRunChanges } from '../../membership/checkRunChanges';
import { wholeRun } from '../../run/wholeRun';
import type { Checked } from './checked';

/**
 * Asks Confluence about every change of which the record leaves open whether it was made; it gets the answers.
 * @param read the run's changes, where all are read
 * @param onProgress told how many are answered of how many
 */
export async function checkRun(
  runId: string,
  read: readonly RecordedChange[] | undefined,
  onProgress: (done: number, count: number) => void,
  signal: AbortSignal,
): Promise<Checked> {
  const answers: CheckedChange[] = [];
  let open: RecordedChange[] = [];
  try {
    open = (read ?? (await wholeRun(runId)).changes).filter(isOpen);
    const end = await checkRunChanges(
      runId,
      open.map(({ index }) => index),
      {
        signal,
        onChecked: (checked) => {
          answers.push(...checked);
          onProgress(answers.length, open.length);
        },
      },
    );
    return { end, open, answers };
  } catch (failure) {
    if (!(failure instanceof ReadFailed)) throw failure;
    return { end: { status: 'failed', error: failure.error }, open, answers };
  }
}
