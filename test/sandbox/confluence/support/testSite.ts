import type { OpenAPIBackend } from 'openapi-backend';
import * as v from 'valibot';
import {
  createConfluence,
  type Caller,
  type Confluence,
  type ConfluenceOptions,
  type ConfluenceRequest,
  type PersonaKey,
  type Via,
} from '../../../../sandbox/confluence';
import { VirtualClock } from '../../../support/virtualClock';
import { assertDocumented, loadSpecification } from './conformance';

export interface Ask {
  /** Whose token is sent; the site admin's unless said otherwise, none when null. */
  as?: PersonaKey | null;
  headers?: Record<string, string>;
  /** Sent as JSON, a string as it is. */
  body?: unknown;
  caller?: Caller;
  /** The answer is a fault's, so that the document need not know it. */
  faulted?: boolean;
}

export interface Reply {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** Parsed JSON; undefined for other bodies. */
  body: unknown;
}

const Page = v.object({
  results: v.array(v.record(v.string(), v.unknown())),
  totalSize: v.optional(v.number()),
  _links: v.object({ base: v.string(), self: v.string(), next: v.optional(v.string()) }),
});

/** A site on a virtual clock whose every answer is checked against the sandbox's OpenAPI document. */
export class TestSite {
  readonly clock: VirtualClock;
  readonly confluence: Confluence;
  readonly #api: OpenAPIBackend;

  private constructor(clock: VirtualClock, confluence: Confluence, api: OpenAPIBackend) {
    this.clock = clock;
    this.confluence = confluence;
    this.#api = api;
  }

  static async start(options: ConfluenceOptions = {}): Promise<TestSite> {
    const clock = new VirtualClock();
    const confluence = await createConfluence({ scale: 400, clock, ...options });
    return new TestSite(clock, confluence, await loadSpecification());
  }

  /** Sends a request; `path` is below `/wiki/rest/api/`. Each comes a second after the last, so that bursts are only met on purpose. */
  async send(method: string, path: string, ask: Ask = {}): Promise<Reply> {
    this.clock.advance(1000);
    return this.sendAtOnce(method, path, ask);
  }

  async sendAtOnce(method: string, path: string, ask: Ask = {}): Promise<Reply> {
    const request = requestFor(method, path, ask);
    const response = await this.confluence.handle(request);
    if (ask.faulted !== true) assertDocumented(this.#api, request, response);
    const isJson = response.headers['content-type'] === 'application/json';
    return {
      status: response.status,
      headers: response.headers,
      text: response.body,
      body: isJson ? JSON.parse(response.body) : undefined,
    };
  }

  get(path: string, ask?: Ask): Promise<Reply> {
    return this.send('GET', path, ask);
  }

  post(path: string, body: unknown, ask?: Ask): Promise<Reply> {
    return this.send('POST', path, { ...ask, body });
  }

  delete(path: string, ask?: Ask): Promise<Reply> {
    return this.send('DELETE', path, ask);
  }

  /** Account ids of all members of a group, in Confluence's order. */
  async memberIds(groupId: string): Promise<string[]> {
    const ids: string[] = [];
    for (let next: string | undefined = `group/${groupId}/membersByGroupId`; next !== undefined;) {
      const page = pageOf(await this.get(next));
      ids.push(...page.results.map(({ accountId }) => String(accountId)));
      next = page._links.next?.replace('/rest/api/', '');
    }
    return ids;
  }
}

/** The fields all lists have. */
export function pageOf(reply: Reply): v.InferOutput<typeof Page> {
  return v.parse(Page, reply.body);
}

/** One field of every result of a list. */
export function column(reply: Reply, field: string): unknown[] {
  return pageOf(reply).results.map((result) => result[field]);
}

/** The app's function asking for somebody, with all scopes unless said otherwise. */
export function app(persona: PersonaKey | null = 'site-admin', scopes = allScopes): Caller {
  return appVia('function', persona, scopes);
}

/** The app's page asking over the bridge. */
export function bridge(persona: PersonaKey = 'site-admin', scopes = allScopes): Caller {
  return appVia('bridge', persona, scopes);
}

function appVia(via: Via, persona: PersonaKey | null, scopes: readonly string[]): Caller {
  return {
    kind: 'app',
    via,
    principal: persona === null ? { type: 'app' } : { type: 'user', persona },
    scopes,
  };
}

export const allScopes: readonly string[] = [
  'read:confluence-groups',
  'write:confluence-groups',
  'read:confluence-user',
  'read:content-details:confluence',
];

/** `{ translation }` of the first error, in a Confluence error body. */
export function errorWords(reply: Reply): string {
  const Body = v.object({
    data: v.object({ errors: v.tuple([v.object({ message: v.object({ translation: v.string() }) })]) }),
  });
  return v.parse(Body, reply.body).data.errors[0].message.translation;
}

function requestFor(
  method: string,
  path: string,
  { as = 'site-admin', headers, body, caller }: Ask,
): ConfluenceRequest {
  const from: Caller = caller ?? { kind: 'client' };
  return {
    method,
    path: `/wiki/rest/api/${path}`,
    headers: {
      ...(from.kind === 'client' && as !== null ? { authorization: `Bearer ${as}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    caller: from,
  };
}
