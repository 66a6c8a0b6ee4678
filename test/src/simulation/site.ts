import type { Confluence, ConfluenceResponse } from '../../../src/confluence/confluence';
import type { Action, Change, Membership } from '../../../src/contract/changes';
import { ADDITIONS_PER_SECOND, REMOVALS_PER_SECOND } from '../../../src/contract/limits';
import { ACTIONS } from '../../../src/membership/actions';
import { membershipKey } from '../../../src/membership/changeBlocks';
import type { Timeline } from '../../support/timeline';
import { Admins, errorOfRefusal, type Asker } from './admins';

/** What happens to one request that changes something. `lostAfter` and `failsAfter` apply the change first. */
export type RequestFault =
  | { kind: 'lostBefore' | 'lostAfter' | 'failsBefore' | 'failsAfter' | 'invalid' | 'strange' }
  | { kind: 'burst' | 'quota' | 'down'; retryAfterS: number | undefined }
  | { kind: 'slow'; ms: number };

export interface SiteOptions {
  timeline: Timeline;
  /** Draws from [0, 1). */
  random: () => number;
  /** ms a request takes, between these. */
  latency: { leastMs: number; mostMs: number };
  /** What Confluence answers where it is so already: a success as documented, or 404 and 409 as reported. */
  answersToRepetition: 'documented' | 'reported';
  /** The fault of the nth change (0 for the first), if any. */
  faultOf: (request: number, accountId: string) => RequestFault | undefined;
}

/** A request that changes something, as it was sent. */
export interface SentRequest extends Change {
  at: number;
  invocation: number;
  asker: Asker;
  /** Confluence had told this invocation that it is taken for the admin it asks for. */
  isIdentified: boolean;
  /** Memberships the person had then. */
  groups: readonly string[];
}

/** How an invocation asks. */
export interface Asking {
  asker: Asker;
  /** Its machine's clock. */
  now: () => number;
  /** Told of `Retry-After` after a change, with the ms it has. */
  heard: (action: Action, retryAfterMs: number) => void;
  /** Never resolves once the function is dead. */
  alive: <T>(promise: Promise<T>) => Promise<T>;
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

const LOST = 'lost';
const REQUEST_TIMEOUT_MS = 10_000;
const NAMES: Record<
  Action,
  { method: 'POST' | 'DELETE'; perSecond: number; success: number; repetition: number }
> = {
  add: { method: 'POST', perSecond: ADDITIONS_PER_SECOND, success: 201, repetition: 409 },
  remove: { method: 'DELETE', perSecond: REMOVALS_PER_SECOND, success: 204, repetition: 404 },
};

/** Groups on a Confluence site: who is in them, what it is asked, and what goes wrong. */
export class Site {
  /** By group id; a group that is not there does not exist. */
  readonly groups = new Map<string, Set<string>>();
  readonly deletedAccounts = new Set<string>();
  readonly requests: SentRequest[] = [];
  /** Memberships that a request of the app changed. */
  readonly changedByApp = new Set<string>();
  /** Memberships that a request of the app found as it wants them, or made so; with the action. */
  readonly seenSo = new Set<string>();
  /** Memberships that others changed. */
  readonly changedByOthers = new Set<string>();
  /** Of which an answer did not arrive. */
  readonly lost = new Set<string>();
  /** Refused for a while, lost, or failed for a while. */
  readonly troubled = new Set<string>();
  /** Reads other than of who it is that an invocation made before it knew. */
  readonly early: string[] = [];
  refusedForSpeed = 0;
  isPermitted = true;
  /** Always, so far. */
  wasPermitted = true;
  readonly admins = new Admins();
  readonly #options: SiteOptions;
  readonly #buckets: Record<Action, { tokens: number; filledAt: number }>;
  /** Invocations of the worker that know that they are taken for their admin. */
  readonly #identified = new Set<number>();

  constructor(options: SiteOptions) {
    this.#options = options;
    const full = (action: Action) => ({ tokens: NAMES[action].perSecond, filledAt: options.timeline.now() });
    this.#buckets = { add: full('add'), remove: full('remove') };
  }

  isMember({ groupId, accountId }: Membership): boolean {
    return this.groups.get(groupId)?.has(accountId) ?? false;
  }

  /** Whether the membership is as the change wants it. */
  isSo(change: Change): boolean {
    return this.isMember(change) === ACTIONS[change.action].wantsMember;
  }

