import type {
  Confluence,
  ConfluenceRequestInit,
  ConfluenceResponse,
} from '../../../../src/confluence/confluence';

interface MemoryGroup {
  name: string;
  members: Set<string>;
  /** What membership gives. */
  access?: 'site-admin' | 'admin' | 'user';
  /** As counted; the members' number unless said otherwise. */
  totalSize?: number;
  managedBy?: string;
}

interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  body: string | undefined;
}

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** An answer that takes the place of Confluence's, or a cut connection, for requests that match `METHOD path?query`. */
interface Fault {
  match: RegExp;
  answer: Answer | 'cut';
  /** How many requests; without end when absent. */
  times?: number;
}

/** A few groups and accounts, as Confluence answers about them. */
export class MemoryConfluence implements Confluence {
  readonly groups = new Map<string, MemoryGroup>();
  /** Account types by account id. */
  readonly accounts = new Map<string, 'atlassian' | 'app'>();
  readonly faults: Fault[] = [];
  /** Called before each request is answered, with `METHOD path?query`. */
  onRequest: (asked: string) => void = () => undefined;
  /** How it takes the removal of a non-member, and the addition of a member. */
  alreadySo: 'success' | 'refusal' = 'success';
  /** How it lists a group's members. */
  listsAs: (accountIds: readonly string[]) => readonly string[] = (accountIds) => accountIds;
  /** Results on a page, whatever was asked for. */
  pageSize = 200;
  /** As `METHOD path?query`, the latter decoded. */
  readonly asked: string[] = [];
  /** The paths as they were sent. */
  readonly paths: string[] = [];
  /** What the requests cost. */
  points = 0;
  timeLeft = 10_000;

  addGroup(groupId: string, members: readonly string[], more: Partial<MemoryGroup> = {}): MemoryGroup {
    const group = { name: groupId, ...more, members: new Set(members) };
    this.groups.set(groupId, group);
    for (const accountId of members)
      if (!this.accounts.has(accountId)) this.accounts.set(accountId, 'atlassian');
    return group;
  }

  now = (): number => Date.parse('2026-03-01T10:00:00.000Z');
  timeLeftMs = (): number => this.timeLeft;
  errorOf = (): undefined => undefined;

  requestConfluence = async (path: string, init: ConfluenceRequestInit): Promise<ConfluenceResponse> => {
    const url = new URL(path, 'https://site.example');
    const request = {
      method: init.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      body: init.body,
    };
    const asked = `${request.method} ${decodeURIComponent(path)}`;
    this.asked.push(asked);
    this.paths.push(path);
    this.onRequest(asked);
    // An answer never comes in the turn of its request, so that others can ask meanwhile.
    await new Promise((resolve) => setImmediate(resolve));
    const { status, body, headers = {} } = this.#faultFor(asked) ?? this.#answer(request);
    this.points += 1 + 2 * resultsIn(body);
    return {
      status,
      headers: new Headers(headers),
      text: () => Promise.resolve(typeof body === 'string' ? body : JSON.stringify(body ?? '')),
    };
  };

  #faultFor(asked: string): Answer | undefined {
    const fault = this.faults.find(({ match, times = 1 }) => match.test(asked) && times > 0);
    if (!fault) return undefined;
    if (fault.times !== undefined) fault.times -= 1;
    if (fault.answer === 'cut') throw new Error('socket hang up');
    return fault.answer;
  }

  #answer(request: Request): Answer {
    const { method, path, query } = request;
    switch (`${method} ${path.replace('/wiki/rest/api/', '')}`) {
      case 'GET group':
        return this.#page(
          request,
          this.#groups(({ access }) => access === query.get('accessType')),
        );
      case 'GET group/by-id': {
        const group = this.groups.get(query.get('id') ?? '');
        if (!group) return { status: 404 };
        const { name, managedBy } = group;
        return { status: 200, body: { id: query.get('id'), name, ...(managedBy && { managedBy }) } };
      }
      case 'GET user/memberof':
        return this.#page(
          request,
          this.#groups(({ members }) => members.has(query.get('accountId') ?? '')),
        );
      case 'GET user/bulk':
        return this.#page(
          request,
          this.#users(query.getAll('accountId').filter((id) => this.accounts.has(id))),
        );
      case 'POST group/userByGroupId':
      case 'DELETE group/userByGroupId':
        return this.#change(request, this.groups.get(query.get('groupId') ?? ''));
      case 'POST group/user':
      case 'DELETE group/user':
        return this.#change(
          request,
          [...this.groups.values()].find(({ name }) => name === query.get('name')),
        );
      default:
        return this.#members(request);
    }
  }

  #members(request: Request): Answer {
    const groupId = /^\/wiki\/rest\/api\/group\/([^/]+)\/membersByGroupId$/.exec(request.path)?.[1];
    if (groupId === undefined) throw new Error(`Nothing answers ${request.path}.`);
    const group = this.groups.get(decodeURIComponent(groupId));
    if (!group) return { status: 400 };
    const { totalSize = group.members.size } = group;
    const page = this.#page(request, this.#users(this.listsAs([...group.members])));
    return { status: 200, body: { ...page.body, totalSize } };
  }

  #change({ method, query, body }: Request, group: MemoryGroup | undefined): Answer {
    const posted = body === undefined ? undefined : (JSON.parse(body) as { accountId: string });
    const accountId = posted?.accountId ?? query.get('accountId') ?? '';
    if (!group || !this.accounts.has(accountId)) return { status: 404, body: { message: 'Not there' } };
    const isMember = group.members.has(accountId);
    if (method === 'POST') {
      group.members.add(accountId);
      return { status: isMember && this.alreadySo === 'refusal' ? 409 : 201 };
    }
    group.members.delete(accountId);
    return { status: isMember || this.alreadySo === 'success' ? 204 : 404, body: { message: 'Not there' } };
  }

  #groups(matches: (group: MemoryGroup) => boolean): object[] {
    return [...this.groups].flatMap(([id, group]) => (matches(group) ? [{ id, name: group.name }] : []));
  }

  #users(accountIds: readonly string[]): object[] {
    return accountIds.map((accountId) => ({ accountId, accountType: this.accounts.get(accountId) }));
  }

  #page({ query }: Request, all: readonly object[]): { status: number; body: object } {
    const start = Number(query.get('start') ?? 0);
    const end = start + Math.min(Number(query.get('limit') ?? 200), this.pageSize);
    const _links = end < all.length ? { next: '/more' } : {};
    return { status: 200, body: { results: all.slice(start, end), _links } };
  }
}

function resultsIn(body: unknown): number {
  if (typeof body !== 'object' || body === null) return 0;
  if ('results' in body) return Array.isArray(body.results) ? body.results.length : 0;
  return 'id' in body ? 1 : 0;
}
