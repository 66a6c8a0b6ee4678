import type { Clock } from '../clock';

/** A run that waits for less goes on before anybody else may take it up. */
const SHORT_WAIT_MS = 2_000;
/** Often enough that a renewal that fails does not lose it: a lease lasts 75 s. */
const EVERY_MS = 20_000;

/**
 * When a run that waits is to be kept its driver's. A longer wait begins with it: a timer alone may be too late, because
 * browsers let a page out of sight have one a minute.
 */
export class LeaseRenewal {
  readonly #clock: Clock;
  #dueAt = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The run went on: the next wait begins with a renewal. */
  reset(): void {
    this.#dueAt = 0;
  }

  /** The lease was renewed, or that was tried. */
  recordRenewal(): void {
    this.#dueAt = this.#clock.now() + EVERY_MS;
  }

  /** @param until when the run goes on @returns ms since the epoch; `Infinity` where it goes on in time */
  dueAt(until: number): number {
    return until - Math.max(this.#dueAt, this.#clock.now()) > SHORT_WAIT_MS ? this.#dueAt : Infinity;
  }
}
