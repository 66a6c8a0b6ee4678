import type { AppError } from '../contract/errors';

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
