import type { RunRecord } from '../../../../../src/contract';
import { useOnline } from '../../host/useOnline';
import { useRuns } from '../../run/RunProvider';

/** Why nothing can be undone now, in words; nothing where it can. */
export function useUndoBlocked(run: RunRecord | undefined): string | undefined {
  const { isUnderWay } = useRuns();
  const online = useOnline();
  if (isUnderWay) return 'Wait until the run under way has ended.';
  if (!online) return 'You are offline.';
  if (run && run.endedAt === undefined) return 'This run has not ended. It can be undone once it has.';
  return undefined;
}
