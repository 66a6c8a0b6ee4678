import { makeInvoke } from '@forge/bridge';
import type {
  Answer,
  AppError,
  Calls,
  RemoveMembersAnswer,
  RemoveMembersInput,
} from '../../../../src/contract';
import { answerTo, lost } from './lostAnswer';

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

/** Removes people. Never rejects: an invocation that was killed or cut leaves open what happened to each. */
export async function removeMembers(input: RemoveMembersInput): Promise<RemoveMembersAnswer> {
  try {
    return await invoke('removeMembers', input);
  } catch (cause) {
    const error = lost('unconfirmed', cause);
    return {
      ok: true,
      outcomes: input.accountIds.map((accountId) => ({ accountId, status: 'unconfirmed', error })),
    };
  }
}
