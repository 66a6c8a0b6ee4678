import { burstAt } from '../contract/paces';

/** Forgives what is lost in adding up fractions of tokens. */
const WHOLE = 1 - 1e-9;

/** Fills by `rate` tokens/s up to a short burst's worth; each request takes one. */
export class TokenBucket {
  #rate: number;
  #tokens: number;
  #filledAt: number;

  /** @param at ms since the epoch that `tokens` is as of; in the future, it stays at that until then */
  constructor({ rate, tokens, at }: { rate: number; tokens: number; at: number }) {
    this.#rate = rate;
    this.#tokens = Math.min(tokens, burstAt(rate));
    this.#filledAt = at;
  }

  /** Requests/s. */
  get rate(): number {
    return this.#rate;
  }

  /** Goes on at another rate; what does not fit that rate's burst is spilt. */
  setRate(rate: number, now: number): void {
    this.#fill(now);
    this.#rate = rate;
    this.#tokens = Math.min(this.#tokens, burstAt(rate));
  }

  /** Nothing is in it, and nothing comes in before `at` (ms since the epoch). */
  emptyUntil(at: number): void {
    this.#tokens = 0;
    this.#filledAt = Math.max(this.#filledAt, at);
  }

  tokens(now: number): number {
    this.#fill(now);
    return this.#tokens;
  }

  /** Whole ms until there is a token. */
  waitMs(now: number): number {
    this.#fill(now);
    if (this.#tokens >= WHOLE) return 0;
    return Math.ceil(Math.max(0, this.#filledAt - now) + ((1 - this.#tokens) / this.#rate) * 1_000);
  }

  /** Takes a token; false when there is none. */
  take(now: number): boolean {
    if (this.waitMs(now) > 0) return false;
    this.#tokens = Math.max(0, this.#tokens - 1);
    return true;
  }

  #fill(now: number): void {
    const filledAt = Math.max(now, this.#filledAt);
    const gained = ((filledAt - this.#filledAt) / 1_000) * this.#rate;
    this.#tokens = Math.min(this.#tokens + gained, burstAt(this.#rate));
    this.#filledAt = filledAt;
  }
}
