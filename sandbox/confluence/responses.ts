import type { RestError } from './errors';
import { confluenceErrorBody } from './errors';
import type { Fault } from './faults';
import type { Answer } from './operations/call';
import type { ConfluenceResponse } from './protocol';

/** The HTTP response that carries an operation's answer. */
export function answerResponse({ status, body }: Answer): ConfluenceResponse {
  return body === undefined ? { status, headers: {}, body: '' } : jsonResponse(status, body);
}

/** The HTTP response for a request Confluence refuses. */
export function errorResponse({ status, body, headers }: RestError): ConfluenceResponse {
  const response = typeof body === 'string' ? textResponse(status, body) : jsonResponse(status, body);
  return { ...response, headers: { ...response.headers, ...headers } };
}

/** The response a fault with a `status` asks for; without a `body`, an error has the one Confluence would send. */
export function faultResponse(status: number, { body, headers = {} }: Fault): ConfluenceResponse {
  const response = faultBody(status, body);
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { ...response, headers: { ...response.headers, ...Object.fromEntries(named) } };
}

function faultBody(status: number, body: unknown): ConfluenceResponse {
  if (typeof body === 'string') return textResponse(status, body);
  if (body !== undefined) return jsonResponse(status, body);
  if (status < 400) return { status, headers: {}, body: '' };
  return jsonResponse(status, confluenceErrorBody(status, `The sandbox was asked to answer ${status}`));
}

function jsonResponse(status: number, body: unknown): ConfluenceResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function textResponse(status: number, body: string): ConfluenceResponse {
  if (body === '') return { status, headers: {}, body };
  const type = body.trimStart().startsWith('<') ? 'text/html' : 'text/plain';
  return { status, headers: { 'content-type': `${type};charset=UTF-8` }, body };
}
