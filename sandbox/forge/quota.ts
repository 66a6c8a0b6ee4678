/** So many units in each stretch of time: whole seconds, whole minutes of the clock. */
export class Quota {
  readonly #limit: number;
  readonly #stretchMs: number;
  #stretch = -1;
  #spent = 0;

  constructor(limit: number, stretchMs: number) {
    this.#limit = limit;
    this.#stretchMs = stretchMs;
  }

  /** Whether anything is left at `now`, in milliseconds since the epoch. */
  hasLeft(now: number): boolean {
    return this.left(now) > 0;
  }

  /** What is left at `now`; 0 or less: nothing. */
  left(now: number): number {
    this.#start(now);
    return this.#limit - this.#spent;
  }

  /** Books what was used; the last of a stretch may use more than is left. */
  spend(units: number, now: number): void {
    this.#start(now);
    this.#spent += units;
  }

  #start(now: number): void {
    const stretch = Math.floor(now / this.#stretchMs);
    if (stretch === this.#stretch) return;
    this.#stretch = stretch;
    this.#spent = 0;
  }
}
