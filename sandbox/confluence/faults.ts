import { validateHeaderName, validateHeaderValue } from 'node:http';
import * as v from 'valibot';

/** The longest a timer of Node's can be. */
const MAX_DELAY_MS = 2_147_483_647;

/** They say how the answer is transferred, which the sandbox decides itself. */
const TRANSFER_HEADERS = ['content-length', 'transfer-encoding', 'trailer'];

/** `queue` is what the app asks of the queue, `delivery` what the queue does with an event whose time has come. */
const SERVICES = ['confluence', 'storage', 'queue', 'delivery'] as const;

const NonEmpty = v.pipe(v.string(), v.nonEmpty('must not be empty'));

const Pattern = v.pipe(
  v.string(),
  v.check((text) => isAccepted(() => new RegExp(text)), 'is not a valid regular expression'),
);

const HeaderName = v.pipe(
  v.string(),
  v.check((name) => isAccepted(() => validateHeaderName(name)), 'is not a valid header name'),
  v.check((name) => !TRANSFER_HEADERS.includes(name.toLowerCase()), 'cannot be set: the sandbox sets it'),
);

const HeaderValue = v.pipe(
  v.string(),
  v.check((value) => isAccepted(() => validateHeaderValue('x', value)), 'is not a valid header value'),
);

const FaultFields = v.strictObject({
  service: v.optional(v.picklist(SERVICES, `must be one of ${SERVICES.map((one) => `"${one}"`).join(', ')}`)),
  method: v.optional(NonEmpty),
  path: v.optional(Pattern),
  accountId: v.optional(NonEmpty),
  key: v.optional(Pattern),
  status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599))),
  headers: v.optional(v.record(HeaderName, HeaderValue)),
  body: v.optional(v.unknown()),
  delayMs: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_DELAY_MS))),
  drop: v.optional(v.picklist(['before', 'after'])),
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

/** A fault that could not do what it says is a mistake in the test that sets it. */
const FaultSchema = v.pipe(
  FaultFields,
  v.check(
    ({ status, headers, body }) => status !== undefined || (headers === undefined && body === undefined),
    '"headers" and "body" need a "status"',
  ),
  v.check(
    ({ status, drop }) => status === undefined || drop === undefined,
    '"status" and "drop" exclude each other: a dropped connection has no answer',
  ),
  v.check(
    ({ service, key }) => key === undefined || service === 'storage',
    '"key" needs the "service" "storage": nothing else has one',
  ),
  v.check(
    ({ service = 'confluence', accountId }) => accountId === undefined || service === 'confluence',
    '"accountId" is of requests to Confluence: nothing else has one',
  ),
  v.check(
    ({ service, status }) => status === undefined || service !== 'delivery',
    '"status" is of requests: a delivery has no answer',
  ),
);

/**
 * Something going wrong on purpose, in the `service` "confluence" (also when absent), "storage", "queue" or "delivery".
 * `method`, `path` (a regular expression on path and query), `accountId` (Confluence) and `key` (storage: a regular
 * expression on the keys named, or on a query's prefix) say for which requests, all of them when absent; `times` for how
 * many, without end when absent. A delivery's `path` is `/` and the name of the queue.
 * - `status`, `headers`, `body` (text or JSON): this is the answer, nothing is applied; an error without `body`, and a
 *   429 without `headers`, has those the service would send;
 * - `delayMs`: wait that long first;
 * - `drop`: cut the connection, before or after the request was applied. An event is lost before, and comes again after.
 */
export type Fault = v.InferOutput<typeof FaultSchema>;

/** Says which entry and field of a list of faults is wrong, and how. */
export class InvalidFaults extends Error {
  override name = 'InvalidFaults';
}

/** What of a request faults look at. */
export interface FaultTarget {
  service: NonNullable<Fault['service']>;
  method: string;
  /** With query. */
  path: string;
  accountId?: string | undefined;
  /** The keys a request to the storage names. */
  keys?: readonly string[];
}

/** The faults in force; the first that matches a request is the one that happens. */
export class Faults {
  #faults: Fault[] = [];

  /** Replaces the list. Throws `InvalidFaults`, keeping the old list, when `input` is no list of faults. */
  set(input: unknown): void {
    const parsed = v.safeParse(v.array(FaultSchema, 'must be a list'), input);
    if (!parsed.success) throw new InvalidFaults(describe(parsed.issues[0]));
    this.#faults = parsed.output;
  }

  /** The faults in force, with the `times` they have left. */
  list(): Fault[] {
    return structuredClone(this.#faults);
  }

  clear(): void {
    this.#faults = [];
  }

  /** The fault that happens to this request, if any; counts its `times` down. */
  take(target: FaultTarget): Fault | undefined {
    const fault = this.#faults.find((candidate) => matches(candidate, target));
    if (fault?.times !== undefined) {
      fault.times -= 1;
      if (fault.times === 0) this.#faults = this.#faults.filter((other) => other !== fault);
    }
    return fault;
  }
}

function matches(fault: Fault, target: FaultTarget): boolean {
  const { key } = fault;
  return (
    (fault.service ?? 'confluence') === target.service &&
    (key === undefined || (target.keys ?? []).some((named) => new RegExp(key).test(named))) &&
    (fault.method === undefined || fault.method.toUpperCase() === target.method.toUpperCase()) &&
    (fault.path === undefined || new RegExp(fault.path).test(target.path)) &&
    (fault.accountId === undefined || fault.accountId === target.accountId)
  );
}

/** Whether `attempt` does not throw. */
function isAccepted(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}

function describe(issue: v.BaseIssue<unknown>): string {
  const [entry, ...fields] = issue.path ?? [];
  if (entry === undefined) return `The faults: ${issue.message}.`;
  const where = [`Fault ${Number(entry.key) + 1}`, ...fields.map((field) => `"${String(field.key)}"`)];
  return `${where.join(', ')}: ${isUnknownKey(issue) ? 'there is no such field' : issue.message}.`;
}

/** How valibot marks a key that `strictObject` does not know. */
function isUnknownKey(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never';
}
