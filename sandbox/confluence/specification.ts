import { join } from 'node:path';
import { OpenAPIBackend, type Operation, type Request } from 'openapi-backend';
import * as v from 'valibot';
import { badRequest } from './errors';
import { isRead } from './method';
import { Parameters } from './parameters';
import { splitPath } from './path';
import type { ConfluenceRequest } from './protocol';
import { readQuery } from './query';

/** Where the description of the REST subset is. */
export const specificationFile = join(import.meta.dirname, 'openapi.yaml');

/** An operation of the specification that a request asks for. */
export interface MatchedOperation {
  operationId: string;
  /** Lower case. */
  method: string;
  /** OAuth scopes an app needs, all of them. */
  scopes: readonly string[];
  operation: Operation;
}

/** What a valid request asks with. */
export interface ValidRequest {
  parameters: Parameters;
  /** Parsed JSON; undefined for operations without a body. */
  body: unknown;
}

const ParameterValues = v.record(
  v.string(),
  v.union([v.string(), v.number(), v.boolean(), v.array(v.string())]),
);
const Coerced = v.object({ query: ParameterValues, params: ParameterValues });

/** Routes and validates requests by `openapi.yaml`. */
export class Specification {
  static #loading: Promise<Specification> | undefined;
  readonly #api: OpenAPIBackend;

  private constructor(api: OpenAPIBackend) {
    this.#api = api;
  }

  /** The document, which is loaded once: its validators take longer to make than a thousand requests to answer. */
  static load(): Promise<Specification> {
    return (this.#loading ??= this.#read());
  }

  /** `quick` leaves checking the document itself to the tests. */
  static async #read(): Promise<Specification> {
    const api = new OpenAPIBackend({
      definition: specificationFile,
      quick: true,
      coerceTypes: true,
      ajvOpts: { useDefaults: true },
    });
    await api.init();
    const operations = api.getOperations();
    // It would be made anew for each request, which takes longer than all the rest of an answer.
    api.router.getOperations = () => operations;
    return new Specification(api);
  }

  /** The operation a request is for, or undefined when the subset has none. */
  match({ method, path }: Pick<ConfluenceRequest, 'method' | 'path'>): MatchedOperation | undefined {
    const operation = this.#api.matchOperation({
      method: isRead(method) ? 'GET' : method,
      path: splitPath(path).pathname,
      headers: {},
    });
    if (operation?.operationId === undefined) return undefined;
    const scopes = (operation.security ?? []).flatMap((requirement) => requirement.oAuthDefinitions ?? []);
    return { operationId: operation.operationId, method: operation.method, scopes, operation };
  }

  /** The methods there are operations for at a path; none for a path the subset does not have. */
  methodsAt(path: string): string[] {
    return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(
      (method) => this.match({ method, path }) !== undefined,
    );
  }

  /** Parameters and body of a request, parsed by the specification. Throws a 400 that names what is wrong. */
  parse(request: ConfluenceRequest, { operation }: MatchedOperation): ValidRequest {
    const body = operation.requestBody === undefined ? undefined : parseJsonBody(request);
    const parsable: Request = {
      method: operation.method,
      path: decodable('path', splitPath(request.path).pathname),
      headers: request.headers,
      query: readQuery(decodable('query', splitPath(request.path).query), operation.parameters ?? []),
      ...(body === undefined ? {} : { body }),
    };
    const result = this.#api.validateRequest(parsable, operation);
    const [error] = result.errors ?? [];
    if (error !== undefined) throw badRequest(describe(error));
    const { query, params } = v.parse(Coerced, result.coerced);
    return { parameters: new Parameters({ ...query, ...params }), body };
  }
}

/** `encoded`, or a 400 when it does not decode. */
function decodable(part: string, encoded: string): string {
  try {
    decodeURIComponent(encoded);
  } catch {
    throw badRequest(`The ${part} is not valid percent-encoding`);
  }
  return encoded;
}

function parseJsonBody(request: ConfluenceRequest): unknown {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\b/i.test(type)) throw badRequest('The Content-Type must be application/json');
  try {
    return v.parse(v.looseObject({}), JSON.parse(request.body ?? ''));
  } catch {
    throw badRequest('The request body is not a JSON object');
  }
}

/** One sentence from the validator's first finding. */
function describe(error: {
  instancePath: string;
  params: Record<string, unknown>;
  message?: string | undefined;
}): string {
  const missing = error.params.missingProperty;
  if (typeof missing === 'string') return `${missing} is required`;
  const name = error.instancePath.split('/')[2] ?? 'request';
  return `${name} ${error.message ?? 'is not valid'}`;
}
