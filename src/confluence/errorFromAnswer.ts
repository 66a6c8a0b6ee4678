import type { AppError, ErrorKind, ResponseDetails } from '../contract/errors';
import { limitNamed } from './rateLimitHeaders';

/** An HTTP answer with its body read; header names in lower case. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What a 404 says: the path names a group, it names an account, or it names neither, so that a 404 makes no sense. */
export type NotFoundKind = Extract<ErrorKind, 'groupNotFound' | 'userNotFound' | 'unavailable'>;

const BODY_SHOWN_CHARS = 4_000;
const DETAIL_SHOWN_CHARS = 500;
const HEADERS_WORTH_HAVING = [
  'atl-traceid',
  'content-type',
  'date',
  'ratelimit-reason',
  'retry-after',
  'x-ratelimit-limit',
  'x-ratelimit-nearlimit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
];

/**
 * Makes the one vocabulary of failures out of a refusal of Confluence.
 * @param answer an answer that is no success
 * @param nowMs the time it came, ms since the epoch; `Retry-After` counts from it
 * @param notFound what a 404 of this endpoint says
 */
export function errorFromAnswer(answer: HttpAnswer, nowMs: number, notFound: NotFoundKind): AppError {
  const kind = kindOf(answer, notFound);
  const retryAt = retryTime(answer.headers, nowMs);
  const limit = kind === 'rateLimited' ? limitNamed(answer.headers['ratelimit-reason']) : undefined;
  return {
    kind,
    ...describe(answer),
    ...((kind === 'rateLimited' || kind === 'unavailable') && retryAt !== undefined && { retryAt }),
    ...(limit && { limit }),
  };
}

/**
 * A success that is not the one Atlassian documents, such as a login page: it says neither yes nor no. A read has
 * brought nothing then; after a write nobody knows.
 */
export function unexpectedSuccess(request: 'read' | 'write', answer: HttpAnswer): AppError {
  return { ...describe(answer), kind: openKind(request) };
}

/** No answer: cut connection, time-out. */
export function noAnswer(request: 'read' | 'write', detail: string): AppError {
  return { kind: openKind(request), detail };
}

function openKind(request: 'read' | 'write'): ErrorKind {
  return request === 'write' ? 'unconfirmed' : 'unavailable';
}

function kindOf({ status, body }: HttpAnswer, notFound: NotFoundKind): ErrorKind {
  switch (status) {
    case 401:
      // Atlassian's wording when the installed version lacks a scope.
      return /scope does not match/i.test(body) ? 'scopeMissing' : 'signedOut';
    case 403:
      return 'permission';
    case 404:
      // Confluence's own is never a web page: that of a gateway says nothing about what Confluence has.
      return isWebPage(body) ? 'unavailable' : notFound;
    case 429:
      return 'rateLimited';
    default:
      return status >= 400 && status < 500 ? 'invalid' : 'unavailable';
  }
}

function isWebPage(body: string): boolean {
  return /^\s*<(?:!doctype\s|html\b)/i.test(body);
}

function describe(answer: HttpAnswer): Omit<AppError, 'kind'> {
  const traceId = answer.headers['atl-traceid'];
  const detail = wordsOf(answer.body);
  return {
    status: answer.status,
    ...(traceId !== undefined && { traceId }),
    ...(detail !== undefined && { detail }),
    response: detailsOf(answer),
  };
}

function detailsOf({ status, headers, body }: HttpAnswer): ResponseDetails {
  const worthHaving = HEADERS_WORTH_HAVING.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { status, headers: Object.fromEntries(worthHaving), body: body.slice(0, BODY_SHOWN_CHARS) };
}

/** The sentence in an error body: JSON in Confluence's shape, or short plain text; none in HTML. */
function wordsOf(body: string): string | undefined {
  const parsed = parseJson(body);
  if (parsed === undefined) {
    const text = body.trim();
    return text === '' || text.startsWith('<') ? undefined : text.slice(0, DETAIL_SHOWN_CHARS);
  }
  const words = translation(parsed) ?? stringAt(parsed, 'message');
  // Confluence puts the Java class of the exception before the sentence.
  return words?.replace(/^(?:[a-z]\w*\.)+[A-Z]\w*:\s*/, '').slice(0, DETAIL_SHOWN_CHARS) || undefined;
}

function translation(body: unknown): string | undefined {
  const errors = at(at(body, 'data'), 'errors');
  return Array.isArray(errors) ? stringAt(at(errors[0], 'message'), 'translation') : undefined;
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function stringAt(value: unknown, key: string): string | undefined {
  const found = at(value, key);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Not JSON is an ordinary body here: text, HTML or nothing.
  }
}

/** `Retry-After` is seconds or an HTTP date (RFC 9110); Atlassian's `X-RateLimit-Reset` is ISO 8601. */
function retryTime(headers: Record<string, string>, nowMs: number): string | undefined {
  const retryAfter = headers['retry-after'];
  const timeMs =
    retryAfter !== undefined && /^\d+$/.test(retryAfter)
      ? nowMs + Number(retryAfter) * 1_000
      : Date.parse(retryAfter ?? headers['x-ratelimit-reset'] ?? '');
  return Number.isFinite(timeMs) && Math.abs(timeMs) <= 8.64e15 ? new Date(timeMs).toISOString() : undefined;
}
