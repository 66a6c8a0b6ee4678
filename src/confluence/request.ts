import {
  getAppContext,
  NeedsAuthenticationError,
  NotAllowedError,
  ProxyRequestError,
  type APIResponse,
} from '@forge/api';
import * as v from 'valibot';
import type { AppError, NearLimit } from '../contract';
import { errorFromAnswer, noAnswer, unexpectedSuccess, type HttpAnswer } from './errors';
import { nearLimitIn } from './limits';

/** What a REST call ended in: its value and the warning that came with it, or why there is none. */
export type Result<T> = { ok: true; value: T; nearLimit?: NearLimit } | { ok: false; error: AppError };

/**
 * Makes the request as the admin who clicked. A function rather than a path, so that each endpoint spells out
 * `asUser().requestConfluence(route…)` where `forge lint` can compare it with the scopes.
 */
type Send = () => Promise<APIResponse>;

/** Confluence's XSRF guard refuses writes without it. */
export const WRITE_HEADERS = { Accept: 'application/json', 'X-Atlassian-Token': 'no-check' };
export const READ_HEADERS = { Accept: 'application/json' };

const REQUEST_TIMEOUT_MS = 10_000;
/** Kept free of the invocation's time to still answer the page before the platform kills it. */
const ANSWER_RESERVE_MS = 1_500;

/**
 * A read: sends, and parses the body of a 2xx.
 * @throws NeedsAuthenticationError untouched, for the host to ask for consent
 */
export async function read<T>(schema: v.GenericSchema<unknown, T>, send: Send): Promise<Result<T>> {
  const answer = await attempt('read', send);
  if (!answer.ok) return answer;
  if (!isSuccess(answer.value)) return fail(errorFromAnswer(answer.value, Date.now()));
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), answer.value.body);
  if (!parsed.success) return fail(unexpectedSuccess('read', answer.value));
  const nearLimit = nearLimitIn(answer.value.headers);
  return { ok: true, value: parsed.output, ...(nearLimit && { nearLimit }) };
}

/**
 * A write: sends, and takes only the documented success for done.
 * @param doneStatus 204 for a removal, 201 for an addition
 * @throws NeedsAuthenticationError untouched, for the host to ask for consent
 */
export async function write(doneStatus: number, send: Send): Promise<Result<undefined>> {
  const answer = await attempt('write', send);
  if (!answer.ok) return answer;
  if (answer.value.status === doneStatus) return { ok: true, value: undefined };
  return fail(
    isSuccess(answer.value)
      ? unexpectedSuccess('write', answer.value)
      : errorFromAnswer(answer.value, Date.now()),
  );
}

async function attempt(kind: 'read' | 'write', send: Send): Promise<Result<HttpAnswer>> {
  const timeoutMs = Math.min(REQUEST_TIMEOUT_MS, invocationTimeLeftMs() - ANSWER_RESERVE_MS);
  if (timeoutMs <= 0) return fail({ kind: 'unavailable', detail: 'No time was left for the request.' });
  const timeout = timer(timeoutMs);
  try {
    const answer = await Promise.race([receive(send), timeout.elapsed]);
    return answer === 'elapsed'
      ? fail(noAnswer(kind, `No answer within ${(timeoutMs / 1_000).toFixed(1)} s.`))
      : { ok: true, value: answer };
  } catch (error) {
    return fail(errorFromThrown(kind, error));
  } finally {
    timeout.cancel();
  }
}

async function receive(send: Send): Promise<HttpAnswer> {
  const response = await send();
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    headers[name.toLowerCase()] = value;
  });
  return { status: response.status, headers, body: await response.text() };
}

/** What the transport throws. Consent and the platform's refusals of our own code are not Confluence's to answer. */
function errorFromThrown(kind: 'read' | 'write', error: unknown): AppError {
  if (error instanceof NeedsAuthenticationError || error instanceof NotAllowedError) throw error;
  if (error instanceof ProxyRequestError) {
    const { status, message: detail } = error;
    // Forge counts the requests of an invocation, and of an app, itself.
    return status === 429
      ? { kind: 'rateLimited', limit: 'burst', status, detail }
      : { kind: 'unavailable', status, detail };
  }
  return noAnswer(kind, error instanceof Error ? error.message : String(error));
}

/** ms until Forge kills this invocation. */
export function invocationTimeLeftMs(): number {
  return getAppContext().invocationRemainingTimeInMillis();
}

function isSuccess({ status }: HttpAnswer): boolean {
  return status >= 200 && status < 300;
}

function fail(error: AppError): { ok: false; error: AppError } {
  return { ok: false, error };
}

function timer(ms: number): { elapsed: Promise<'elapsed'>; cancel: () => void } {
  let handle: NodeJS.Timeout | undefined;
  const elapsed = new Promise<'elapsed'>((resolve) => {
    handle = setTimeout(() => resolve('elapsed'), ms);
  });
  return { elapsed, cancel: () => clearTimeout(handle) };
}
