import type { Clock } from '../clock';
import type { Action, Change, Outcome } from '../contract/changes';
import type { AppError } from '../contract/errors';
import type { Paces } from '../contract/runs';
import { ACTION_NAMES, ACTIONS, isAddition } from '../membership/actions';
import { concernsGroup, concernsRun, isTransient } from '../membership/errorTraits';
import type { MadeChange } from '../membership/madeChange';
import { afterOutcome, NOT_ATTEMPTED, type ChangeState } from './changeState';
import { Pacer } from './pacer';
import { RequestGate } from './requestGate';
import { REQUEST_BACKOFF, retryDelayMs } from './retryDelay';

/** What a slice stands on. */
export interface SliceTools {
  /** One request about one change. */
  makeChange: (change: Change) => Promise<MadeChange>;
  /** ms until the invocation is killed. */
  timeLeftMs: () => number;
  clock: Clock;
  /** Draws from [0, 1). */
  random: () => number;
  /** Where the slice before left off. */
  paces?: Paces | undefined;
}

/** A change with its place in the plan. */
export interface PlannedChange extends Change {
  index: number;
}

/** What became of a slice. */
export interface SliceResult {
  /** One for each change, in the order asked. */
  outcomes: { change: number; outcome: Outcome }[];
  /** What stopped the whole slice. */
  stoppedBy?: AppError;
  /** What stopped the changes of one group. */
  stopped: { groupId: string; error: AppError }[];
  paces: Paces;
}

const MAX_RETRIES = 4;

/**
 * Makes the changes of a slice, each operation at the pace Confluence allows for it, and says what became of each. What is
 * transient is tried again; what concerns a group or everyone stops the changes it concerns. A person's removals wait for
 * their additions, and are not attempted where one did not succeed: a move never leaves anybody without.
 */
export function makeSlice(changes: readonly PlannedChange[], tools: SliceTools): Promise<SliceResult> {
  return new Slice(changes, tools).make();
}

/** What requests of one operation share. */
interface Lane {
  pacer: Pacer;
  gate: RequestGate;
}

class Slice {
  readonly #changes: readonly PlannedChange[];
  readonly #tools: SliceTools;
  readonly #lanes: Record<Action, Lane>;
  /** By group: what stopped its changes. */
  readonly #stopped = new Map<string, AppError>();
  readonly #outcomes = new Map<number, Promise<Outcome>>();
  #stoppedBy: AppError | undefined;

  constructor(changes: readonly PlannedChange[], tools: SliceTools) {
    this.#changes = changes;
    this.#tools = tools;
    this.#lanes = { add: this.#openLane('add'), remove: this.#openLane('remove') };
  }

