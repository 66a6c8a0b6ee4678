import { makeInvoke } from '@forge/bridge';
import type { Answer, AppError, Calls, Membership, SliceAnswer } from '../../../../src/contract';
import { answerTo, errorOfLoss } from '../../../../src/run/lostAnswer';

/** Asks the resolver, type-checked from here to its table of calls. */
export const invoke = makeInvoke<Calls>();

/** An expected failure of a read, thrown so that TanStack Query keeps it as the query's error. */
export class ReadFailed extends Error {
  override name = 'ReadFailed';
  constructor(readonly error: AppError) {
    super(error.detail ?? error.kind);
  }
}

/**
 * The value of a read.
 * @throws ReadFailed, also when the invocation itself failed or was killed
 */
export async function valueOf<T>(call: Promise<Answer<T>>): Promise<T> {
  const answer = await answerTo(call);
  if (!answer.ok) throw new ReadFailed(answer.error);
  return answer;
}

/**
 * Removes one person, as a run of this change alone. Never rejects: an invocation that was killed or cut leaves open what
 * it did.
 */
export async function removeMember({ groupId, accountId }: Membership): Promise<SliceAnswer> {
  const plan = { blocks: [{ groupId, action: 'remove' as const, accountIds: [accountId] }] };
  const newRun = { driver: crypto.randomUUID(), plan, total: 1 };
  try {
    return await invoke('makeChanges', { newRun, changes: [[0, 0]], ends: true });
  } catch (cause) {
    const error: AppError = { ...errorOfLoss('unrecorded', cause), kind: 'unconfirmed' };
    return { ok: true, outcomes: [{ change: 0, outcome: { status: 'unconfirmed', error } }] };
  }
}
