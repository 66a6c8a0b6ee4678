/** Words of one failure, as Confluence's error bodies carry them. */
interface ConfluenceErrorBody {
  statusCode: number;
  data: {
    authorized: boolean;
    valid: boolean;
    allowedInReadOnlyMode: boolean;
    errors: { message: { translation: string; args: string[] } }[];
    successful: false;
  };
  message: string;
}

/** Errors of the gateway in front of Confluence (sign-in, scopes, limits) have a smaller body. */
interface GatewayErrorBody {
  code: number;
  message: string;
}

/** A request that ends with an error status; thrown by whatever finds out, answered by the server. */
export class RestError extends Error {
  override name = 'RestError';
  readonly status: number;
  /** An object is answered as JSON, a string as plain text. */
  readonly body: ConfluenceErrorBody | GatewayErrorBody | string;
  readonly headers: Record<string, string>;

  constructor(status: number, body: RestError['body'], headers: Record<string, string> = {}) {
    super(typeof body === 'string' ? body : body.message);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

const exceptionNames: Record<number, string> = {
  400: 'BadRequestException',
  403: 'PermissionException',
  404: 'NotFoundException',
  409: 'ConflictException',
  500: 'InternalServerException',
  503: 'ServiceUnavailableException',
};

/** The body Confluence sends with an error status; `words` is the sentence for people. */
export function confluenceErrorBody(status: number, words: string): ConfluenceErrorBody {
  const exception = exceptionNames[status] ?? 'ServiceException';
  return {
    statusCode: status,
    data: {
      authorized: status !== 401 && status !== 403,
      valid: status !== 400,
      allowedInReadOnlyMode: true,
      errors: [{ message: { translation: words, args: [] } }],
      successful: false,
    },
    message: `com.atlassian.confluence.api.service.exceptions.${exception}: ${words}`,
  };
}

function confluenceError(status: number, words: string, headers?: Record<string, string>): RestError {
  return new RestError(status, confluenceErrorBody(status, words), headers);
}

function gatewayError(status: number, message: string, headers?: Record<string, string>): RestError {
  return new RestError(status, { code: status, message }, headers);
}

export const badRequest = (words: string): RestError => confluenceError(400, words);
export const forbidden = (words: string): RestError => confluenceError(403, words);
export const notFound = (words: string): RestError => confluenceError(404, words);
export const conflict = (words: string): RestError => confluenceError(409, words);
/** `allow` lists the methods there are. */
export const methodNotAllowed = (allow: string): RestError =>
  confluenceError(405, `The method must be one of ${allow}`, { allow });
export const unauthorized = (): RestError => gatewayError(401, 'Unauthorized');
export const scopeMismatch = (): RestError => gatewayError(401, 'Unauthorized; scope does not match');
export const tooManyRequests = (headers: Record<string, string>): RestError =>
  gatewayError(429, 'Rate limit exceeded', headers);
/** The XSRF filter answers before Confluence's error handling, with bare text. */
export const xsrfFailed = (): RestError => new RestError(403, 'XSRF check failed');
