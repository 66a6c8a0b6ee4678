import * as v from 'valibot';
import { ConnectionLost, type Confluence, type PersonaKey } from '../../../sandbox/confluence';
import type { Calls } from '../../../src/contract';

/** A request of the page to Confluence. */
export interface PageRequest {
  method: string;
  path: string;
  /** Lower-case names. */
  headers: Record<string, string>;
  body?: string;
}

export interface PageResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

type ConfluenceHandler = (request: PageRequest) => PageResponse | Promise<PageResponse>;
type ResolverTable = {
  [Name in keyof Calls]?: (
    ...input: Parameters<Calls[Name]>
  ) => ReturnType<Calls[Name]> | Promise<ReturnType<Calls[Name]>>;
};

/** What `@forge/bridge` hands to the host for a request to Confluence. */
const ProductFetch = v.object({
  product: v.literal('confluence'),
  restPath: v.string(),
  fetchRequestInit: v.object({
    method: v.optional(v.string(), 'GET'),
    headers: v.array(v.tuple([v.string(), v.string()])),
    body: v.nullable(v.string()),
  }),
});

const Invocation = v.object({ functionKey: v.string(), payload: v.unknown() });

const SCOPES = [
  'read:confluence-groups',
  'read:content-details:confluence',
  'read:confluence-user',
  'write:confluence-groups',
];

/** The host's half of Forge's bridge; the page's half, `@forge/bridge`, runs for real. */
class HostBridge {
  /** What the page asked Confluence, in order. */
  readonly requests: PageRequest[] = [];
  /** What the page asked the resolver, in order. */
  readonly invocations: [name: string, input: unknown][] = [];
  /** What the page had the window called, in order. */
  readonly windowTitles: unknown[] = [];
  #confluence: ConfluenceHandler = notExpected;
  #resolver = new Map<string, (input: unknown) => unknown>();
  #isMuted = false;

  /** Nobody answers, and nothing was asked. */
  reset(): void {
    this.requests.length = 0;
    this.invocations.length = 0;
    this.windowTitles.length = 0;
    this.#confluence = notExpected;
    this.#resolver.clear();
    this.#isMuted = false;
  }

  /** Nothing is answered any more: what a test has left goes no further than its next question. */
  mute(): void {
    this.reset();
    this.#isMuted = true;
  }

  answerConfluence(handler: ConfluenceHandler): void {
    this.#confluence = handler;
  }

  answerInvocations(table: ResolverTable): void {
    // Types hold on either side of the bridge, not on it.
    this.#resolver = new Map(Object.entries(table) as [string, (input: unknown) => unknown][]);
  }

  /** Has a sandbox's site answer, as it would the person who looks at the page. */
  connect(site: Confluence, persona: PersonaKey = 'site-admin'): void {
    this.#confluence = (request) =>
      site.handle({
        ...request,
        caller: { kind: 'app', via: 'bridge', principal: { type: 'user', persona }, scopes: SCOPES },
      });
  }

  readonly callBridge = (name: string, args: unknown): Promise<unknown> => {
    if (this.#isMuted) return new Promise(() => undefined);
    switch (name) {
      case 'fetchProduct':
        return this.#fetch(args);
      case 'invoke':
        // An invocation that fails rejects on the other side.
        return Promise.resolve(args).then(this.#invoke);
      case 'changeWindowTitle':
        this.windowTitles.push(args);
        return Promise.resolve();
      default:
        return Promise.reject(new Error(`${name} was not expected.`));
    }
  };

  async #fetch(args: unknown) {
    const { restPath, fetchRequestInit } = v.parse(ProductFetch, args);
    const { method, headers, body } = fetchRequestInit;
    const request: PageRequest = {
      ...{ method, path: restPath, headers: Object.fromEntries(headers) },
      ...(body !== null && { body }),
    };
    this.requests.push(request);
    const response = await this.#confluence(request);
    return { ...response, statusText: '', isAttachment: false };
  }

  readonly #invoke = (args: unknown): unknown => {
    const { functionKey, payload } = v.parse(Invocation, args);
    this.invocations.push([functionKey, payload]);
    const answer = this.#resolver.get(functionKey);
    if (!answer) throw new Error(`${functionKey} was not expected.`);
    return answer(payload);
  };
}

export const bridge = new HostBridge();

/** A page is somewhere, which the empty address of a request that `@forge/bridge` makes up is taken from; Node is not. */
class PlacedRequest extends Request {
  constructor(input: RequestInfo | URL, init?: RequestInit) {
    super(input === '' ? 'https://app.example' : input, init);
  }
}

Object.assign(globalThis, { __bridge: bridge, Request: PlacedRequest });

/** An answer with a JSON body. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): PageResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** No answer: the connection broke. */
export function noAnswer(): Promise<never> {
  return Promise.reject(new ConnectionLost());
}

function notExpected({ method, path }: PageRequest): never {
  throw new Error(`${method} ${path} was not expected.`);
}
