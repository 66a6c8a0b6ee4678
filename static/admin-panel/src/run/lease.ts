import type { Clock } from '../../../../src/clock';

/** Sooner than a run can be anybody's after a slice; what waits for less goes on in time. */
const FIRST_MS = 2_000;
/** Often enough that a turn that fails does not lose it. */
const EVERY_MS = 20_000;

/** When a run that waits is to be kept this page's, so that nobody takes it up meanwhile. */
export class Lease {
  readonly #clock: Clock;
  #dueAt: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#dueAt = clock.now() + FIRST_MS;
  }

  /** The run went on. */
  used(): void {
    this.#dueAt = this.#clock.now() + FIRST_MS;
  }

  /** It was kept, or that was tried. */
  renewed(): void {
    this.#dueAt = this.#clock.now() + EVERY_MS;
  }

  /** @param until when the run goes on @returns ms since the epoch; `Infinity` where it goes on in time */
  dueAt(until: number): number {
    return until - this.#dueAt > FIRST_MS ? this.#dueAt : Infinity;
  }
}
