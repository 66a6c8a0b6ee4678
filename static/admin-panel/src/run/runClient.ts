import type { Change, RunEvent } from '../../../../src/contract';
import type { ChangeStanding, RunSnapshot } from '../../../../src/run/runSnapshot';
import type { RunWish } from '../../../../src/run/runDriver';

/**
 * A run as the page sees and steers it, with any driver: `RunDriver` in this page today, something that goes on without
 * the page behind the same interface later.
 */
export interface RunClient {
  /** Its id in the history, once that knows of it. */
  readonly runId: string | undefined;
  /** The plan; a change is named by its place in it. */
  readonly changes: readonly Change[];
  /** For `useSyncExternalStore`. @returns stops listening */
  readonly subscribe: (onChange: () => void) => () => void;
  /** The run as a whole; the same object until something changes. */
  readonly getSnapshot: () => RunSnapshot;
  /** Where a change stands; the same object until that changes. */
  readonly standingOf: (change: number) => ChangeStanding | undefined;
  /** Changes of which asking Confluence who is a member can tell more. */
  openChanges: () => number[];
  /** Goes on, or pauses or ends once what is under way is answered. */
  control: (wish: RunWish) => void;
  /** Tells whether there is a network. */
  setOnline: (isOnline: boolean) => void;
  /** Asks again for these changes, as far as they failed, were not attempted, or are open. Only after the end. */
  retry: (changes: readonly number[]) => void;
  /** Takes in what the history has of the run that its driver did not do. */
  apply: (event: RunEvent) => void;
}
