import { useMutation } from '@tanstack/react-query';
import { invoke } from '../../host/invokeResolver';
import { valueOf } from '../../host/readFailed';
import { usePlans } from '../../plan/PlanProvider';
import { lastToUndo } from './lastToUndo';

/** Runs looked at: each undo takes one more, and the history has the rest. */
const RUNS_LOOKED_AT = 5;

/**
 * Opens the undo of the last change of the admin who is looking, for review. Which that is, is asked when it is wanted:
 * 3 points.
 * @param accountId the admin
 */
export function useUndoLast(accountId: string) {
  const { open } = usePlans();
  return useMutation({
    mutationFn: async () => {
      const { runs } = await valueOf(invoke('listRuns', { limit: RUNS_LOOKED_AT, actorId: accountId }));
      return lastToUndo(runs, accountId);
    },
    onSuccess: (last) => {
      if (last.kind === 'undo') open({ kind: 'undo', runId: last.runId, places: 'all' });
    },
  });
}
