import type { Action, Change } from '../contract/changes';
import type { AppError } from '../contract/errors';
import type { RecordedChange, RunEvent, SliceAnswer } from '../contract/runs';
import { ChangeQueue } from './changeQueue';
import { ChangeStandings } from './changeStandings';
import { isRetryable, isToBeAsked, type ChangeState } from './changeState';
import type { ChangeStanding, RunCounts } from './runSnapshot';
import { isSettled, sliceEvent } from './sliceAnswer';

/** What a run is about, and what its record says of it where it was begun before. */
interface RunContent {
  changes: readonly Change[];
  recorded?: readonly RecordedChange[];
  /** Those of its changes to ask for, as far as they failed or are left; absent: all that are left. */
  places?: readonly number[];
}

/**
 * The changes of a run as its driver has them: where each stands, which are still to be asked for, and which no more,
 * because something stopped their group or nothing came back of them again and again.
 */
export class RunChanges {
  readonly all: readonly Change[];
  readonly #queue: ChangeQueue;
  readonly #standings: ChangeStandings;
  readonly #stoppedGroups = new Map<string, AppError>();
  /** Changes that were given up, because nothing came back of them again and again. */
  readonly #givenUp = new Map<number, AppError>();

  constructor({ changes, recorded = [], places }: RunContent) {
    this.all = changes;
    this.#queue = new ChangeQueue(changes);
    this.#standings = new ChangeStandings(changes.length, statesIn(recorded));
    this.#ask(places ? this.#retryableAmong(places) : this.#left());
  }

  /** None is to be asked for any more. */
  get areAllAsked(): boolean {
    return this.#queue.isEmpty;
  }

  get counts(): RunCounts {
    return this.#standings.counts;
  }

  get total(): number {
    return this.#standings.total;
  }

  /** How many need no further asking. */
  get settledCount(): number {
    return this.total - this.counts.left;
  }

