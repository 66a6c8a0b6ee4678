import type { Clock } from '../../../../src/clock';
import { READS_A_SECOND } from './readLimits';

const SLOWEST_A_SECOND = 5;
/** Each paced request lets the rate grow back by this much, requests/s. */
const RECOVERY = 0.2;

/** Spaces reads out so that they stay under Confluence's limit a second. */
export class ReadPacer {
  #rate = READS_A_SECOND;
  /** When the next request may be made, ms since the epoch. */
  #nextAt = 0;

  constructor(readonly clock: Clock) {}

  /** Resolves when `count` more requests may be made at once, or when `signal` aborts. */
  async turn(count: number, signal: AbortSignal): Promise<void> {
    // Whoever waits asks again, for the pace may have changed meanwhile.
    for (let now = this.clock.now(); now < this.#nextAt && !signal.aborted; now = this.clock.now()) {
      await this.clock.sleep(this.#nextAt - now, signal);
    }
    this.#nextAt = this.clock.now() + (count * 1_000) / this.#rate;
    this.#rate = Math.min(READS_A_SECOND, this.#rate + count * RECOVERY);
  }

  /** Confluence said that it is too much: half as fast, and nothing before `until` (ms since the epoch) where it gave a time. */
  slowDown(until?: number): void {
    this.#rate = Math.max(SLOWEST_A_SECOND, this.#rate / 2);
    this.#nextAt = Math.max(this.#nextAt, until ?? 0);
  }
}
