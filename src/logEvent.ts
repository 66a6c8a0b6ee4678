import type { Calls } from './contract/calls';
import type { Action, OutcomeName } from './contract/changes';
import type { AppError, ErrorKind } from './contract/errors';
import type { NotContinuedReason, RunWish, SliceAnswer } from './contract/runs';

/**
 * What `forge logs` tells of the runs: one line of JSON an event. There is room for the id of a run, for counts, kinds, codes and
 * durations, and none for people, groups, addresses, or the words of Confluence or of an admin. At most one line a slice.
 */

/** Who drives a run: its page, or the worker. */
type Driver = 'page' | 'worker';
/** How a run came to its end: its driver is done with it, an admin stopped it, or dismissed it unfinished. */
export type HowEnded = 'byDriver' | 'byStop' | 'byDismissal';
/** Only what is not zero. */
type Counts<Name extends string> = Partial<Record<Name, number>>;

export type LogEvent =
  | { event: 'runBegun'; runId: string; changes: number; groups: number; undoes?: string }
  | {
      event: 'sliceMade';
      runId: string;
      /** Number of its entry in the run's log. */
      entry: number;
      by: Driver;
      outcomes: Counts<OutcomeName>;
      /** Of those that failed or are not confirmed. */
      reasons?: Counts<ErrorKind>;
      /** What stopped the whole slice, and the HTTP status it came with. */
      stoppedBy?: ErrorKind;
      status?: number;
      /** Asked of Confluence, with those that find out whether the changes may be made. */
      requests: number;
      durationMs: number;
      /** Requests/s aimed at after it. */
      rates: Counts<Action>;
    }
  | { event: 'runTaken'; runId: string; by: Driver }
  /** What an admin wants of it: heeded before its next slice. */
  | { event: 'runControlled'; runId: string; wish: RunWish }
  | { event: 'runEnded'; runId: string; how: HowEnded; outcomes: Counts<OutcomeName> }
  /** Confluence was asked about so many open changes, and of how many the person is in the group. */
  | { event: 'changesChecked'; runId: string; changes: number; members: number; unanswered: number }
  /** The worker is done with it for now: there is nothing to go on with, or it is to be called again. */
  | { event: 'workerLeft'; runId: string; durationMs: number }
  | { event: 'workerHandedOver'; runId: string; durationMs: number; againInS: number; idleWaits: number }
  /** Confluence did not answer who the worker is: it asks again. */
  | { event: 'workerWaits'; runId: string; againInS: number }
  | { event: 'notContinued'; runId: string; reason: NotContinuedReason }
  /** A run was registered that ends memberships whose date has come; `of` had added them. */
  | { event: 'endingBegun'; runId: string; of: string; changes: number }
  | { event: 'endingNotMade'; of: string; reason: NotContinuedReason }
  | { event: 'callRefused'; call: keyof Calls; kind: ErrorKind; by: Driver; runId?: string; status?: number }
  /** The storage or the queue does not do what it is asked; Forge brings the event again. */
  | { event: 'eventReturned'; error: string; againInS: number }
  /** Nothing here expects it. `at` is the place in the built function. */
  | { event: 'failed'; in: keyof Calls | 'worker' | 'due'; error: string; at?: string };

/** Takes what happened. */
export type Log = (event: LogEvent) => void;

const LEVELS: Record<LogEvent['event'], 'log' | 'warn' | 'error'> = {
  runBegun: 'log',
  sliceMade: 'log',
  runTaken: 'log',
  runControlled: 'log',
  runEnded: 'log',
  changesChecked: 'log',
  workerLeft: 'log',
  workerHandedOver: 'log',
  workerWaits: 'log',
  notContinued: 'warn',
  endingBegun: 'log',
  endingNotMade: 'warn',
  callRefused: 'warn',
  eventReturned: 'warn',
  failed: 'error',
};

/** Writes it for `forge logs`, which adds the time. */
export const consoleLog: Log = (event) => console[LEVELS[event.event]](JSON.stringify(event));

/** The ending of a run, for the log. */
export function runEndedEvent(runId: string, how: HowEnded, counts: Counts<OutcomeName>): LogEvent {
  return { event: 'runEnded', runId, how, outcomes: notZero(counts) };
}

/** A slice, or none where no change was asked for. @param measured of the call that made it */
export function sliceMadeEvent(
  { runId, entry, by }: { runId: string; entry: number; by: Driver },
  answer: SliceAnswer,
  measured: { requests: number; durationMs: number },
): LogEvent | undefined {
  const { outcomes, paces } = answer;
  if (!outcomes) return undefined;
  const reasons = countBy(
    outcomes.flatMap(({ outcome }) => ('error' in outcome ? [outcome.error.kind] : [])),
  );
  return {
    ...{ event: 'sliceMade', runId, entry, by, outcomes: outcomeCountsIn(outcomes) },
    ...(Object.keys(reasons).length > 0 && { reasons }),
    ...(!answer.ok && { stoppedBy: answer.error.kind, ...statusIn(answer.error) }),
    ...measured,
    rates: {
      ...(paces?.add && { add: Math.round(paces.add.rate) }),
      ...(paces?.remove && { remove: Math.round(paces.remove.rate) }),
    },
  };
}

/** Changes by what became of them. */
export function outcomeCountsIn(outcomes: NonNullable<SliceAnswer['outcomes']>): Counts<OutcomeName> {
  return countBy(outcomes.map(({ outcome }) => outcome.status));
}

/** A call that was not done as asked. @param input parsed */
export function refusedEvent(call: keyof Calls, error: AppError, input: unknown, by: Driver): LogEvent {
  const runId = runIdIn(input);
  return {
    ...{ event: 'callRefused', call, kind: error.kind, by },
    ...(runId !== undefined && { runId }),
    ...statusIn(error),
  };
}

/** What was thrown: its name and where, not its message, which may name people. */
export function failedEvent(where: keyof Calls | 'worker' | 'due', thrown: unknown): LogEvent {
  const at = thrown instanceof Error ? placeIn(thrown.stack) : undefined;
  return { event: 'failed', in: where, error: nameOfThrown(thrown), ...(at !== undefined && { at }) };
}

/** The name of what was thrown, where it is one. */
export function nameOfThrown(thrown: unknown): string {
  return thrown instanceof Error && /^[\w ]{1,60}$/.test(thrown.name) ? thrown.name : typeof thrown;
}

/** The first place of a stack: file, line and column, without the folder. */
function placeIn(stack: string | undefined): string | undefined {
  const lines = stack?.split('\n') ?? [];
  const places = lines.map((line) => /^ {4}at .*?([\w.-]+:\d+:\d+)\)?$/.exec(line)?.[1]);
  return places.find((place) => place !== undefined);
}

/** The run that a call is about; one that is only to be begun has no id yet. */
function runIdIn(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  if ('run' in input) return runIdIn(input.run);
  return 'runId' in input && typeof input.runId === 'string' ? input.runId : undefined;
}

function statusIn({ status }: AppError): { status?: number } {
  return status === undefined ? {} : { status };
}

function countBy<Name extends string>(names: readonly Name[]): Counts<Name> {
  const counts: Counts<Name> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function notZero(counts: Counts<OutcomeName>): Counts<OutcomeName> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
