import type { Change } from '../contract/changes';
import { CHANGES_IN_STRETCH, MAX_STRETCHES_IN_SLICE } from '../contract/limits';
import { isAddition, isRemoval } from '../membership/actions';

/** How a removal stands that waits for the same person's additions. */
export type AdditionStanding = 'made' | 'pending' | 'notMade';

/**
 * Which changes of a run are still to be asked for, in the plan's order. A person's additions come before their removals,
 * and a removal whose addition was not made is dropped: a move never leaves anybody without.
 */
export class ChangeQueue {
  readonly #changes: readonly Change[];
  /** Places of a person's additions, of those who are removed from somewhere too. */
  readonly #additions: ReadonlyMap<string, readonly number[]>;
  #waiting: number[] = [];

  /** @param changes the whole plan */
  constructor(changes: readonly Change[]) {
    this.#changes = changes;
    this.#additions = additionsBeforeRemovals(changes);
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Puts changes where the plan has them. */
  add(changes: Iterable<number>): void {
    this.#waiting = [...this.#waiting, ...changes].sort((a, b) => a - b);
  }

  /** Takes out those that are not to be asked for any more. @returns them */
  drop(isUnwanted: (change: number) => boolean): number[] {
    const dropped = this.#waiting.filter(isUnwanted);
    if (dropped.length > 0) this.#waiting = this.#waiting.filter((change) => !isUnwanted(change));
    return dropped;
  }

  /**
   * The next changes to ask for.
   * @param most how many at most
   * @param isMade whether a change is so now
   * @returns `taken`, and `dropped`: removals that are not to be made because an addition was not
   */
  take(most: number, isMade: (change: number) => boolean): { taken: number[]; dropped: number[] } {
    const taken = new Set<number>();
    const dropped = new Set<number>();
    const stretches = new Set<number>();
    const waiting = new Set(this.#additions.size > 0 ? this.#waiting : []);
    for (const change of this.#waiting) {
      if (taken.size === most) break;
      const stretch = Math.floor(change / CHANGES_IN_STRETCH);
      if (!stretches.has(stretch) && stretches.size === MAX_STRETCHES_IN_SLICE) break;
      switch (this.#standingOfAdditions(change, isMade, (one) => taken.has(one), waiting)) {
        case 'made':
          taken.add(change);
          stretches.add(stretch);
          break;
        case 'pending':
          break;
        case 'notMade':
          dropped.add(change);
      }
    }
    this.#waiting = this.#waiting.filter((change) => !taken.has(change) && !dropped.has(change));
    return { taken: [...taken], dropped: [...dropped] };
  }

  /** Of an addition, and of a removal that stands alone, nothing is waited for. */
  #standingOfAdditions(
    change: number,
    isMade: (change: number) => boolean,
    isTaken: (change: number) => boolean,
    waiting: ReadonlySet<number>,
  ): AdditionStanding {
    const planned = this.#changes[change];
    if (!planned || isAddition(planned)) return 'made';
    const additions = this.#additions.get(planned.accountId) ?? [];
    const open = additions.filter((one) => !isMade(one) && !isTaken(one));
    if (open.length === 0) return 'made';
    return open.some((one) => waiting.has(one)) ? 'pending' : 'notMade';
  }
}

/**
 * The same changes in the order in which a run makes them: a person's additions before their removals.
 * @returns a new list; the order is the given one but for that
 */
export function orderChanges<T extends Change>(changes: readonly T[]): T[] {
  const moving = additionsBeforeRemovals(changes);
  if (moving.size === 0) return [...changes];
  const early: T[] = [];
  const late: T[] = [];
  for (const change of changes) {
    const isLate = isRemoval(change) && moving.has(change.accountId);
    (isLate ? late : early).push(change);
  }
  return [...early, ...late];
}

function additionsBeforeRemovals(changes: readonly Change[]): ReadonlyMap<string, readonly number[]> {
  const additions = new Map<string, number[]>();
  // Most plans only add or only remove, and may have 50,000 changes.
  if (!changes.some(isAddition) || !changes.some(isRemoval)) return additions;
  const removed = new Set<string>();
  for (const change of changes) if (isRemoval(change)) removed.add(change.accountId);
  changes.forEach((change, n) => {
    const { accountId } = change;
    if (isRemoval(change) || !removed.has(accountId)) return;
    additions.set(accountId, [...(additions.get(accountId) ?? []), n]);
  });
  return additions;
}
