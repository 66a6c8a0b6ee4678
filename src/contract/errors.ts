/** What can go wrong, as values that page and function share. */

/** Everything that can go wrong in words the page knows; `src/membership/errorTraits.ts` says what each means for a run. */
export type ErrorKind =
  | 'permission'
  | 'groupNotFound'
  | 'userNotFound'
  /** An identity provider owns the group: who is in it is changed there. */
  | 'managedExternally'
  | 'signedOut'
  /** The admin's sign-in cannot be used any more while they are away. */
  | 'actorUnavailable'
  | 'scopeMissing'
  | 'invalid'
  | 'rateLimited'
  | 'unavailable'
  /** A request was sent and its answer was lost; where there is a `response`, an answer came and does not say what was done. */
  | 'unconfirmed'
  /** A slice was begun and the record does not say what it did: its invocation was killed, or its outcomes not written. */
  | 'unrecorded'
  /** It is as the change wants it now; whether this run made it so is not known. */
  | 'unattributed'
  /** Confluence was asked afterwards: the change was not made. */
  | 'notMade'
  /** It would leave no person in a group that grants administration. */
  | 'lastAdministrators'
  /** The person is on the app's list of protected people: no run removes them from a group. */
  | 'protected'
  /** Forge's storage, which the history is in, did not answer. Nothing is changed that it cannot record. */
  | 'storage'
  /** Another slice of the run is under way, as far as the record knows. */
  | 'runBusy'
  /** Someone else drives the run, or it was ended elsewhere. */
  | 'runTaken'
  /** The history has no such run. */
  | 'runNotFound'
  /** The admin has as many unfinished runs as one may have. */
  | 'tooManyRuns'
  /** A newer version of the app wrote it: this one can neither show nor change it. */
  | 'unreadable';

/** Confluence's answer as it came, for the person who has to explain it to Atlassian support. */
export interface RawResponse {
  /** HTTP status. */
  status: number;
  /** The headers that help support: trace id, limits, retry. Lower-case names. */
  headers: Record<string, string>;
  /** The body as text, cut at 4,000 characters. */
  body: string;
}

/** An expected failure, as a value. */
export interface AppError {
  kind: ErrorKind;
  /** HTTP status, where Confluence answered. */
  status?: number;
  /** `atl-traceid`, which Atlassian support asks for. */
  traceId?: string;
  /** Confluence's own words where there is a `response`; else what the transport or this app has to say. */
  detail?: string;
  /** When it is worth trying again, to be shown, not to be waited by: ISO 8601, UTC, by the clock of Confluence's caller. */
  retryAt?: string;
  /** ms until it is worth asking again, from when the answer came. */
  retryAfterMs?: number;
  /** Which limit a 429 named. */
  limit?: 'burst' | 'quota';
  /** Which field of the request did not parse; only with `invalid` found before any request. */
  field?: string;
  /** Who drives the run, and until when it is theirs at least (ISO 8601, UTC); only with `runTaken`. */
  takenBy?: { accountId: string; until: string; isWorker?: true };
  response?: RawResponse;
}

/** A value, or why there is none. */
export type Answer<T> = ({ ok: true } & T) | { ok: false; error: AppError };
