import {
  assumeTrustedRoute,
  asUser,
  getAppContext,
  NeedsAuthenticationError,
  NotAllowedError,
  ProxyRequestError,
} from '@forge/api';
import { systemClock } from './clock';
import type { Confluence } from './confluence/confluence';
import type { AppError } from './contract/errors';

/** A change that is not answered by then is asked for again, while the invocation has time for it. Reads have what is left. */
const WRITE_TIMEOUT_MS = 10_000;
/** Kept free of the invocation's time to still answer the page before the platform kills it. */
const ANSWER_RESERVE_MS = 1_500;

/**
 * Confluence as an admin may see and change it.
 * @param accountId the admin who is away; without, the one who made this invocation
 * @param timeLeftMs ms until the work is to be over
 */
export function confluenceAs(accountId?: string, timeLeftMs = invocationTimeLeftMs): Confluence {
  return {
    requestConfluence: (path, init) => asUser(accountId).requestConfluence(assumeTrustedRoute(path), init),
    now: () => systemClock.now(),
    timeLeftMs: (request) =>
      Math.min(request === 'write' ? WRITE_TIMEOUT_MS : Infinity, timeLeftMs() - ANSWER_RESERVE_MS),
    errorOf: accountId === undefined ? errorOf : errorOfAbsent,
  };
}

/** Confluence as the admin who made this invocation may see and change it. */
export const confluenceAsUser = confluenceAs();

/** ms until Forge kills this invocation. */
export function invocationTimeLeftMs(): number {
  return getAppContext().invocationRemainingTimeInMillis();
}

/**
 * Forge does not let the app act for the admin: the account is deactivated or may not use the app any more, there is no
 * consent, or such a request is not allowed at all. Thrown again, each would bring the event back for a day. Source:
 * `AUTH_TYPE_UNAVAILABLE`, with 401, in the package's code and in reports of vendors.
 */
function errorOfAbsent(thrown: unknown): AppError | undefined {
  const isRefused =
    thrown instanceof NeedsAuthenticationError ||
    thrown instanceof NotAllowedError ||
    (thrown instanceof ProxyRequestError && (thrown.status === 401 || thrown.status === 403));
  return isRefused
    ? { kind: 'actorUnavailable', status: thrown.status ?? 401, detail: thrown.message }
    : errorOf(thrown);
}

/** @throws the refusals that are not Confluence's to answer, untouched: the host asks for missing consent. */
function errorOf(thrown: unknown): AppError | undefined {
  if (thrown instanceof NeedsAuthenticationError || thrown instanceof NotAllowedError) throw thrown;
  if (!(thrown instanceof ProxyRequestError)) return undefined;
  const { status, message: detail } = thrown;
  // Forge counts the requests of an invocation, and of an app, itself.
  return status === 429
    ? { kind: 'rateLimited', limit: 'burst', status, detail }
    : { kind: 'unavailable', status, detail };
}
