import { confluenceErrorBody, unauthorized, type RestError } from './errors';
import type { Fault } from './faults';
import type { Answer } from './operations/call';
import type { ConfluenceResponse } from './protocol';

/** The HTTP response that carries an operation's answer. */
export function answerResponse({ status, body }: Answer): ConfluenceResponse {
  return body === undefined ? { status, headers: {}, body: '' } : jsonResponse(status, body);
}

/** The HTTP response for a request Confluence refuses. */
export function errorResponse({ status, body, headers }: RestError): ConfluenceResponse {
  const response = bodyResponse(status, body);
  return { ...response, headers: { ...response.headers, ...headers } };
}

/**
 * The response a fault with a `status` asks for. What it leaves out of an error is as Confluence would send it: the
 * body, and for a 429 the headers of `burst`.
 */
export function faultResponse(
  status: number,
  { body, headers }: Fault,
  burst: RestError,
): ConfluenceResponse {
  const response = bodyResponse(status, body === undefined ? usualBody(status, burst) : body);
  const named = Object.entries(headers ?? (status === 429 ? burst.headers : {})).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  return { ...response, headers: { ...response.headers, ...Object.fromEntries(named) } };
}

function usualBody(status: number, burst: RestError): unknown {
  if (status < 400) return '';
  if (status === 401) return unauthorized().body;
  if (status === 429) return burst.body;
  return confluenceErrorBody(status, `The sandbox was asked to answer ${status}`);
}

function bodyResponse(status: number, body: unknown): ConfluenceResponse {
  return typeof body === 'string' ? textResponse(status, body) : jsonResponse(status, body);
}

function jsonResponse(status: number, body: unknown): ConfluenceResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function textResponse(status: number, body: string): ConfluenceResponse {
  if (body === '') return { status, headers: {}, body };
  const type = body.trimStart().startsWith('<') ? 'text/html' : 'text/plain';
  return { status, headers: { 'content-type': `${type};charset=UTF-8` }, body };
}