  /** What stopped the changes of whole groups. */
  get stopped(): { groupId: string; error: AppError }[] {
    return [...this.#stoppedGroups].map(([groupId, error]) => ({ groupId, error }));
  }

  /** Where every group of the run was stopped, or something was given up, that is how it ended. */
  get error(): AppError | undefined {
    const groups = new Set(this.all.map(({ groupId }) => groupId));
    const [stopped] = groups.size === this.#stoppedGroups.size ? this.#stoppedGroups.values() : [];
    const [, givenUp] =
      [...this.#givenUp].find(([change]) => isToBeAsked(this.#standings.stateOf(change))) ?? [];
    return stopped ?? givenUp;
  }

  /** The same object until it changes. */
  standingOf(change: number): ChangeStanding | undefined {
    return this.#standings.of(change);
  }

  /** What these do. */
  actionsOf(changes: readonly number[]): Action[] {
    return [...new Set(changes.flatMap((change) => this.all[change]?.action ?? []))];
  }

  /** Those of which asking Confluence who is a member can tell more. */
  open(): number[] {
    return this.#standings.open();
  }

  /** What failed, and with `withNotAttempted` what was not attempted. */
  toRetry({ withNotAttempted }: { withNotAttempted: boolean }): number[] {
    return this.all.flatMap((_, change) => {
      const status = this.standingOf(change)?.status;
      return status === 'failed' || (withNotAttempted && status === 'notAttempted') ? [change] : [];
    });
  }

  /**
   * Asks again for these, as far as they failed, were not attempted, or are open.
   * @returns whether these are all that are left, and no others
   */
  retry(changes: readonly number[]): boolean {
    const asked = this.#retryableAmong(changes);
    const left = this.#left();
    // What stopped other groups is still so.
    for (const change of asked) this.#stoppedGroups.delete(this.#groupOf(change));
    this.#givenUp.clear();
    this.#ask(asked);
    return asked.length === left.length && asked.every((change, n) => change === left[n]);
  }

  /** The next to ask for; they are under way then. None where nothing may be asked for. */
  take(most: number): number[] {
    const { taken, dropped } = this.#queue.take(most, (change) => this.#isMade(change));
    this.#standings.settle(dropped);
    this.#standings.start(taken);
    return taken;
  }

  /**
   * What the log has now: only an outcome that is written counts. Changes that are not settled are asked for again.
   * @returns how many need no further asking since
   */
  takeIn(asked: readonly number[], answer: SliceAnswer): number {
    const before = this.settledCount;
    this.#takeAnswer(asked, answer);
    return this.settledCount - before;
  }

  #takeAnswer(asked: readonly number[], answer: SliceAnswer): void {
    const { run, missed, outcomes, stopped = [] } = answer;
    if (!answer.ok && answer.error.kind === 'storage') {
      // Whether the outcomes were written shows in the log, once the storage is back.
      if (outcomes) this.#standings.recordLoss(asked, { ...answer.error, kind: 'unrecorded' });
      this.#ask(asked);
      return;
    }
    const events = missed ?? (outcomes && run ? [sliceEvent(asked, outcomes)] : []);
    // Whatever a lost slice did is known now: the log goes on where this driver is.
    if (run) this.#standings.forgetLosses();
    const errors = new Map(
      (outcomes ?? []).flatMap(({ change, outcome }) =>
        'error' in outcome ? [[change, outcome.error]] : [],
      ),
    );
    for (const event of events) this.#standings.apply(event, errors);
    for (const { groupId, error } of stopped) this.#stoppedGroups.set(groupId, error);
    const isSettledNow = (change: number) => isSettled(change, this.#standings.stateOf(change), answer);
    const isStopped = (change: number) => this.#stoppedGroups.has(this.#groupOf(change));
    const back = asked.filter((change) => !isSettledNow(change) && !isStopped(change));
    const kept = new Set(back);
    this.#standings.settle(asked.filter((change) => !kept.has(change)));
    this.#ask(back);
    // What was missed may have settled others too.
    if (missed) this.#standings.settle(this.#queue.drop((change) => this.#isMade(change)));
    if (stopped.length > 0) this.#standings.settle(this.#queue.drop(isStopped));
  }

  /** The slice about these was lost: they are asked for again, unless they are given up. */
  recordLoss(asked: readonly number[], error: AppError, { givesUp }: { givesUp: boolean }): void {
    this.#standings.recordLoss(asked, error);
    if (givesUp) {
      for (const change of asked) this.#givenUp.set(change, error);
      this.#standings.settle(asked);
    } else this.#ask(asked);
  }

  /** What happened that this driver did not do. */
  apply(event: RunEvent): void {
    this.#standings.apply(event);
  }

  /** What happened up to the end that this driver did not hear of: whatever a lost slice did is in it. */
  applyMissed(missed: readonly RunEvent[]): void {
    this.#standings.forgetLosses();
    for (const event of missed) this.#standings.apply(event);
  }

  /** What is left is not asked for. */
  dropLeft(): void {
    this.#standings.settle(this.#queue.drop(() => true));
  }

  #ask(changes: readonly number[]): void {
    this.#queue.add(changes);
    this.#standings.wait(changes);
  }

  /** Of these places those that may be asked for again, rising, each once. */
  #retryableAmong(places: readonly number[]): number[] {
    const wanted = new Set(places);
    return this.all.flatMap((_, change) =>
      wanted.has(change) && isRetryable(this.#standings.stateOf(change)) ? [change] : [],
    );
  }

  #left(): number[] {
    return this.all.flatMap((_, change) => (isToBeAsked(this.#standings.stateOf(change)) ? [change] : []));
  }

  #isMade(change: number): boolean {
    const { outcome } = this.#standings.stateOf(change);
    return outcome === 'done' || outcome === 'unchanged';
  }

  #groupOf(change: number): string {
    return this.all[change]?.groupId ?? '';
  }
}

function statesIn(recorded: readonly RecordedChange[]): Map<number, ChangeState> {
  return new Map(
    recorded.map(({ index, outcome, reason, undone }) => [
      index,
      { outcome, ...(reason && { reason }), ...(undone && { undone }) },
    ]),
  );
}