  async make(): Promise<SliceResult> {
    // Additions first: removals look for theirs.
    for (const action of ACTION_NAMES) {
      for (const change of this.#changes) {
        if (change.action === action) this.#outcomes.set(change.index, this.#attend(change));
      }
    }
    const outcomes = await Promise.all(
      this.#changes.map(async ({ index }) => ({ change: index, outcome: await this.#outcomeOf(index) })),
    );
    return {
      outcomes,
      ...(this.#stoppedBy && { stoppedBy: this.#stoppedBy }),
      stopped: [...this.#stopped].map(([groupId, error]) => ({ groupId, error })),
      paces: this.#pacesOfUsedLanes(),
    };
  }

  #openLane(action: Action): Lane {
    const { clock, timeLeftMs, paces } = this.#tools;
    const pacer = new Pacer(ACTIONS[action].requestsPerSecond, paces?.[action], clock.now());
    return { pacer, gate: new RequestGate(pacer, clock, timeLeftMs) };
  }

  async #attend(change: PlannedChange): Promise<Outcome> {
    if (!(await this.#areAdditionsMade(change))) return { status: 'notAttempted' };
    const { clock, random } = this.#tools;
    let state: ChangeState = NOT_ATTEMPTED;
    let error: AppError | undefined;
    for (let retry = 0; retry <= MAX_RETRIES; retry++) {
      const notBefore = retry === 0 ? undefined : clock.now() + retryDelayMs(REQUEST_BACKOFF, retry, random);
      const result = await this.#request(change, notBefore);
      if (!result) break;
      state = afterMade(state, result);
      if (!result.ok && (state.reason ?? result.error.kind) === result.error.kind) ({ error } = result);
      if (result.ok || !isTransient(result.error)) break;
      // Turned away again and again: others take the whole quota, and the run's driver can wait longer.
      if (retry === MAX_RETRIES && result.error.kind === 'rateLimited') this.#stop(result.error);
    }
    return outcomeWith(state, error);
  }

  /** Whether nothing keeps a change from being made: a removal needs the person's additions in this slice made. */
  async #areAdditionsMade(change: PlannedChange): Promise<boolean> {
    if (isAddition(change)) return true;
    const additions = this.#changes.filter((one) => one.accountId === change.accountId && isAddition(one));
    const outcomes = await Promise.all(additions.map(({ index }) => this.#outcomeOf(index)));
    return outcomes.every(({ status }) => status === 'done' || status === 'unchanged');
  }

  #outcomeOf(index: number): Promise<Outcome> {
    return this.#outcomes.get(index) ?? Promise.resolve({ status: 'notAttempted' });
  }

  /** One request; undefined once there may be none. */
  async #request(change: PlannedChange, notBefore: number | undefined): Promise<MadeChange | undefined> {
    const { clock, makeChange } = this.#tools;
    const { pacer, gate } = this.#lanes[change.action];
    if (!(await gate.acquire({ notBefore, groupId: change.groupId }))) return undefined;
    const startedAt = clock.now();
    try {
      const { groupId, accountId, action } = change;
      const result = await makeChange({ groupId, accountId, action });
      const now = clock.now();
      pacer.recordAnswer({ startedAt, now, ...(!result.ok && { error: result.error }) });
      if (!result.ok) this.#heed(result.error, change, now);
      return result;
    } catch (thrown) {
      this.#closeGates();
      throw thrown;
    } finally {
      gate.release();
    }
  }

  #heed(error: AppError, { groupId, action }: PlannedChange, now: number): void {
    if (concernsRun(error) || this.#outlastsInvocation(error, action, now)) this.#stop(error);
    else if (concernsGroup(error)) this.#stopGroup(groupId, error);
  }

  /** Confluence wants to be left alone for longer than this invocation has. */
  #outlastsInvocation(error: AppError, action: Action, now: number): boolean {
    const { pacer, gate } = this.#lanes[action];
    return isTransient(error) && pacer.blockedMs(now) > 0 && !gate.fits(pacer.blockedMs(now));
  }

  #stop(error: AppError): void {
    this.#stoppedBy ??= error;
    this.#closeGates();
  }

  #stopGroup(groupId: string, error: AppError): void {
    if (this.#stopped.has(groupId)) return;
    this.#stopped.set(groupId, error);
    for (const action of ACTION_NAMES) this.#lanes[action].gate.refuse(groupId);
  }

  #closeGates(): void {
    for (const action of ACTION_NAMES) this.#lanes[action].gate.close();
  }

  #pacesOfUsedLanes(): Paces {
    const { clock, paces } = this.#tools;
    const used = new Set(this.#changes.map(({ action }) => action));
    const now = clock.now();
    return {
      ...paces,
      ...Object.fromEntries([...used].map((action) => [action, this.#lanes[action].pacer.toPace(now)])),
    };
  }
}

/** An attempt that has changed nothing leaves nothing open, whatever is to be asked again. */
function afterMade(before: ChangeState, made: MadeChange): ChangeState {
  if (made.ok) return afterOutcome(before, made);
  if (made.changedNothing && isTransient(made.error)) return before;
  // Forge refused it before Confluence was asked: it is left to who goes on.
  if (made.error.kind === 'actorUnavailable') return before;
  return afterOutcome(before, { status: 'failed', reason: made.error.kind });
}

/** The outcome that a state allows, with the error of the attempt that explains it. */
function outcomeWith({ outcome, reason }: ChangeState, error: AppError | undefined): Outcome {
  switch (outcome) {
    case 'done':
    case 'unchanged':
      return { status: outcome };
    case 'notAttempted':
      // A change that was turned away, or not made although it was asked for, was attempted.
      return error?.kind === 'rateLimited' || error?.kind === 'notMade'
        ? { status: 'failed', error }
        : { status: outcome };
    case 'failed':
    case 'unconfirmed':
      return {
        status: outcome,
        error: error ?? { kind: reason ?? 'unconfirmed' },
      };
  }
}