  /** Others make a change. */
  changeByOthers({ groupId, accountId, action }: Change): void {
    const group = this.groups.get(groupId);
    if (!group || this.deletedAccounts.has(accountId)) return;
    this.changedByOthers.add(membershipKey({ groupId, accountId }));
    if (ACTIONS[action].wantsMember) group.add(accountId);
    else group.delete(accountId);
  }

  deleteAccount(accountId: string): void {
    this.deletedAccounts.add(accountId);
    for (const group of this.groups.values()) group.delete(accountId);
  }

  /** Another client's request: takes from the same bucket. @returns whether it was let in */
  admit(action: Action): boolean {
    const { perSecond } = NAMES[action];
    const bucket = this.#buckets[action];
    const now = this.#options.timeline.now();
    bucket.tokens = Math.min(perSecond, bucket.tokens + ((now - bucket.filledAt) / 1_000) * perSecond);
    bucket.filledAt = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  /** The site as the function asks it in one invocation. */
  confluenceFor({ asker, now, heard, alive }: Asking): Confluence {
    return {
      now,
      timeLeftMs: () => Infinity,
      errorOf: errorOfRefusal,
      requestConfluence: async (path, { method, body }) => {
        const url = new URL(path, 'https://site');
        if (!method) return responseOf(await alive(this.#read(url, asker)));
        const change = changeIn(method, url, body);
        const answer = await alive(this.#changeInTime(change, asker));
        if (!answer) throw new Error('No answer.');
        const retryAfter = answer.headers?.['retry-after'];
        if (retryAfter !== undefined) heard(change.action, Number(retryAfter) * 1_000);
        return responseOf(answer);
      },
    };
  }

  async #read(url: URL, asker: Asker): Promise<Answer> {
    const { timeline, latency } = this.#options;
    const isOfWho = url.pathname.endsWith('/user/current');
    if (!isOfWho && !this.#isIdentified(asker)) this.early.push(url.pathname);
    await timeline.sleep(latency.leastMs);
    this.admins.send(asker);
    if (this.admins.isUnreachable(asker)) return { status: 503 };
    const accountId = this.admins.accountOf(asker);
    if (accountId === undefined) return { status: 401 };
    if (!isOfWho) return this.#readAnswer(url);
    if (accountId === asker.accountId) this.#identified.add(asker.invocation);
    const operations = this.admins.mayAdminister(accountId) ? ADMINISTERS : [];
    return { status: 200, body: { accountId, operations } };
  }

  #isIdentified({ isImpersonated, invocation }: Asker): boolean {
    return !isImpersonated || this.#identified.has(invocation);
  }

  #readAnswer({ pathname, searchParams }: URL): Answer {
    const accountId = searchParams.get('accountId') ?? '';
    const members = /\/group\/([^/]+)\/membersByGroupId$/.exec(pathname)?.[1];
    if (members !== undefined) return this.#membersOf(members, searchParams);
    switch (pathname.slice('/wiki/rest/api/'.length)) {
      case 'group/by-id': {
        const id = searchParams.get('id') ?? '';
        return this.groups.has(id) ? { status: 200, body: { id, name: id } } : { status: 404, body: {} };
      }
      case 'group':
        return { status: 200, body: { results: [] } };
      case 'user/bulk':
        return { status: 200, body: { results: this.deletedAccounts.has(accountId) ? [] : [{ accountId }] } };
      case 'user/memberof': {
        const ids = [...this.groups].flatMap(([id, group]) =>
          group.has(accountId) ? [{ id, name: id }] : [],
        );
        return { status: 200, body: { results: ids } };
      }
      default:
        throw new Error(`The simulation has no ${pathname}.`);
    }
  }

  #membersOf(groupId: string, page: URLSearchParams): Answer {
    const group = this.groups.get(groupId);
    if (!group) return { status: 404, body: {} };
    const start = Number(page.get('start'));
    const end = start + Number(page.get('limit'));
    const results = [...group].slice(start, end).map((accountId) => ({ accountId }));
    const _links = end < group.size ? { next: '/more' } : {};
    return { status: 200, body: { results, totalSize: group.size, _links } };
  }

  async #changeInTime(change: Change, asker: Asker): Promise<Answer | undefined> {
    const { timeline } = this.#options;
    const timeout = new AbortController();
    try {
      const answer = this.#change(change, asker).then((received) => ({ received }));
      const first = await Promise.race([answer, timeline.sleep(REQUEST_TIMEOUT_MS, timeout.signal)]);
      if (!first) this.lost.add(membershipKey(change));
      return first?.received;
    } finally {
      timeout.abort('answered'); // The reason that Node makes up costs more than the request.
    }
  }

