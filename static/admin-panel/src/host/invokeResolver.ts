import { makeInvoke } from '@forge/bridge';
import type { AppError, CallTable, Group, SliceAnswer } from '../../../../src/contract';
import { errorOfLoss } from '../../../../src/run/lostAnswer';
import { nameGroups } from '../../../../src/run/nameGroups';

/** Asks the resolver, type-checked from here to its table of calls. */
export const invoke = makeInvoke<CallTable>();

/**
 * Removes one person, as a run of this change alone. Never rejects: an invocation that was killed or cut leaves open what
 * it did.
 */
export async function removeMember(group: Group, accountId: string): Promise<SliceAnswer> {
  const blocks = [{ groupId: group.id, action: 'remove' as const, accountIds: [accountId] }];
  const plan = { blocks, ...nameGroups([group], blocks) };
  const newRun = { driver: crypto.randomUUID(), plan, total: 1 };
  try {
    return await invoke('makeChanges', { newRun, changes: [[0, 0]], ends: true });
  } catch (cause) {
    const error: AppError = { ...errorOfLoss('unrecorded', cause), kind: 'unconfirmed' };
    return { ok: true, outcomes: [{ change: 0, outcome: { status: 'unconfirmed', error } }] };
  }
}
