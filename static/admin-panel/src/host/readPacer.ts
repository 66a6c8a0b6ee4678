import type { Clock } from '../../../../src/clock';
import { READS_PER_SECOND } from '../../../../src/contract/limits';

/** The rest is left to what else the site is doing. */
const SHARE = 0.9;
/** Requests/s that reading is paced at where nothing refuses it. */
export const READS_A_SECOND = READS_PER_SECOND * SHARE;
const SLOWEST_A_SECOND = 5;
/** Each paced request lets the rate grow back by this much, requests/s. */
const RECOVERY = 0.2;
/** Reads under way at once: as many to begin with, one more with each answer until Confluence refuses, and at most. */
const FIRST_AT_ONCE = 5;
const MOST_AT_ONCE = 40;
/** A timer that is late by less is made up for, ms. */
const LATE_MS = 150;
/** A caller that would wait longer for an answer is told instead, ms: a limit a second is over sooner. */
const LONGEST_WAIT_MS = 120_000;

/** How fast reads may follow each other, and how many may be under way: what Confluence answers decides. */
export class ReadPacer {
  #rate = READS_A_SECOND;
  #atOnce = FIRST_AT_ONCE;
  #wasRefused = false;
  /** When the next request may be made, ms by the clock. */
  #nextAt = 0;
  #turns = 0;
  #lastTurn: Promise<unknown> = Promise.resolve();
  /** The last turn before it was slowed down. */
  #slowedAfter = 0;

  constructor(readonly clock: Clock) {}

  /** Reads that may be under way at once. */
  get atOnce(): number {
    return Math.floor(this.#atOnce);
  }

  /**
   * Waits until `count` more requests may be made, or until `signal` aborts; the first to ask goes first.
   * @returns the number of this turn
   */
  turn(count: number, signal: AbortSignal): Promise<number> {
    // One timer for all who wait: each of its own would be set anew at every turn.
    const turn = this.#lastTurn.then(() => this.#wait(count, signal));
    this.#lastTurn = turn;
    return turn;
  }

  async #wait(count: number, signal: AbortSignal): Promise<number> {
    let startAt = this.clock.now();
    // It may be slowed down meanwhile.
    for (let now = startAt; now < this.#nextAt && !signal.aborted; now = this.clock.now()) {
      await this.clock.sleep(this.#nextAt - now, signal);
      startAt = Math.max(this.#nextAt, this.clock.now() - LATE_MS);
    }
    this.#nextAt = startAt + (count * 1_000) / this.#rate;
    this.#rate = Math.min(READS_A_SECOND, this.#rate + count * RECOVERY);
    this.#turns += 1;
    return this.#turns;
  }

  /** Confluence answered: doubles what is under way with each round trip, after a refusal one more with each. */
  speedUp(): void {
    this.#atOnce = Math.min(MOST_AT_ONCE, this.#atOnce + (this.#wasRefused ? 1 / this.#atOnce : 1));
  }

  /**
   * Confluence said that it is too much: nothing for `waitMs`, then half as fast and half as many. What was sent before
   * it was slowed down says nothing of the pace since.
   * @param turn which turn's request was answered so
   */
  slowDown(turn: number, waitMs = 0): void {
    this.#nextAt = Math.max(this.#nextAt, this.clock.now() + waitMs);
    if (turn <= this.#slowedAfter) return;
    this.#slowedAfter = this.#turns;
    this.#wasRefused = true;
    this.#rate = Math.max(SLOWEST_A_SECOND, this.#rate / 2);
    this.#atOnce = Math.max(1, this.#atOnce / 2);
  }
}

/** Whether it is too long to be waited for without a word. @param ms undefined: no time was given */
export function isLongWait(ms = 0): boolean {
  return ms > LONGEST_WAIT_MS;
}
