import type { Answer, AppError } from '../../../../src/contract';

/** What is known where an invocation failed or was killed: what the transport said. */
export function lost(kind: 'unavailable' | 'unconfirmed', cause: unknown): AppError {
  return { kind, detail: cause instanceof Error ? cause.message : String(cause) };
}

/** The answer to a call that changes nothing, asked again at will. Never rejects: one that is lost is `unavailable`. */
export function answerTo<T>(call: Promise<Answer<T>>): Promise<Answer<T>> {
  return call.catch((cause: unknown) => ({ ok: false, error: lost('unavailable', cause) }));
}
