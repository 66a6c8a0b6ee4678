import type { AppError, CheckedChange } from '../../../../src/contract';
import type { CheckEnd, CheckListener } from '../membership/membershipCheck';
import { applyCheck } from './applyCheck';
import type { RunClient } from './runClient';

/** Asks Confluence about changes of a run, by their places. */
export type CheckChanges = (
  changes: readonly number[],
  listener: CheckListener<CheckedChange>,
) => Promise<CheckEnd>;

/** Told how many have an answer, of how many. */
type OnProgress = (done: number, count: number) => void;

/**
 * Asks Confluence about every change of which it is open whether the run made it, and tells the run.
 * @param check who asks
 * @returns how it ended; does not reject. `failed` too where Confluence had nothing to say of an account
 */
export async function checkOpen(
  client: RunClient,
  check: CheckChanges,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<CheckEnd> {
  const changes = client.openChanges();
  let done = 0;
  let refused: AppError | undefined;
  onProgress(done, changes.length);
  const end = await check(changes, {
    signal,
    onChecked: (checked) => {
      applyCheck(client, checked);
      refused ??= checked.flatMap((one) => ('error' in one ? [one.error] : []))[0];
      done += checked.length;
      onProgress(done, changes.length);
    },
  });
  return end.status === 'complete' && refused ? { status: 'failed', error: refused } : end;
}
