/** What Forge's storage says when it refuses. Source: Forge's "Error handling for the Key-Value Store" and REST API. */
export type KvsErrorCode =
  | 'BAD_REQUEST'
  | 'INTERNAL_SERVER_ERROR'
  | 'INVALID_FILTER_CONDITION'
  | 'INVALID_FILTER_VALUES'
  | 'INVALID_KEY'
  | 'INVALID_KEY_POLICY_RETURN_VALUE_COMBINATION'
  | 'INVALID_TRANSACTION_REQUEST'
  | 'KEY_CONFLICT'
  | 'KEY_NOT_FOUND'
  | 'KEY_TOO_LONG'
  | 'KEY_TOO_SHORT'
  | 'LIST_QUERY_LIMIT_EXCEEDED'
  | 'MAX_DEPTH'
  | 'MAX_SIZE'
  | 'QUERY_WHERE_FIELD_INVALID'
  | 'QUERY_WHERE_INVALID'
  | 'REQUEST_THROTTLED'
  | 'TOO_MANY_REQUESTS'
  | 'UNAUTHORIZED';

/** A request that ends with an error status; its code is in the body, where `@forge/kvs` reads it. */
export class KvsError extends Error {
  override name = 'KvsError';

  constructor(
    readonly status: number,
    readonly code: KvsErrorCode,
    message: string,
  ) {
    super(message);
  }

  /** What is sent. */
  get body(): { code: KvsErrorCode; message: string } {
    return { code: this.code, message: this.message };
  }
}

/** 400: what is asked makes no sense to the storage. */
export const badRequest = (message: string): KvsError => new KvsError(400, 'BAD_REQUEST', message);

/** 429: more requests than a second has room for. */
export const tooManyRequests = (): KvsError =>
  new KvsError(429, 'TOO_MANY_REQUESTS', 'The app installation exceeded the allowed number of operations');

/** 429: more data than a minute has room for. */
export const requestThrottled = (): KvsError =>
  new KvsError(429, 'REQUEST_THROTTLED', 'The app installation exceeded the transfer limit');

/** 401: the installed version has no `storage:app`. */
export const scopeMissing = (): KvsError =>
  new KvsError(401, 'UNAUTHORIZED', 'Unauthorized; scope does not match');
