import type { Answer, AppError } from '../contract/errors';

/** What is known where an invocation failed or was killed: what the transport said. */
export function errorOfLoss(kind: 'unavailable' | 'unrecorded', cause: unknown): AppError {
  return { kind, detail: cause instanceof Error ? cause.message : String(cause) };
}

/** The answer to a call that can be asked again at will. Never rejects: one that is lost is `unavailable`. */
export function answerTo<T>(call: Promise<Answer<T>>): Promise<Answer<T>> {
  return call.catch((cause: unknown) => ({ ok: false, error: errorOfLoss('unavailable', cause) }));
}

/** Whether the error of a beginning may come from after the run was written down, or while that is under way. */
export function leavesBeginningOpen({ kind }: AppError): boolean {
  return kind === 'storage' || kind === 'runBusy';
}
