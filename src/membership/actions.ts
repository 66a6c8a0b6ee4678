import type { Action, Change } from '../contract/changes';
import { ADDITIONS_PER_SECOND, REMOVALS_PER_SECOND } from '../contract/limits';

/** What differs between adding an account to a group and removing it, where changes are made. */
interface ActionTraits {
  /** The action that takes it back. */
  opposite: Action;
  /** Requests/s that a run starts with; see `src/contract/limits.ts` for the source. */
  requestsPerSecond: number;
  /** Whether the change wants the person to be a member. */
  wantsMember: boolean;
  /** Changes in a run's first slice: small where rows show soon what became of them. */
  firstSlice: number;
}

export const ACTIONS: Record<Action, ActionTraits> = {
  add: { opposite: 'remove', requestsPerSecond: ADDITIONS_PER_SECOND, wantsMember: true, firstSlice: 100 },
  remove: { opposite: 'add', requestsPerSecond: REMOVALS_PER_SECOND, wantsMember: false, firstSlice: 25 },
};

/** In the order in which a person's changes are made: a move never leaves anybody without. */
export const ACTION_NAMES: readonly Action[] = ['add', 'remove'];

/** Whether a change gives a membership, rather than taking one away. */
export function isAddition({ action }: Pick<Change, 'action'>): boolean {
  return ACTIONS[action].wantsMember;
}

/** Whether a change takes a membership away. */
export function isRemoval(change: Pick<Change, 'action'>): boolean {
  return !isAddition(change);
}

/** The change that takes another back. */
export function inverseOf({ groupId, accountId, action }: Change): Change {
  return { groupId, accountId, action: ACTIONS[action].opposite };
}
