import { randomUUID } from 'node:crypto';
import { ConnectionLost, RequestLog, type Clock, type Fault, type Faults } from '../../confluence';
import type { ServiceAnswer } from '../fetchAnswer';
import { Entries, type Entry } from './entries';
import { badRequest, KvsError, scopeMissing } from './errors';
import { faultAnswer } from './faultAnswer';
import { KvsLimits, MAX_PAYLOAD_BYTES, unitsOf } from './limits';
import { namedKeys } from './namedKeys';
import { operations, type Operation } from './operations';
import type { KvsLogEntry, KvsRequest } from './protocol';

const SCOPE = 'storage:app';

export interface KvsServerOptions {
  clock: Clock;
  /** Those of the whole sandbox; the ones for the service "storage" happen here. */
  faults: Faults;
  /** Whether rate limits are enforced. Sizes always are. */
  limits: boolean;
  /** How late queries notice a write. */
  queryLagMs: number;
  /** What is stored to begin with. */
  initial: readonly Entry[];
  /** Told after every change. */
  onChange: () => void;
}

/** Takes requests through limits and faults to the operations, and logs them. */
export class KvsServer {
  readonly log = new RequestLog<KvsLogEntry>();
  readonly #options: KvsServerOptions;
  #entries: Entries;
  #limits = new KvsLimits();
  /** Aborted by a reset. */
  #inFlight = new AbortController();

  constructor(options: KvsServerOptions) {
    this.#options = options;
    this.#entries = new Entries(options.initial, options.queryLagMs);
  }

  /** Nothing stored, logged or spent. Requests in flight are lost. */
  reset(): void {
    this.#inFlight.abort(new ConnectionLost());
    this.#inFlight = new AbortController();
    this.#entries = new Entries([], this.#options.queryLagMs);
    this.#limits = new KvsLimits();
    this.log.clear();
    this.#options.onChange();
  }

  /** Everything stored, in the order of the keys. */
  entries(): Entry[] {
    return this.#entries.all(this.#options.clock.now());
  }

  /**
   * Answers a request. Rejects with `ConnectionLost` when a fault says so or the storage is reset meanwhile, and with
   * an error for people when the sandbox does not have what is asked for.
   */
  async handle(request: KvsRequest): Promise<ServiceAnswer> {
    const { clock, faults } = this.#options;
    const { signal } = this.#inFlight;
    const operation = operationAt(request.path);
    const body = parseJson(request.body);
    const logged = this.#logArrival(request.path, namedKeys(body));

    const refusal = this.#admit(request, operation);
    const target = { service: 'storage', method: 'POST', path: request.path, keys: logged.keys } as const;
    const fault = refusal === undefined ? faults.take(target) : undefined;
    if (fault?.delayMs !== undefined) await clock.sleep(fault.delayMs, signal);
    // No more waiting from here on, so no reset comes between what is changed, booked and logged.
    signal.throwIfAborted();

    const answer = refusal ? errorAnswer(refusal) : this.#exchange(operation, body, fault);
    const bytes = Buffer.byteLength(operation.kind === 'write' ? request.body : (answer?.body ?? ''));
    logged.units = refusal ? 0 : unitsOf(bytes);
    logged.status = answer?.status ?? 0;
    this.#limits.spend(operation.kind, logged.units, clock.now());
    if (answer === undefined) throw new ConnectionLost();
    const traceId = randomUUID().replaceAll('-', '');
    return { ...answer, headers: { 'x-b3-traceid': traceId, ...answer.headers } };
  }

  /** Until it is answered, a request is in the log with status 0. */
  #logArrival(path: string, keys: string[]): KvsLogEntry {
    const at = new Date(this.#options.clock.now()).toISOString();
    const entry = { at, path, keys, status: 0, units: 0 };
    this.log.add(entry);
    return entry;
  }

  /** Why a request does not even get to the storage, if so. */
  #admit({ body, scopes }: KvsRequest, { kind }: Operation): KvsError | undefined {
    if (!scopes.includes(SCOPE)) return scopeMissing();
    if (Buffer.byteLength(body) > MAX_PAYLOAD_BYTES) {
      return new KvsError(400, 'MAX_SIZE', `The payload is over ${String(MAX_PAYLOAD_BYTES)} bytes`);
    }
    return this.#options.limits ? this.#limits.admit(kind, this.#options.clock.now()) : undefined;
  }

  /** Undefined when the connection is lost. */
  #exchange(operation: Operation, body: unknown, fault: Fault | undefined): ServiceAnswer | undefined {
    if (fault?.drop === 'before') return undefined;
    if (fault?.status !== undefined) return faultAnswer(fault.status, fault);
    const answer = this.#apply(operation, body);
    return fault?.drop === 'after' ? undefined : answer;
  }

  #apply({ kind, run }: Operation, body: unknown): ServiceAnswer {
    try {
      if (body === undefined) throw badRequest('Provided request body is invalid: it is not JSON');
      const result = run(this.#entries, body, this.#options.clock.now());
      if (kind === 'write') this.#options.onChange();
      return result === undefined ? { status: 204, headers: {}, body: '' } : jsonAnswer(200, result);
    } catch (error) {
      if (!(error instanceof KvsError)) throw error;
      return errorAnswer(error);
    }
  }
}

function operationAt(path: string): Operation {
  const operation = Object.hasOwn(operations, path) ? operations[path] : undefined;
  if (!operation) throw new Error(`The sandbox’s storage has no ${path}: no secrets, no custom entities.`);
  return operation;
}

/** Undefined when it is none; JSON itself has no undefined. */
function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function errorAnswer({ status, body }: KvsError): ServiceAnswer {
  return jsonAnswer(status, body);
}

function jsonAnswer(status: number, body: unknown): ServiceAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
