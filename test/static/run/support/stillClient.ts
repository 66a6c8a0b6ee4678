import type { Change, RunWish } from '../../../../src/contract';
import { isOpen } from '../../../../src/run/changeState';
import type { ChangeStanding, RunCounts, RunSnapshot, RunState } from '../../../../src/run/runSnapshot';
import type { BackgroundPart, RunClient } from '../../../../static/admin-panel/src/run/runClient';

/** A run that stands as a test says, and does nothing but note what it is told. */
export class StillClient implements RunClient {
  runId: string | undefined = 'r';
  /** What the admin wished, in order. */
  readonly wishes: RunWish[] = [];
  readonly #listeners = new Set<() => void>();
  #snapshot: RunSnapshot;

  constructor(
    readonly changes: readonly Change[],
    readonly standings: ChangeStanding[],
    state: RunState = { name: 'done' },
  ) {
    this.#snapshot = { state, stopped: [], total: changes.length, counts: countsIn(standings) };
  }

  /** Has it stand otherwise, as far as that is given. */
  become(change: Partial<RunSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, counts: countsIn(this.standings), ...change };
    this.#listeners.forEach((onChange) => onChange());
  }

  readonly subscribe = (onChange: () => void) => {
    this.#listeners.add(onChange);
    return () => void this.#listeners.delete(onChange);
  };
  readonly standingOf = (change: number) => this.standings[change];
  readonly getSnapshot = (): RunSnapshot => this.#snapshot;
  readonly openChanges = () =>
    this.standings.flatMap((standing, change) =>
      'error' in standing && isOpen({ outcome: standing.status, reason: standing.error.kind })
        ? [change]
        : [],
    );
  readonly control = (wish: RunWish) => void this.wishes.push(wish);
  readonly setOnline = () => undefined;
  /** What was asked for again, in order. */
  readonly retried: (readonly number[])[] = [];
  readonly retry = (changes: readonly number[]) => void this.retried.push(changes);
  readonly apply = () => undefined;
  background?: BackgroundPart;
}

function countsIn(standings: readonly ChangeStanding[]): RunCounts {
  const counts: RunCounts = { done: 0, unchanged: 0, failed: 0, unconfirmed: 0, notAttempted: 0, left: 0 };
  for (const { status } of standings) {
    counts[status === 'waiting' || status === 'underWay' ? 'left' : status] += 1;
  }
  return counts;
}
