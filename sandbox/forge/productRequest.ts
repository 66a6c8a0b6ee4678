/** A request that the app's page makes over the bridge: to Confluence, as the person who looks at the page. */
import * as v from 'valibot';
import { ConnectionLost, type Confluence, type PersonaKey } from '../confluence';
import { describeError } from './describeError';
import { abortable } from './fetchAnswer';
import type { Consents } from './personas';

/** What `@forge/bridge` hands `callBridge('fetchProduct', …)`. */
export const ProductRequestInput = v.object({
  product: v.string('must be text'),
  restPath: v.string('must be text'),
  fetchRequestInit: v.optional(
    v.object({
      method: v.optional(v.string('must be text')),
      headers: v.optional(v.array(v.tuple([v.string(), v.string()])), []),
      body: v.nullish(v.string('must be text')),
    }),
    {},
  ),
  isMultipartFormData: v.optional(v.boolean(), false),
});

export type ProductRequest = v.InferInput<typeof ProductRequestInput>;

/** What `callBridge('fetchProduct', …)` resolves with, of which `@forge/bridge` makes a `Response`. */
interface ProductResponse {
  status: number;
  /** Empty, as over HTTP/2. */
  statusText: string;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: string;
  /** Whether `body` is a data URL with base64; Confluence's REST API answers text. */
  isAttachment: false;
}

/** An `error` is what the bridge call rejects with. */
export type ProductAnswer = { result: ProductResponse } | { error: { name: string; message: string } };

export interface RequesterOptions {
  confluence: Confluence;
  scopes: readonly string[];
  consents: Consents;
  /** What the requests that start now end with: aborted when the host closes or is reset. */
  ending: () => AbortSignal;
}

const ORIGIN = 'https://confluence.sandbox';

/** Confluence takes requests over the bridge for those of a browser, and so checks them for forgery. */
const USER_AGENT = 'Mozilla/5.0 (the sandbox’s settings page)';

/** A request the bridge does not pass on. */
class InvalidProductRequest extends Error {
  override name = 'InvalidProductRequest';
}

const NO_CONSENT: ProductAnswer = {
  error: { name: 'NEEDS_AUTHENTICATION_ERR', message: 'The person has not allowed the app access yet.' },
};

/** Makes the `requestProduct` of one host. */
export function createRequester({
  confluence,
  scopes,
  consents,
  ending,
}: RequesterOptions): (as: PersonaKey, request: ProductRequest) => Promise<ProductAnswer> {
  return async (as, asked) => {
    if (!consents.has(as)) return NO_CONSENT;
    const signal = ending();
    try {
      const request = toRequest(asked);
      const { pathname, search } = new URL(request.url);
      const body = await request.text();
      const answer = confluence.handle({
        method: request.method,
        path: pathname + search,
        headers: { 'user-agent': USER_AGENT, accept: '*/*', ...Object.fromEntries(request.headers) },
        ...(body === '' ? {} : { body }),
        caller: { kind: 'app', via: 'bridge', principal: { type: 'user', persona: as }, scopes },
      });
      return { result: { ...(await abortable(answer, signal)), statusText: '', isAttachment: false } };
    } catch (error) {
      const { name, message } = signal.aborted ? new ConnectionLost() : expected(error);
      return { error: { name, message } };
    }
  };
}

/** What a page may be told; anything else is a fault of the sandbox itself. */
function expected(error: unknown): Error {
  if (error instanceof ConnectionLost || error instanceof InvalidProductRequest) return error;
  throw error;
}

/** The request a browser would send; throws `InvalidProductRequest` for one that it, or the bridge, would not. */
function toRequest({
  product,
  restPath,
  fetchRequestInit = {},
  isMultipartFormData,
}: ProductRequest): Request {
  if (product !== 'confluence')
    throw new InvalidProductRequest(`The sandbox has Confluence only, not the product "${product}".`);
  if (isMultipartFormData === true)
    throw new InvalidProductRequest('The sandbox’s Confluence takes no multipart forms.');
  const { method, headers = [], body } = fetchRequestInit;
  try {
    const request = new Request(ORIGIN + restPath, {
      ...(method === undefined ? {} : { method }),
      headers,
      ...(body ? { body } : {}),
    });
    // After dots in the path are resolved.
    if (request.url.startsWith(`${ORIGIN}/wiki/`)) return request;
  } catch (cause) {
    throw new InvalidProductRequest(describeError(cause).message, { cause });
  }
  throw new InvalidProductRequest(
    `A Confluence path starts with /wiki/, but the page asked for "${restPath}".`,
  );
}
