import type { AppError } from '../contract/errors';
import { UnreadableRecord } from './records';
import { StorageError } from './store';

/** Answers to what the record does not allow. */

interface Refusal {
  ok: false;
  error: AppError;
}

export function refuse(error: AppError): Refusal {
  return { ok: false, error };
}

/** The input does not fit what is recorded. */
export function refuseInput(field: string, detail: string): Refusal {
  return refuse({ kind: 'invalid', field, detail });
}

/** Something else is at work on the run. @param retryAfterMs how long that may take */
export function refuseBusy(retryAfterMs = 1_000): Refusal {
  return refuse({ kind: 'runBusy', retryAfterMs });
}

/** The history has no such run. */
export function refuseUnknownRun(): Refusal {
  return refuse({ kind: 'runNotFound' });
}

/** The storage's trouble in the vocabulary of the contract. */
export function storageError({ message }: StorageError): AppError {
  return { kind: 'storage', detail: message };
}

/** What reading or writing the record ended in, in the vocabulary of the contract; undefined where it was something else. */
export function recordErrorOf(thrown: unknown): AppError | undefined {
  if (thrown instanceof StorageError) return storageError(thrown);
  return thrown instanceof UnreadableRecord ? { kind: 'unreadable' } : undefined;
}
