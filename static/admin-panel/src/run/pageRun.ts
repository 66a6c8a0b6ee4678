import { hasEnded } from '../../../../src/run/runSnapshot';
import type { ActiveRun, WantedRun } from './activeRun';

/** What the page has of runs, at one moment; never changes. */
export interface PageRunSnapshot {
  /** The run that is under way, or the last one until its summary is closed. */
  active: ActiveRun | undefined;
  /** One is about to begin, or is just being taken up. */
  isBeginning: boolean;
  /** The run that did not begin, until its message is closed. */
  notBegun: WantedRun | undefined;
}

/** The page's one run: whatever comes between wanting it and having it, there is never a second. */
export class PageRun {
  #snapshot: PageRunSnapshot = { active: undefined, isBeginning: false, notBegun: undefined };
  readonly #listeners = new Set<() => void>();

  /** For `useSyncExternalStore`. @returns stops listening */
  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange);
    return () => void this.#listeners.delete(onChange);
  };

  /** The same object until something changes. */
  readonly getSnapshot = (): PageRunSnapshot => this.#snapshot;

  /** Begins a run unless there is one. Never rejects. @returns whether it has begun */
  async begin(wanted: WantedRun, make: () => Promise<ActiveRun>): Promise<boolean> {
    if (this.#isTaken()) return false;
    try {
      await this.#take(make);
      return true;
    } catch (error) {
      console.error('The run did not begin.', error);
      this.#change({ notBegun: wanted });
      return false;
    }
  }

  /**
   * Goes on with one that was begun before.
   * @throws whatever `make` does; an `Error` where there is one already
   */
  async takeUp(make: () => Promise<ActiveRun>): Promise<void> {
    if (this.#isTaken()) throw new Error('A run is under way on this page.');
    await this.#take(make);
  }

  /** Closes the summary. */
  close(): void {
    this.#change({ active: undefined });
  }

  /** Closes the message that a run did not begin. */
  closeNotBegun(): void {
    this.#change({ notBegun: undefined });
  }

  async #take(make: () => Promise<ActiveRun>): Promise<void> {
    this.#change({ isBeginning: true, notBegun: undefined });
    try {
      this.#change({ active: await make() });
    } finally {
      this.#change({ isBeginning: false });
    }
  }

  #isTaken(): boolean {
    const { active, isBeginning } = this.#snapshot;
    return isBeginning || (active !== undefined && !hasEnded(active.client.getSnapshot().state));
  }

  #change(change: Partial<PageRunSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    this.#listeners.forEach((onChange) => onChange());
  }
}
