import { principalOf } from './authentication';
import { avatarResponse } from './avatars';
import type { Clock } from './clock';
import { RestError } from './errors';
import { Faults, type Fault } from './faults';
import { faultTargetOf } from './faultTarget';
import { Limits, pointsFor } from './limits';
import { hex, type Random } from './prng';
import { ConnectionLost, type ConfluenceRequest, type ConfluenceResponse } from './protocol';
import { RequestLog } from './requestLog';
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
}

/** What came of a request: the response (undefined when the connection is lost) and its cost in points. */
interface Exchange {
  response: ConfluenceResponse | undefined;
  points: number;
}

/** Takes requests through latency, limits and faults to the REST operations, and logs them. */
export class Server {
  readonly log = new RequestLog();
  readonly faults = new Faults();
  readonly #options: ServerOptions;
  #site: Site;
  #limits = new Limits();

  constructor(options: ServerOptions) {
    this.#options = options;
    this.#site = new Site(options.seed);
  }

  /** The seeded site again, with nothing logged, spent or about to fail. */
  reset(): void {
    this.#site = new Site(this.#options.seed);
    this.#limits = new Limits();
    this.log.clear();
    this.faults.clear();
  }

  /** Answers a request. Rejects with `ConnectionLost` when a fault says so. */
  async handle(request: ConfluenceRequest): Promise<ConfluenceResponse> {
    const avatar = avatarResponse(this.#site, request.method, request.path);
    if (avatar !== undefined) return avatar;

    const { clock, latencyMs } = this.#options;
    if (latencyMs > 0) await clock.sleep(latencyMs);
    const operation = this.#options.specification.match(request);
    const { response, points } = await this.#exchange(request, operation);
    const limitHeaders = this.#spend(request, operation, points);
    this.log.add({
      at: new Date(clock.now()).toISOString(),
      method: request.method.toUpperCase(),
      path: request.path,
      principal: principalOf(request),
      status: response?.status ?? 0,
      points,
    });

    if (response === undefined) throw new ConnectionLost();
    const traceId = hex(this.#options.random, 32);
    return { ...response, headers: { 'atl-traceid': traceId, ...limitHeaders, ...response.headers } };
  }

  /** Limits come before faults: what the gateway refuses never gets far enough for anything else to go wrong. */
  async #exchange(request: ConfluenceRequest, operation: MatchedOperation | undefined): Promise<Exchange> {
    try {
      this.#admit(request, operation);
    } catch (error) {
      return refused(error);
    }
    const fault = this.faults.take(faultTargetOf(request));
    return fault === undefined ? this.#apply(request, operation) : this.#fail(fault, request, operation);
  }

  async #fail(
    fault: Fault,
    request: ConfluenceRequest,
    operation: MatchedOperation | undefined,
  ): Promise<Exchange> {
    if (fault.delayMs !== undefined) await this.#options.clock.sleep(fault.delayMs);
    if (fault.drop === 'before') return { response: undefined, points: 0 };
    if (fault.drop === 'after') return { ...this.#apply(request, operation), response: undefined };
    if (fault.status === undefined) return this.#apply(request, operation);
    return { response: faultResponse(fault.status, fault), points: fault.status === 429 ? 0 : pointsFor(0) };
  }

  #apply(request: ConfluenceRequest, operation: MatchedOperation | undefined): Exchange {
    try {
      const answer = answerRest(this.#site, this.#options.specification, operation, request);
      return { response: answerResponse(answer), points: pointsFor(answer.returned) };
    } catch (error) {
      return refused(error);
    }
  }

  #admit({ caller }: ConfluenceRequest, operation: MatchedOperation | undefined): void {
    if (!this.#options.limits || operation === undefined) return;
    const now = this.#options.clock.now();
    this.#limits.admit(operation.operationId, operation.method, caller.kind === 'app', now);
  }

  /** Books the cost of a request and answers the headers that tell what is left. */
  #spend(
    { caller }: ConfluenceRequest,
    operation: MatchedOperation | undefined,
    points: number,
  ): Record<string, string> {
    if (!this.#options.limits || operation === undefined) return {};
    const now = this.#options.clock.now();
    const isApp = caller.kind === 'app';
    if (isApp) this.#limits.spend(points, now);
    return this.#limits.headers(operation.operationId, operation.method, isApp, now);
  }
}

function refused(error: unknown): Exchange {
  if (!(error instanceof RestError)) throw error;
  return { response: errorResponse(error), points: error.status === 429 ? 0 : pointsFor(0) };
}
