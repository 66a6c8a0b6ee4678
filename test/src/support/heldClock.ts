/** The sandbox's clock, for answers that wait until a test lets them go. What else waits on it is never over. */
export class HeldClock {
  readonly #held: (() => void)[] = [];

  /** What a fault's `delayMs` is to be, for its answer to be held. */
  static readonly HELD_MS = 1_000;

  readonly now = (): number => Date.now();

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (ms === HeldClock.HELD_MS) this.#held.push(resolve);
    });

  /** How many are held. */
  get held(): number {
    return this.#held.length;
  }

  letGo(): void {
    for (const go of this.#held.splice(0)) go();
  }

  /** Until so many are held. */
  async until(count: number): Promise<void> {
    while (this.#held.length < count) await new Promise((resolve) => setImmediate(resolve));
  }
}
