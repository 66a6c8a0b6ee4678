import type { OutcomeCounts } from './changes';
import type { Answer } from './errors';
import type {
  ChangeDueInput,
  ChangeProtectedInput,
  CheckChangesInput,
  ControlRunInput,
  DismissRunInput,
  ExtendRunInput,
  FollowRunInput,
  GetRunInput,
  ListDueInput,
  ListPersonEventsInput,
  ListRunsInput,
  MakeChangesInput,
  ResumeRunInput,
  StartRunInput,
} from './inputs';
import type {
  BackgroundState,
  CheckedChange,
  DueMemberships,
  FollowedRun,
  GoesOn,
  PersonEventPage,
  Recording,
  RunDetail,
  RunEvent,
  RunListPage,
  RunTicket,
  RunWish,
  SliceAnswer,
  UnfinishedRun,
} from './runs';

/**
 * The resolver's calls: what changes memberships, and the record of that. Only those who administer Confluence get an answer,
 * and nothing is stored for others; of one change alone, other callers get Confluence's own refusal. Reading is not
 * among them: the page asks Confluence itself.
 */
export interface Calls {
  /** Writes down what a run is about, before anything is changed. */
  startRun: (input: StartRunInput) => Answer<{ run: RunTicket } & GoesOn>;
  extendRun: (input: ExtendRunInput) => Answer<{ run: RunTicket }>;
  /** Makes a slice of a run's changes, at the pace Confluence allows. */
  makeChanges: (input: MakeChangesInput) => SliceAnswer;
  /** Keeps a run that waits the asking page's for 75 s more: no other driver may take it up before. */
  keepRun: (input: RunTicket) => Answer<{ run: RunTicket; wish?: RunWish }>;
  /** Takes the record as it is for the outcome: what has none was not attempted. */
  endRun: (input: RunTicket) => Answer<{ counts: OutcomeCounts; missed: RunEvent[] }>;
  listRuns: (input: ListRunsInput) => Answer<RunListPage>;
  getRun: (input: GetRunInput) => Answer<RunDetail>;
  /** What happened to one person: one event a change. */
  listPersonEvents: (input: ListPersonEventsInput) => Answer<PersonEventPage>;
  /** `background` costs nothing more, so that each view knows. */
  listUnfinishedRuns: () => Answer<{ runs: UnfinishedRun[]; background: BackgroundState }>;
  /**
   * Makes the caller the driver of a run, ended or not, unless it has one. One that the worker has and that is paused is free.
   * Where only a part of what is left is asked for, the run does not go on without the caller.
   */
  resumeRun: (input: ResumeRunInput) => Answer<{ run: RunTicket } & GoesOn>;
  /** How a run stands that is driven elsewhere. One request to the storage. */
  followRun: (input: FollowRunInput) => Answer<FollowedRun>;
  /** Pauses a run, lets it go on or ends it, with any driver: heeded before its next slice. @returns `next` of its log */
  controlRun: (input: ControlRunInput) => Answer<{ next: number } & GoesOn>;
  /** Tries once a site whether the worker can act for an admin who is away, on `user/current` alone. Asked again, it says what came of it. */
  tryBackground: () => Answer<{ background: BackgroundState }>;
  /** Ends an unfinished run as it is, unless it has a driver. */
  dismissRun: (input: DismissRunInput) => Answer<{ counts: OutcomeCounts }>;
  /** Asks Confluence about open changes of a run, and writes the answers down. */
  checkChanges: (input: CheckChangesInput) => Answer<{ checked: CheckedChange[] } & Recording>;
  /** People that no run removes from a group, in the order in which they were put on the list. */
  listProtected: () => Answer<{ accountIds: string[] }>;
  /** Puts a person on that list or takes them off it. @returns the list then */
  changeProtected: (input: ChangeProtectedInput) => Answer<{ accountIds: string[] }>;
  /** Memberships that are to end, soonest first. Costs no points where there are none. */
  listDue: (input: ListDueInput) => Answer<{ due: DueMemberships[]; cursor?: string }>;
  /** Gives some of them another date, or none: then they stay. */
  changeDue: (input: ChangeDueInput) => Answer<object>;
}

/** The same as Forge’s packages take it: with the index signature that an interface does not have. */
export type CallTable = Pick<Calls, keyof Calls>;
