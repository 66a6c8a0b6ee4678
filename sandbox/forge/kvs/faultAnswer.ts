import type { Fault } from '../../confluence';
import type { ServiceAnswer } from '../fetchAnswer';
import { badRequest, KvsError, scopeMissing, tooManyRequests } from './errors';

/** What a fault with a `status` answers. An error without `body` has the one that Forge's storage would send. */
export function faultAnswer(status: number, { body, headers = {} }: Fault): ServiceAnswer {
  const content = body === undefined && status >= 400 ? usualError(status).body : (body ?? '');
  const isText = typeof content === 'string';
  return {
    status,
    headers: {
      'content-type': isText ? 'text/plain' : 'application/json',
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    },
    body: isText ? content : JSON.stringify(content),
  };
}

function usualError(status: number): KvsError {
  if (status === 401) return scopeMissing();
  if (status === 404) return new KvsError(404, 'KEY_NOT_FOUND', 'Provided key does not exist');
  if (status === 429) return tooManyRequests();
  if (status >= 500) {
    return new KvsError(status, 'INTERNAL_SERVER_ERROR', 'An internal server error has occurred');
  }
  return badRequest(`The sandbox was asked to answer ${String(status)}`);
}
