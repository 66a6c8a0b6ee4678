import { errorFromAnswer, noAnswer, type HttpAnswer } from '../../../../src/confluence/errors';
import type { Result } from '../../../../src/confluence/request';
import { DELETES_PER_SECOND } from '../../../../src/removal/limits';
import type { RunAction } from '../../../../src/contract';
import type { Timeline } from '../../../support/timeline';

/** What happens to one request. `lostAfter` and `failsAfter` apply the change first. */
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
  /** What a request does: DELETEs remove, at 50 a second by default, POSTs put back. */
  action?: RunAction;
  perSecond?: number;
  /** The fault of the nth request (0 for the first), if any. */
  faultOf: (request: number, accountId: string) => RequestFault | undefined;
}

const LOST = 'lost';

/** One group on a Confluence site: who is in it, what it is asked, and what goes wrong. */
export class Site {
  readonly members = new Set<string>();
  readonly deletedAccounts = new Set<string>();
  readonly requests: { at: number; accountId: string; invocation: number }[] = [];
  /** Whom a DELETE of the app took out. */
  readonly removedByApp = new Set<string>();
  /** Of whom an answer did not arrive. */
  readonly lost = new Set<string>();
  /** How often each was refused, lost or failed for a while. */
  readonly passingFaults = new Map<string, number>();
  refusedForSpeed = 0;
  groupExists = true;
  permitted = true;
  signedIn = true;
  readonly #options: SiteOptions;
  readonly #perSecond: number;
  #tokens: number;
  #filledAt: number;

  constructor(options: SiteOptions) {
    this.#options = options;
    this.#perSecond = options.perSecond ?? DELETES_PER_SECOND;
    this.#tokens = this.#perSecond;
    this.#filledAt = options.timeline.now();
  }

  /** A request about one person, from sending to the answer; undefined where none comes. */
  async change(accountId: string, invocation: number): Promise<HttpAnswer | undefined> {
    const { timeline, random, latency, faultOf } = this.#options;
    const fault = faultOf(this.requests.length, accountId);
    this.requests.push({ at: timeline.now(), accountId, invocation });
    const tookMs = latency.leastMs + random() * (latency.mostMs - latency.leastMs);
    await timeline.sleep(tookMs / 2 + (fault?.kind === 'slow' ? fault.ms : 0));
    const answer = this.#answer(accountId, fault);
    if (answer === LOST) {
      this.lost.add(accountId);
      return undefined;
    }
    await timeline.sleep(tookMs / 2);
    return answer;
  }

  /** Another client's DELETE: takes from the same bucket. @returns whether it was let in */
  admit(): boolean {
    const now = this.#options.timeline.now();
    const gained = ((now - this.#filledAt) / 1_000) * this.#perSecond;
    this.#tokens = Math.min(this.#perSecond, this.#tokens + gained);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Someone else takes the person out. */
  removeByOther(accountId: string): void {
    this.members.delete(accountId);
  }

  deleteAccount(accountId: string): void {
    this.deletedAccounts.add(accountId);
    this.members.delete(accountId);
  }

  #answer(accountId: string, fault: RequestFault | undefined): HttpAnswer | typeof LOST {
    if (!this.admit()) {
      this.refusedForSpeed += 1;
      return tooMany('confluence-burst-based', 1);
    }
    if (fault && fault.kind !== 'slow' && fault.kind !== 'invalid') {
      this.passingFaults.set(accountId, (this.passingFaults.get(accountId) ?? 0) + 1);
    }
    switch (fault?.kind) {
      case undefined:
      case 'slow':
        return this.#apply(accountId);
      case 'lostBefore':
        return LOST;
      case 'lostAfter':
        this.#apply(accountId);
        return LOST;
      case 'failsBefore':
        return answer(500);
      case 'failsAfter':
        this.#apply(accountId);
        return answer(500);
      case 'invalid':
        return answer(400);
      case 'strange':
        this.lost.add(accountId);
        return answer(200);
      case 'burst':
        return tooMany('confluence-burst-based', fault.retryAfterS);
      case 'quota':
        return tooMany('confluence-quota-global-based', fault.retryAfterS);
      case 'down':
        return answer(
          503,
          fault.retryAfterS === undefined ? {} : { 'retry-after': String(fault.retryAfterS) },
        );
    }
  }

  #apply(accountId: string): HttpAnswer {
    if (!this.signedIn) return answer(401);
    if (!this.permitted) return answer(403);
    if (!this.groupExists || this.deletedAccounts.has(accountId)) return answer(404);
    if (this.#options.action === 'restore') {
      this.members.add(accountId);
      return answer(201);
    }
    if (this.members.delete(accountId)) this.removedByApp.add(accountId);
    return answer(204);
  }
}

/** What `src/confluence` makes of an answer; the group lookup after a 404 always answers here. */
export function resultOf(site: Site, received: HttpAnswer | undefined, nowMs: number): Result<undefined> {
  if (!received) return { ok: false, error: noAnswer('write', 'cut') };
  if (received.status === 204 || received.status === 201) return { ok: true, value: undefined };
  if (received.status === 200) return { ok: false, error: { kind: 'unconfirmed', status: 200 } };
  const error = errorFromAnswer(received, nowMs);
  const missing = error.kind === 'groupNotFound' && site.groupExists;
  return { ok: false, error: missing ? { ...error, kind: 'userNotFound' } : error };
}

function answer(status: number, headers: Record<string, string> = {}): HttpAnswer {
  return { status, headers, body: '' };
}

function tooMany(reason: string, retryAfterS: number | undefined): HttpAnswer {
  return answer(429, {
    'ratelimit-reason': reason,
    ...(retryAfterS !== undefined && { 'retry-after': String(retryAfterS) }),
  });
}
