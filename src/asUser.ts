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

/** Confluence as the admin who made this invocation may see and change it. */
export const confluenceAsUser: Confluence = {
  requestConfluence: (path, init) => asUser().requestConfluence(assumeTrustedRoute(path), init),
  now: () => systemClock.now(),
  timeLeftMs: (request) =>
    Math.min(request === 'write' ? WRITE_TIMEOUT_MS : Infinity, invocationTimeLeftMs() - ANSWER_RESERVE_MS),
  errorOf,
};

/** ms until Forge kills this invocation. */
export function invocationTimeLeftMs(): number {
  return getAppContext().invocationRemainingTimeInMillis();
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
