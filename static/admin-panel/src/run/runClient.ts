import type { Change, RunEvent, RunWish } from '../../../../src/contract';
import type { ChangeStanding, RunSnapshot } from '../../../../src/run/runSnapshot';
import type { LetGo } from './background/letGo';

/** A run as the page sees and steers it: `RunDriver` where this page drives it, `FollowingClient` where the worker does. */
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
  /**
   * Asks again for these changes, as far as they failed, were not attempted, or are open. Only after the end. Absent where
   * this page does not drive the run: it is taken up then.
   */
  retry?: (changes: readonly number[]) => void;
  /** Takes in what the history has of the run that its driver did not do. */
  apply: (event: RunEvent) => void;
  /** What the worker has done; only where it has the run. */
  readonly background?: BackgroundPart;
}

/** A run that goes on without a page, as its record has it. */
export interface BackgroundPart {
  /** Changes that have their outcome from the worker. */
  changes: number;
  /** As which admin it asks. */
  actorId: string;
  /** Why the page looks on no more, though the run has not ended; only with the state `released`. */
  letGo?: LetGo;
}
