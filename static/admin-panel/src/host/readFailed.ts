import type { Result } from '../../../../src/confluence/request';
import type { Answer, AppError } from '../../../../src/contract';
import { answerTo, errorOfLoss } from '../../../../src/run/lostAnswer';

/** An expected failure of a read, thrown so that TanStack Query keeps it as the query's error. */
export class ReadFailed extends Error {
  override name = 'ReadFailed';
  constructor(readonly error: AppError) {
    super(error.detail ?? error.kind);
  }
}

/**
 * What a call of the resolver answers.
 * @throws ReadFailed, also when the invocation itself failed or was killed
 */
export async function valueOf<T>(call: Promise<Answer<T>>): Promise<T> {
  const answer = await answerTo(call);
  if (!answer.ok) throw new ReadFailed(answer.error);
  return answer;
}

/**
 * What Confluence answers a read.
 * @throws ReadFailed
 */
export async function valueRead<T>(reading: Promise<Result<T>>): Promise<T> {
  const result = await reading;
  if (!result.ok) throw new ReadFailed(result.error);
  return result.value;
}

/** What is said of a read that was thrown out of: Confluence's error, or that nothing came. */
export function errorOfFailure(failure: unknown): AppError {
  return failure instanceof ReadFailed ? failure.error : errorOfLoss('unavailable', failure);
}
