import { Quota } from '../quota';
import { requestThrottled, tooManyRequests, type KvsError } from './errors';
import type { Operation } from './operations';

/** Source: Forge's "KVS and Custom Entity Store limits", for each installation. */
const REQUESTS_PER_SECOND = 1_000;
const UNITS_PER_MINUTE = 4_000;
const UNIT_BYTES = 10_000;

/** The most that a batch or a transaction may carry: 4 MB. */
export const MAX_PAYLOAD_BYTES = 4_000_000;

/** What a request with so much data counts: each begun 10 KB is one, and nothing at all is one too. */
export function unitsOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / UNIT_BYTES));
}

/** An installation's requests a second, and its units read and written a minute. */
export class KvsLimits {
  readonly #requests = new Quota(REQUESTS_PER_SECOND, 1_000);
  readonly #units: Record<Operation['kind'], Quota> = {
    read: new Quota(UNITS_PER_MINUTE, 60_000),
    write: new Quota(UNITS_PER_MINUTE, 60_000),
  };

  /** Counts a request, or answers the 429 for one over a limit, which does not count. */
  admit(kind: Operation['kind'], now: number): KvsError | undefined {
    if (!this.#requests.hasLeft(now)) return tooManyRequests();
    if (!this.#units[kind].hasLeft(now)) return requestThrottled();
    this.#requests.spend(1, now);
    return undefined;
  }

  spend(kind: Operation['kind'], units: number, now: number): void {
    this.#units[kind].spend(units, now);
  }
}
