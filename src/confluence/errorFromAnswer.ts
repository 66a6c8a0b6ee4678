import type { AppError, ErrorKind, RawResponse } from '../contract/errors';
import { cutText } from '../cutText';
import { errorWordsIn } from './errorWords';
import { isLogin, isWebPage, type HttpAnswer } from './httpAnswer';
import { readRefusal, readRetryAfterMs } from './rateLimitHeaders';

/** What a 404 says: the path names a group, it names an account, or it names neither, so that a 404 makes no sense. */
export type NotFoundKind = Extract<ErrorKind, 'groupNotFound' | 'userNotFound' | 'unavailable'>;

const BODY_SHOWN_CHARS = 4_000;
/** Trace id, limits, retry, and who answered when. */
const HEADERS_WORTH_HAVING =
  /^(?:atl-traceid|atl-request-id|content-type|date|server|(?:beta-)?retry-after|(?:x-)?(?:beta-)?ratelimit.*)$/;
/** Statuses below 500 that a gateway or a server under load answers with, whatever became of the request. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 421, 423, 425, 444, 460, 499]);

/**
 * Makes the one vocabulary of failures out of a refusal of Confluence.
 * @param answer an answer that is no success
 * @param nowMs the time it came, ms since the epoch
 * @param notFound what a 404 of this endpoint says
 */
export function errorFromAnswer(answer: HttpAnswer, nowMs: number, notFound: NotFoundKind): AppError {
  const kind = kindOf(answer, notFound);
  const described = { kind, ...describe(answer) };
  switch (kind) {
    case 'rateLimited': {
      const { limit, retryAfterMs } = readRefusal(answer.headers, nowMs);
      return { ...described, ...retryIn(retryAfterMs, nowMs), ...(limit && { limit }) };
    }
    case 'unavailable':
      return { ...described, ...retryIn(readRetryAfterMs(answer.headers, nowMs), nowMs) };
    default:
      return described;
  }
}

/**
 * A success that is not the one Atlassian documents: it says neither yes nor no, unless it is a login page. A read has
 * brought nothing then; after a write all is open.
 */
export function unexpectedSuccess(request: 'read' | 'write', answer: HttpAnswer): AppError {
  return { ...describe(answer), kind: isLogin(answer) ? 'signedOut' : openKind(request) };
}

/** No answer: cut connection, time-out. */
export function noAnswer(request: 'read' | 'write', detail: string): AppError {
  return { kind: openKind(request), detail };
}

function openKind(request: 'read' | 'write'): ErrorKind {
  return request === 'write' ? 'unconfirmed' : 'unavailable';
}

function kindOf(answer: HttpAnswer, notFound: NotFoundKind): ErrorKind {
  const { status, body } = answer;
  switch (status) {
    case 401:
      // Atlassian's wording when the installed version lacks a scope.
      return /scope does not match/i.test(body) ? 'scopeMissing' : ifOwn(answer, 'signedOut');
    case 403:
      return ifOwn(answer, 'permission');
    case 404:
      return ifOwn(answer, notFound);
    case 409:
      return ifOwn(answer, 'invalid');
    case 429:
      return 'rateLimited';
    default:
      if (status < 400) return isLogin(answer) ? 'signedOut' : 'unavailable';
      return status < 500 && !PASSING_STATUSES.has(status) ? 'invalid' : 'unavailable';
  }
}

/** Confluence's own refusal is never a web page: that of a gateway says nothing about what Confluence has or allows. */
function ifOwn(answer: HttpAnswer, kind: ErrorKind): ErrorKind {
  if (!isWebPage(answer)) return kind;
  return isLogin(answer) ? 'signedOut' : 'unavailable';
}

function retryIn(
  retryAfterMs: number | undefined,
  nowMs: number,
): Pick<AppError, 'retryAt' | 'retryAfterMs'> {
  if (retryAfterMs === undefined) return {};
  return { retryAt: new Date(nowMs + retryAfterMs).toISOString(), retryAfterMs };
}

function describe(answer: HttpAnswer): Omit<AppError, 'kind'> {
  const traceId = answer.headers['atl-traceid'];
  const detail = isWebPage(answer) ? undefined : errorWordsIn(answer.body);
  return {
    status: answer.status,
    ...(traceId !== undefined && { traceId }),
    ...(detail !== undefined && { detail }),
    response: detailsOf(answer),
  };
}

function detailsOf({ status, headers, body }: HttpAnswer): RawResponse {
  const worthHaving = Object.entries(headers).filter(([name]) => HEADERS_WORTH_HAVING.test(name));
  return { status, headers: Object.fromEntries(worthHaving), body: cutText(body, BODY_SHOWN_CHARS) };
}
