const WINDOW_MS = 10_000;

/** How fast a run goes, from the last seconds. */
export class Speed {
  /** How many were settled when; the first is where the window begins. */
  #samples: { at: number; settled: number }[] = [];

  /** Begins anew, after a pause. @param at ms since the epoch */
  restart(at: number, settled: number): void {
    this.#samples = [{ at, settled }];
  }

  add(at: number, settled: number): void {
    this.#samples.push({ at, settled });
    while ((this.#samples[1]?.at ?? at) <= at - WINDOW_MS) this.#samples.shift();
  }

  /** Changes settled a second; undefined before the first. */
  get perSecond(): number | undefined {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.at <= first.at || last.settled <= first.settled) return undefined;
    return ((last.settled - first.settled) / (last.at - first.at)) * 1_000;
  }
}
