import { principalOf } from './authentication';
import { avatarResponse } from './avatars';
import type { Clock } from './clock';
import { RestError } from './errors';
import type { Fault, Faults } from './faults';
import { faultTargetOf } from './faultTarget';
import type { HeaderStyle } from './limitHeaders';
import { burstRefusal, Limits, pointsFor } from './limits';
import { isHead } from './method';
import type { NonMember } from './nonMember';
import { hex, type Random } from './prng';
import { ConnectionLost, type Caller, type ConfluenceRequest, type ConfluenceResponse } from './protocol';
import { RequestLog, type LogEntry } from './requestLog';
import { answerResponse, errorResponse, faultResponse } from './responses';
import { answerRest } from './rest';
import { Site, type Seed } from './site';
import type { MatchedOperation, Specification } from './specification';

export interface ServerOptions {
  seed: Seed;
  specification: Specification;
  clock: Clock;
  /** Makes trace ids. */
  random: Random;
  latencyMs: number;
  /** Whether rate limits are enforced. */
  limits: boolean;
  nonMember: NonMember;
  /** Which headers tell of rate limits. */
  rateLimitHeaders: HeaderStyle;
  faults: Faults;
}

/** What came of a request: the response (undefined when the connection is lost) and its cost in points. */
interface Exchange {
  response: ConfluenceResponse | undefined;
  points: number;
}

/** Takes requests through latency, limits and faults to the REST operations, and logs them. */
export class Server {
  readonly log = new RequestLog();
  readonly faults: Faults;
  readonly #options: ServerOptions;
  #site: Site;
  #limits: Limits;
  /** Aborted by a reset. */
  #inFlight = new AbortController();

  constructor(options: ServerOptions) {
    this.#options = options;
    this.faults = options.faults;
    this.#site = new Site(options.seed);
    this.#limits = new Limits(options.rateLimitHeaders);
  }

  /** The seeded site again, with nothing logged, spent or about to fail. Requests in flight are lost. */
  reset(): void {
    this.#inFlight.abort(new ConnectionLost());
    this.#inFlight = new AbortController();
    this.#site = new Site(this.#options.seed);
    this.#limits = new Limits(this.#options.rateLimitHeaders);
    this.log.clear();
    this.faults.clear();
  }

  /** Everybody as they are now. */
  get people(): Site['people'] {
    return this.#site.people;
  }

  /** Gives somebody other fields until the next reset; false when there is no such account. */
  changePerson(...change: Parameters<Site['changePerson']>): boolean {
    return this.#site.changePerson(...change);
  }

  /** Answers a request. Rejects with `ConnectionLost` when a fault says so, or when the site is reset meanwhile. */
  async handle(request: ConfluenceRequest): Promise<ConfluenceResponse> {
    const response =
      avatarResponse(this.#site, request.method, request.path) ?? (await this.#handleRest(request));
    return isHead(request.method) ? { ...response, body: '' } : response;
  }

  async #handleRest(request: ConfluenceRequest): Promise<ConfluenceResponse> {
    const { clock, latencyMs, random, specification } = this.#options;
    const { signal } = this.#inFlight;
    const logged = this.#logArrival(request);
    if (latencyMs > 0) await clock.sleep(latencyMs, signal);
    signal.throwIfAborted();

    // Limits come before faults: what the gateway refuses never gets far enough for anything else to go wrong.
    const operation = specification.match(request);
    const refusal = this.#admit(request, operation);
    const fault = refusal === undefined ? this.faults.take(faultTargetOf(request)) : undefined;
    if (fault?.delayMs !== undefined) await clock.sleep(fault.delayMs, signal);
    // No more waiting from here on, so no reset comes between what is changed, booked and logged.
    signal.throwIfAborted();

    const { response, points: price } = refusal ?? this.#exchange(request, operation, fault);
    const points = isFree(request.caller) ? 0 : price;
    this.#spend(request, operation, points);
    logged.status = response?.status ?? 0;
    logged.points = points;
    if (response === undefined) throw new ConnectionLost();
    const headers = { 'atl-traceid': hex(random, 32), ...response.headers };
    // A 429 tells of the limit that was met, and of no other.
    if (response.status === 429) return { ...response, headers };
    return { ...response, headers: { ...this.#usageHeaders(request, operation), ...headers } };
  }

  /** Until it is answered, a request is in the log with status 0. */
  #logArrival(request: ConfluenceRequest): LogEntry {
    const { caller } = request;
    const entry: LogEntry = {
      at: new Date(this.#options.clock.now()).toISOString(),
      method: request.method.toUpperCase(),
      path: request.path,
      principal: principalOf(request),
      ...(caller.kind === 'app' ? { via: caller.via } : {}),
      status: 0,
      points: 0,
    };
    this.log.add(entry);
    return entry;
  }

  #exchange(
    request: ConfluenceRequest,
    operation: MatchedOperation | undefined,
    fault: Fault | undefined,
  ): Exchange {
    if (fault?.drop === 'before') return { response: undefined, points: 0 };
    if (fault?.drop === 'after') return { ...this.#apply(request, operation), response: undefined };
    if (fault?.status === undefined) return this.#apply(request, operation);
    const { clock, rateLimitHeaders } = this.#options;
    const burst = burstRefusal(request.method.toLowerCase(), rateLimitHeaders, clock.now());
    const response = faultResponse(fault.status, fault, burst);
    return { response, points: fault.status === 429 ? 0 : pointsFor(0) };
  }

  #apply(request: ConfluenceRequest, operation: MatchedOperation | undefined): Exchange {
    try {
      const { specification, nonMember } = this.#options;
      const answer = answerRest({ site: this.#site, specification, nonMember }, operation, request);
      return { response: answerResponse(answer), points: pointsFor(answer.returned) };
    } catch (error) {
      return refused(error);
    }
  }

  /** The 429 for a request over a limit. */
  #admit({ caller }: ConfluenceRequest, operation: MatchedOperation | undefined): Exchange | undefined {
    if (!this.#options.limits || operation === undefined) return undefined;
    try {
      const now = this.#options.clock.now();
      this.#limits.admit(operation.operationId, operation.method, isCounted(caller), now);
      return undefined;
    } catch (error) {
      return refused(error);
    }
  }

  /** Books the cost of a request where it is counted. */
  #spend({ caller }: ConfluenceRequest, operation: MatchedOperation | undefined, points: number): void {
    if (!this.#options.limits || operation === undefined || !isCounted(caller)) return;
    this.#limits.spend(points, this.#options.clock.now());
  }

  /** The headers that tell what is left. */
  #usageHeaders(
    { caller }: ConfluenceRequest,
    operation: MatchedOperation | undefined,
  ): Record<string, string> {
    if (!this.#options.limits || operation === undefined) return {};
    const { operationId, method } = operation;
    return this.#limits.headers(operationId, method, isCounted(caller), this.#options.clock.now());
  }
}

/**
 * Whether the request costs the app nothing: what comes over the bridge is not counted. Source: Atlassian's staff in the
 * developer community, April 2026; it may change with notice.
 */
function isFree(caller: Caller): boolean {
  return caller.kind === 'app' && caller.via === 'bridge';
}

/** Whether the app's hourly points are spent on the request. */
function isCounted(caller: Caller): boolean {
  return caller.kind === 'app' && !isFree(caller);
}

function refused(error: unknown): Exchange {
  if (!(error instanceof RestError)) throw error;
  return { response: errorResponse(error), points: error.status === 429 ? 0 : pointsFor(0) };
}
