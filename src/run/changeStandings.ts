import type { AppError } from '../contract/errors';
import type { RunEvent } from '../contract/runs';
import { afterOutcome, isOpen, NOT_ATTEMPTED, UNRECORDED, type ChangeState } from './changeState';
import { foldEvent } from './foldRun';
import type { ChangeStanding, RunCounts } from './runSnapshot';

const WAITING: ChangeStanding = { status: 'waiting' };
const UNDER_WAY: ChangeStanding = { status: 'underWay' };

/**
 * Where each change of a run stands, as its driver knows it: the fold of what the log has, and of those that are to be
 * asked for, that they are. A slice whose answer was lost may be in the log or not: until that is known, what it was about
 * is open.
 */
export class ChangeStandings {
  readonly #states: Map<number, ChangeState>;
  /** What is said of each; the same object until that changes, so that a row renders only when its own does. */
  readonly #said: ChangeStanding[];
  /** What came with the outcomes: the error that explains each, as it came. */
  readonly #errors = new Map<number, AppError>();
  readonly #lost = new Set<number>();
  readonly #counts: RunCounts;

  /** @param states of a run that was begun before, from its record */
  constructor(total: number, states: ReadonlyMap<number, ChangeState>) {
    this.#states = new Map(states);
    this.#said = Array.from({ length: total }, () => ({ status: 'notAttempted' }) as const);
    const none = { done: 0, unchanged: 0, failed: 0, unconfirmed: 0, left: 0 };
    this.#counts = { ...none, notAttempted: total };
    for (const change of this.#states.keys()) this.settle([change]);
  }

  get counts(): RunCounts {
    return { ...this.#counts };
  }

  get total(): number {
    return this.#said.length;
  }

  /** The same object until it changes. */
  of(change: number): ChangeStanding | undefined {
    return this.#said[change];
  }

  /** What may be claimed of a change, whether or not it is to be asked for again. */
  stateOf(change: number): ChangeState {
    const state = this.#states.get(change) ?? NOT_ATTEMPTED;
    return this.#lost.has(change) ? afterOutcome(state, UNRECORDED) : state;
  }

  /** Those of which asking Confluence who is a member can tell more. */
  open(): number[] {
    return this.#said.flatMap((_, change) => (isOpen(this.stateOf(change)) ? [change] : []));
  }

  /** They are to be asked for. */
  wait(changes: readonly number[]): void {
    for (const change of changes) this.#say(change, WAITING);
  }

  /** They are being asked for. */
  start(changes: readonly number[]): void {
    for (const change of changes) this.#say(change, UNDER_WAY);
  }

  /** They are not to be asked for: what may be claimed of them is what is said. */
  settle(changes: readonly number[]): void {
    for (const change of changes) this.#say(change, this.#standingOf(change));
  }

  /**
   * Takes in what the log has now.
   * @param errors what explains outcomes, by change
   */
  apply(event: RunEvent, errors: ReadonlyMap<number, AppError> = new Map()): void {
    for (const [change, error] of errors) this.#errors.set(change, error);
    const changed = foldEvent(this.#states, event);
    // Changes that wait go on waiting.
    this.settle(changed.filter((change) => !isLeft(this.#said[change])));
  }

  /** The answer of a slice was lost: it may be in the log, and still at work. */
  recordLoss(changes: readonly number[], error: AppError): void {
    for (const change of changes) {
      this.#lost.add(change);
      this.#errors.set(change, error);
    }
  }

  /** The log is known up to where this driver goes on: what a lost slice did is in it, or it did nothing. */
  forgetLosses(): void {
    const lost = [...this.#lost];
    this.#lost.clear();
    this.settle(lost.filter((change) => !isLeft(this.#said[change])));
  }

  #standingOf(change: number): ChangeStanding {
    const { outcome, reason } = this.stateOf(change);
    switch (outcome) {
      case 'done':
      case 'unchanged':
      case 'notAttempted':
        return { status: outcome };
      case 'failed':
      case 'unconfirmed': {
        const error = this.#errors.get(change);
        return {
          status: outcome,
          error: error && error.kind === reason ? error : { kind: reason ?? 'unconfirmed' },
        };
      }
    }
  }

  #say(change: number, standing: ChangeStanding): void {
    const before = this.#said[change];
    if (!before) return;
    this.#counts[countedAs(before)] -= 1;
    this.#counts[countedAs(standing)] += 1;
    this.#said[change] = standing;
  }
}

function isLeft(standing: ChangeStanding | undefined): boolean {
  return standing !== undefined && countedAs(standing) === 'left';
}

function countedAs({ status }: ChangeStanding): keyof RunCounts {
  switch (status) {
    case 'waiting':
    case 'underWay':
      return 'left';
    case 'done':
    case 'unchanged':
    case 'failed':
    case 'unconfirmed':
    case 'notAttempted':
      return status;
  }
}
