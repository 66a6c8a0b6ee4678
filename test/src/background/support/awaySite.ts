import type { Confluence, ConfluenceResponse } from '../../../../src/confluence/confluence';
import type { Timeline } from '../../../support/timeline';

/** A request that changes something. */
interface SentRemoval {
  at: number;
  accountId: string;
  /** As whom it was asked for. */
  by: string;
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

const LATENCY_MS = 20;
const ADMINISTERS = [{ operation: 'administer', targetType: 'application' }];

/** One group on a Confluence site that is asked by pages, and for admins who are away. */
export class AwaySite {
  readonly members = new Set<string>();
  readonly administrators = new Set(['admin', 'other-admin']);
  readonly removals: SentRemoval[] = [];
  /** What comes of asking for an admin who is away. */
  impersonation: 'on' | 'off' | 'ineffective' | 'asOther' | 'unanswered' = 'on';
  /** The answer to a removal, where it is not made. */
  answerToRemoval: ((accountId: string) => Answer | undefined) | undefined;
  /** Requests for an admin who is away. */
  asked = 0;
  readonly #timeline: Timeline;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  /** @param alive never resolves once the function is dead */
  as(actorId: string, isAway: boolean, alive: <T>(promise: Promise<T>) => Promise<T>): Confluence {
    return {
      now: this.#timeline.now,
      timeLeftMs: () => Infinity,
      errorOf: (thrown) =>
        thrown instanceof Refused ? { kind: 'actorUnavailable', status: 401 } : undefined,
      requestConfluence: async (path, { method = 'GET' }) => {
        await alive(this.#timeline.sleep(LATENCY_MS));
        if (isAway) this.asked += 1;
        const caller = this.#callerOf(actorId, isAway);
        return responseOf(this.#answer(method, new URL(path, 'https://site'), caller));
      },
    };
  }

  #callerOf(actorId: string, isAway: boolean): string | undefined {
    switch (isAway ? this.impersonation : 'on') {
      case 'on':
        return actorId;
      case 'ineffective':
        return undefined;
      case 'asOther':
        return 'other-admin';
      case 'off':
        throw new Refused();
      case 'unanswered':
        throw new Error('socket hang up');
    }
  }

  #answer(method: string, { pathname, searchParams }: URL, caller: string | undefined): Answer {
    switch (`${method} ${pathname.replace('/wiki/rest/api/', '')}`) {
      case 'GET user/current': {
        const operations = this.administrators.has(caller ?? '') ? ADMINISTERS : [];
        return { status: 200, body: { type: caller ? 'known' : 'anonymous', accountId: caller, operations } };
      }
      case 'GET group':
      case 'GET group/g/membersByGroupId':
        return { status: 200, body: { results: [], _links: {} } };
      case 'GET group/by-id':
        return { status: 200, body: { id: 'g', name: 'g' } };
      case 'DELETE group/userByGroupId':
        return this.#remove(searchParams.get('accountId') ?? '', caller);
      default:
        throw new Error(`Nothing answers ${method} ${pathname}.`);
    }
  }

  #remove(accountId: string, caller: string | undefined): Answer {
    if (caller === undefined || !this.administrators.has(caller)) return { status: 403, body: {} };
    this.removals.push({ at: this.#timeline.now(), accountId, by: caller });
    const answer = this.answerToRemoval?.(accountId);
    if (answer) return answer;
    this.members.delete(accountId);
    return { status: 204 };
  }
}

class Refused extends Error {}

function responseOf({ status, headers = {}, body }: Answer): ConfluenceResponse {
  return {
    status,
    headers: new Headers(headers),
    text: () => Promise.resolve(body === undefined ? '' : JSON.stringify(body)),
  };
}
