import type { Clock } from '../clock';
import type { Answer } from '../contract/errors';
import type { RunWish } from '../contract/runs';
import { answerTo } from './lostAnswer';
import type { RunRegistration } from './runRegistration';
import { isElsewhere } from './runSnapshot';

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

  /**
   * Renews it, and tells the history what the admin wants, where that is due. Never rejects.
   * @returns what an admin wants of the run by the history; the error where it was not renewed, or is another driver's
   */
  async renew(registration: RunRegistration, wish: RunWish): Promise<Answer<{ wish?: RunWish }>> {
    const begun: Answer<object> = wish === 'run' ? { ok: true } : await answerTo(registration.findBegun());
    const isDue = registration.isToBeRecorded(wish);
    const told: Answer<object> = isDue ? await registration.recordWish(wish) : { ok: true };
    const kept = await answerTo(registration.keep());
    this.#dueAt = this.#clock.now() + EVERY_MS;
    const refused = [begun, told].find((answer) => !answer.ok && isElsewhere(answer.error));
    return refused ?? kept;
  }

  /** @param until when the run goes on @returns ms since the epoch; `Infinity` where it goes on in time */
  dueAt(until: number): number {
    return until - Math.max(this.#dueAt, this.#clock.now()) > SHORT_WAIT_MS ? this.#dueAt : Infinity;
  }
}
