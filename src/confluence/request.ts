import type { AppError } from '../contract/errors';
import type { MadeChange } from '../membership/madeChange';
import type { Confluence, ConfluenceResponse } from './confluence';
import { errorFromAnswer, noAnswer, unexpectedSuccess, type NotFoundKind } from './errorFromAnswer';
import { isLogin, isSuccess, type HttpAnswer } from './httpAnswer';
import { parseJson } from './parseAnswers';
import { InvalidRoute } from './route';

/** What a read ended in. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: AppError };

interface Expected<T> {
  /** @param json undefined where the body is none @returns undefined where it is not what was asked for */
  parse: (json: unknown, headers: HttpAnswer['headers']) => T | undefined;
  /** What a 404 of this endpoint says. */
  notFound: NotFoundKind;
}

/**
 * Makes the request. A function rather than a path, so that each endpoint spells its call of `requestConfluence` out, with
 * route and method, where `forge lint` can compare them with the scopes.
 */
type Send = () => Promise<ConfluenceResponse>;

export const READ_HEADERS = { Accept: 'application/json' };
/** Confluence's XSRF guard refuses writes without the token. */
export const WRITE_HEADERS = { ...READ_HEADERS, 'X-Atlassian-Token': 'no-check' };

/**
 * A read: sends, and parses the body of a 2xx.
 * @throws what `confluence.errorOf` throws
 */
export async function read<T>(
  confluence: Confluence,
  { parse, notFound }: Expected<T>,
  send: Send,
): Promise<Result<T>> {
  const attempt = await receiveInTime('read', confluence, send);
  if ('error' in attempt) return { ok: false, error: attempt.error };
  const { answer } = attempt;
  if (!isSuccess(answer)) {
    return { ok: false, error: errorFromAnswer(answer, confluence.now(), notFound) };
  }
  const value = parse(parseJson(answer.body), answer.headers);
  return value === undefined ? { ok: false, error: unexpectedSuccess('read', answer) } : { ok: true, value };
}

/**
 * A write: sends, and takes only the documented status for a success. A 404 is `groupNotFound` here, although Confluence may
 * mean the account or the membership, and any other success is `unconfirmed`: looking them up tells.
 * @param success the status that Atlassian documents
 * @throws what `confluence.errorOf` throws
 */
export async function write(confluence: Confluence, success: number, send: Send): Promise<MadeChange> {
  const attempt = await receiveInTime('write', confluence, send);
  if ('error' in attempt) {
    return { ok: false, error: attempt.error, ...(!attempt.wasSent && { changedNothing: true }) };
  }
  const { answer } = attempt;
  if (answer.status === success && !isLogin(answer)) return { ok: true, status: 'done' };
  const error = isSuccess(answer)
    ? unexpectedSuccess('write', answer)
    : errorFromAnswer(answer, confluence.now(), 'groupNotFound');
  return { ok: false, error };
}

type Attempt = { answer: HttpAnswer } | { error: AppError; wasSent: boolean };

async function receiveInTime(kind: 'read' | 'write', confluence: Confluence, send: Send): Promise<Attempt> {
  const timeoutMs = confluence.timeLeftMs(kind);
  if (timeoutMs <= 0) {
    return { error: { kind: 'unavailable', detail: 'No time was left for the request.' }, wasSent: false };
  }
  const timeout = startTimer(timeoutMs);
  try {
    const answer = await Promise.race([receive(send), timeout.elapsed]);
    return answer === 'elapsed'
      ? { error: noAnswer(kind, `No answer within ${(timeoutMs / 1_000).toFixed(1)} s.`), wasSent: true }
      : { answer };
  } catch (thrown) {
    if (thrown instanceof InvalidRoute) {
      return { error: { kind: 'invalid', detail: thrown.message }, wasSent: false };
    }
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    return { error: confluence.errorOf(thrown) ?? noAnswer(kind, detail), wasSent: true };
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

/** @param ms `Infinity` for a transport that sees to its own time limit */
function startTimer(ms: number): { elapsed: Promise<'elapsed'>; cancel: () => void } {
  let handle: ReturnType<typeof setTimeout> | undefined;
  if (ms === Infinity) return { elapsed: new Promise(() => undefined), cancel: () => undefined };
  const elapsed = new Promise<'elapsed'>((resolve) => {
    handle = setTimeout(() => resolve('elapsed'), ms);
  });
  return { elapsed, cancel: () => clearTimeout(handle) };
}
