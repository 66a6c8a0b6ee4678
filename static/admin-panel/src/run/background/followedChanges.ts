import type { AppError, Change, OutcomeCounts, RecordedChange, RunEvent } from '../../../../../src/contract';
import { concernsGroup } from '../../../../../src/membership/errorTraits';
import { ChangeStandings } from '../../../../../src/run/changeStandings';
import { isToBeAsked } from '../../../../../src/run/changeState';
import { countOutcomes } from '../../../../../src/run/foldRun';
import type { ChangeStanding, EndState, RunCounts, RunSnapshot } from '../../../../../src/run/runSnapshot';

/** The changes of a run that is driven elsewhere: where each stands by the record, and which of them its driver asks for yet. */
export class FollowedChanges {
  readonly all: readonly Change[];
  readonly #standings: ChangeStandings;
  #stopped: RunSnapshot['stopped'] = [];

  constructor(recorded: readonly RecordedChange[]) {
    this.all = recorded.map(({ groupId, accountId, action }) => ({ groupId, accountId, action }));
    this.#standings = new ChangeStandings(
      recorded.length,
      new Map(
        recorded.map(({ index, outcome, reason, undone }) => [
          index,
          { outcome, ...(reason && { reason }), ...(undone && { undone }) },
        ]),
      ),
    );
    this.#standings.wait(this.#placesWhere((place) => this.#isLeft(place)));
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

  /** What stopped the changes of whole groups, once it has ended. */
  get stopped(): RunSnapshot['stopped'] {
    return this.#stopped;
  }

  standingOf(place: number): ChangeStanding | undefined {
    return this.#standings.of(place);
  }

  /** Those of which asking Confluence who is a member can tell more. */
  open(): number[] {
    return this.#standings.open();
  }

  /** Takes in one thing that happened besides. */
  apply(event: RunEvent): void {
    this.#standings.apply(event);
  }

  /** Takes in what the log has next. */
  takeIn(events: readonly RunEvent[]): void {
    for (const event of events) this.#standings.apply(event);
    this.#standings.settle(this.#placesWhere((place) => this.#isWaiting(place) && !this.#isLeft(place)));
  }

  /** Whether all is taken in that the record counts. */
  isAsCounted({ done, unchanged, failed, unconfirmed }: OutcomeCounts): boolean {
    const states = this.all.map((_, place) => this.#standings.stateOf(place));
    const counts = countOutcomes(states, this.total);
    return (
      counts.done === done &&
      counts.unchanged === unchanged &&
      counts.failed === failed &&
      counts.unconfirmed === unconfirmed
    );
  }

  /**
   * It has ended: what is left is asked for no more.
   * @returns how, as far as its record tells. Where more is left than an error of its group explains, an admin has ended it
   */
  end(): EndState {
    this.#standings.settle(this.#placesWhere((place) => this.#isWaiting(place)));
    const errors = new Map<string, AppError>();
    const left = new Set<string>();
    for (const [place, { groupId }] of this.all.entries()) {
      const { outcome, reason: kind } = this.#standings.stateOf(place);
      if (outcome === 'notAttempted') left.add(groupId);
      if (kind !== undefined && concernsGroup({ kind })) errors.set(groupId, { kind });
    }
    this.#stopped = [...left].flatMap((groupId) => {
      const error = errors.get(groupId);
      return error ? [{ groupId, error }] : [];
    });
    return this.#stopped.length < left.size ? { name: 'stopped', by: 'admin' } : { name: 'done' };
  }

  #isLeft(place: number): boolean {
    return isToBeAsked(this.#standings.stateOf(place));
  }

  #isWaiting(place: number): boolean {
    return this.#standings.of(place)?.status === 'waiting';
  }

  #placesWhere(fits: (place: number) => boolean): number[] {
    return this.all.flatMap((_, place) => (fits(place) ? [place] : []));
  }
}
