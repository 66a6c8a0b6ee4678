import { OpenAPIBackend, SetMatchType } from 'openapi-backend';
import type { ConfluenceRequest, ConfluenceResponse } from '../../../../sandbox/confluence';
import { specificationFile } from '../../../../sandbox/confluence/specification';

let loading: Promise<OpenAPIBackend> | undefined;

/** The sandbox's own OpenAPI document, itself validated; loaded once for each test file. */
export function loadSpecification(): Promise<OpenAPIBackend> {
  loading ??= new OpenAPIBackend({ definition: specificationFile, strict: true }).init();
  return loading;
}

/** Throws unless the document lists the response's status, and its body and headers are as the document says. */
export function assertDocumented(
  api: OpenAPIBackend,
  request: ConfluenceRequest,
  response: ConfluenceResponse,
): void {
  const operation = api.matchOperation({ ...request, path: request.path });
  if (operation?.operationId === undefined) throw new Error(`No operation for ${request.path}`);
  const { status, headers } = response;
  if (!Object.hasOwn(operation.responses ?? {}, status)) {
    throw new Error(`${operation.operationId} does not document status ${status}`);
  }
  const isText = headers['content-type']?.startsWith('text/plain') === true;
  const body: unknown = response.body === '' ? null : isText ? undefined : JSON.parse(response.body);
  const { errors: bodyErrors } = isText
    ? { errors: null }
    : api.validateResponse(body, operation.operationId, status);
  const { errors: headerErrors } = api.validateResponseHeaders(headers, operation.operationId, {
    statusCode: status,
    setMatchType: SetMatchType.Superset,
  });
  const errors = [...(bodyErrors ?? []), ...(headerErrors ?? [])];
  if (errors.length > 0) {
    throw new Error(`${operation.operationId} ${status}: ${JSON.stringify(errors)}\n${response.body}`);
  }
}
