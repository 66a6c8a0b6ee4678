import { endedElsewhere, hasEnded } from '../../../../src/run/runSnapshot';
import type { ActiveRun, WantedRun } from './activeRun';
import type { RunClient } from './runClient';

/** What the page has of runs, at one moment; never changes. */
export interface PageRunSnapshot {
  /** The run that is under way, or the last one until its receipt is dismissed. */
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
   * Makes changes of a run that was begun before: of the page's own once that has ended, else of one that it takes up.
   * @param places of its changes; all that are left where none are given
   * @param takeUp makes the run the page's
   * @throws whatever `takeUp` does; an `Error` where a run is under way
   */
  async goOn(
    runId: string,
    places: readonly number[] | undefined,
    takeUp: () => Promise<ActiveRun>,
  ): Promise<void> {
    if (this.#isTaken()) throw new Error('Changes are being made on this page.');
    const client = this.#snapshot.active?.client;
    const isOwn = client?.runId === runId && !endedElsewhere(client.getSnapshot().state);
    if (isOwn && client.retry) client.retry(places ?? leftIn(client));
    else await this.#take(takeUp);
  }

  /**
   * Looks on at a run that the worker drives, unless there is one.
   * @param make reads it
   * @throws whatever `make` does
   */
  async follow(make: () => Promise<ActiveRun>): Promise<void> {
    if (!this.#isTaken()) await this.#take(make);
  }

  /**
   * Drives the run that it looked on at.
   * @param takeUp makes the run the page's
   * @throws whatever `takeUp` does; an `Error` where it looks on at that run no more
   */
  async takeOver(runId: string, takeUp: () => Promise<ActiveRun>): Promise<void> {
    const { active, isBeginning } = this.#snapshot;
    if (isBeginning || active?.client.runId !== runId) throw new Error('Another run is shown by now.');
    await this.#take(takeUp);
  }

  /** Dismisses the receipt. */
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

/** Changes that were not attempted or are open. */
function leftIn(client: RunClient): number[] {
  const notAttempted = client.changes.flatMap((_, change) =>
    client.standingOf(change)?.status === 'notAttempted' ? [change] : [],
  );
  return [...notAttempted, ...client.openChanges()];
}