  /** From sending to the answer; undefined where none comes. */
  async #change(change: Change, asker: Asker): Promise<Answer | undefined> {
    const { timeline, random, latency, faultOf } = this.#options;
    const fault = faultOf(this.requests.length, change.accountId);
    const groups = [...this.groups].flatMap(([id, group]) => (group.has(change.accountId) ? [id] : []));
    const { invocation } = asker;
    const isIdentified = this.#isIdentified(asker);
    this.requests.push({ ...change, at: timeline.now(), invocation, asker, isIdentified, groups });
    const halfMs = Math.round((latency.leastMs + random() * (latency.mostMs - latency.leastMs)) / 2);
    await timeline.sleep(halfMs + (fault?.kind === 'slow' ? fault.ms : 0));
    this.admins.send(asker);
    const answer = this.#answer(change, fault, asker);
    if (answer === LOST) {
      this.lost.add(membershipKey(change));
      return undefined;
    }
    await timeline.sleep(halfMs);
    return answer;
  }

  #answer(change: Change, fault: RequestFault | undefined, asker: Asker): Answer | typeof LOST {
    if (!this.admit(change.action)) {
      this.refusedForSpeed += 1;
      return tooMany('confluence-burst-based', 1);
    }
    const isUnreachable = this.admins.isUnreachable(asker);
    if (isUnreachable || (fault && fault.kind !== 'slow' && fault.kind !== 'invalid')) {
      this.troubled.add(membershipKey(change));
    }
    if (isUnreachable) return { status: 503 };
    switch (fault?.kind) {
      case undefined:
      case 'slow':
        return this.#apply(change, asker);
      case 'lostBefore':
        return LOST;
      case 'lostAfter':
        this.#apply(change, asker);
        return LOST;
      case 'failsBefore':
        return { status: 500 };
      case 'failsAfter':
        this.#apply(change, asker);
        return { status: 500 };
      case 'invalid':
        return { status: 400 };
      case 'strange':
        this.lost.add(membershipKey(change));
        // Who gets it looks the membership up.
        if (this.isSo(change)) this.seenSo.add(`${change.action} ${membershipKey(change)}`);
        return { status: 200 };
      case 'burst':
        return tooMany('confluence-burst-based', fault.retryAfterS);
      case 'quota':
        return tooMany('confluence-quota-global-based', fault.retryAfterS);
      case 'down':
        return { status: 503, headers: retryAfter(fault.retryAfterS) };
    }
  }

  #apply(change: Change, asker: Asker): Answer {
    const { groupId, accountId, action } = change;
    const { success, repetition } = NAMES[action];
    const group = this.groups.get(groupId);
    const by = this.admins.accountOf(asker);
    if (by === undefined) return { status: 401 };
    if (!this.isPermitted || !this.admins.mayAdminister(by)) return { status: 403 };
    if (!group || this.deletedAccounts.has(accountId)) return { status: 404, body: {} };
    this.seenSo.add(`${action} ${membershipKey(change)}`);
    if (this.isSo(change)) {
      const isDocumented = this.#options.answersToRepetition === 'documented';
      return { status: isDocumented ? success : repetition, body: {} };
    }
    if (ACTIONS[action].wantsMember) group.add(accountId);
    else group.delete(accountId);
    this.changedByApp.add(membershipKey(change));
    return { status: success };
  }
}

const ADMINISTERS = [{ operation: 'administer', targetType: 'application' }];

function changeIn(method: 'POST' | 'DELETE', { searchParams }: URL, body: string | undefined): Change {
  const groupId = searchParams.get('groupId') ?? '';
  switch (method) {
    case 'DELETE':
      return { groupId, accountId: searchParams.get('accountId') ?? '', action: 'remove' };
    case 'POST': {
      const parsed: unknown = JSON.parse(body ?? '{}');
      const accountId: unknown =
        typeof parsed === 'object' && parsed !== null && Reflect.get(parsed, 'accountId');
      return { groupId, accountId: String(accountId), action: 'add' };
    }
  }
}

function responseOf({ status, headers = {}, body }: Answer): ConfluenceResponse {
  return {
    status,
    headers: { forEach: (visit) => Object.entries(headers).forEach(([name, value]) => visit(value, name)) },
    text: () => Promise.resolve(body === undefined ? '' : JSON.stringify(body)),
  };
}

function tooMany(reason: string, retryAfterS: number | undefined): Answer {
  return { status: 429, headers: { 'ratelimit-reason': reason, ...retryAfter(retryAfterS) } };
}

function retryAfter(seconds: number | undefined): Record<string, string> {
  return seconds === undefined ? {} : { 'retry-after': String(seconds) };
}
