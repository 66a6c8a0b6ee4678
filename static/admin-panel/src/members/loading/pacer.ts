import { READS_A_SECOND } from '../../host/limits';

/** Time as the reading sees it, so that tests can bring their own. */
export interface Clock {
  /** ms since the epoch. */
  now: () => number;
  /** Resolves after this many ms. */
  sleep: (ms: number) => Promise<void>;
}

const SLOWEST_A_SECOND = 5;
/** Each paced request lets the rate grow back by this much, requests/s. */
const RECOVERY = 0.2;

/** Spaces requests out so that they stay under Confluence's limit a second. */
export class Pacer {
  #rate = READS_A_SECOND;
  /** When the next request may be made, ms. */
  #nextAt = 0;

  constructor(readonly clock: Clock) {}

  /** Resolves when `count` more requests may be made at once. */
  async turn(count: number): Promise<void> {
    const now = this.clock.now();
    const at = Math.max(now, this.#nextAt);
    this.#nextAt = at + (count * 1_000) / this.#rate;
    this.#rate = Math.min(READS_A_SECOND, this.#rate + count * RECOVERY);
    if (at > now) await this.clock.sleep(at - now);
  }

  /** Confluence said that it is too much: half as fast, and nothing before `until` (ms) where it gave a time. */
  slowDown(until?: number): void {
    this.#rate = Math.max(SLOWEST_A_SECOND, this.#rate / 2);
    this.#nextAt = Math.max(this.#nextAt, until ?? 0);
  }
}
