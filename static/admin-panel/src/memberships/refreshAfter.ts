import type { Action } from '../../../../src/contract';
import { ACTIONS } from '../../../../src/membership/actions';

/** Changes of one kind that were made in one group, or found to have been made. */
export interface MembershipsChanged {
  groupId: string;
  action: Action;
  /** Whose membership changed; may be empty, at the end of a run that only the history tells of. */
  accountIds: readonly string[];
  /**
   * When they began to be changed, ms by `browserTools`' clock: a list of members read after that may have some of the changes
   * and not others. Absent where no list can.
   */
  since?: number;
}

/** What the page shows and keeps of memberships. */
export interface ShownMemberships {
  /** Keeps whether they are in the group, so that it need not be asked. */
  remember: (groupId: string, accountIds: readonly string[], isMember: boolean) => void;
  /** Drops what single removals and checks left in people's rows. */
  supersedeOutcomes: (groupId: string, accountIds: readonly string[]) => void;
  /** Takes people out of the list of members. */
  forgetMembers: (groupId: string, accountIds: readonly string[], since: number) => void;
  /** Has the list of members read anew. */
  reloadMembers: (groupId: string) => void;
  /** Has the groups that these people are in read anew. */
  refreshGroupsOf: (accountIds: readonly string[]) => void;
  refreshHistory: () => void;
}

/**
 * Brings everything shown up to date: the one place that says what a changed membership makes old. What a group gives its
 * members is not among it, for that does not depend on who they are.
 */
export function refreshAfter(changed: MembershipsChanged, shown: ShownMemberships): void {
  const { groupId, action, accountIds, since = Infinity } = changed;
  shown.refreshHistory();
  if (accountIds.length === 0) return;
  shown.remember(groupId, accountIds, ACTIONS[action].wantsMember);
  shown.supersedeOutcomes(groupId, accountIds);
  shown.refreshGroupsOf(accountIds);
  switch (action) {
    case 'remove':
      shown.forgetMembers(groupId, accountIds, since);
      return;
    case 'add':
      shown.reloadMembers(groupId);
  }
}

/** Does it at the first call, and not again before the code that calls has come to its end. */
export function oncePerTurn(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    queueMicrotask(() => {
      isDone = false;
    });
    act();
  };
}

/** Collects what is told in one turn, and acts on all of it, each once, when the code that tells has come to its end. */
export function collectPerTurn<T>(act: (items: readonly T[]) => void): (items: readonly T[]) => void {
  let collected = new Set<T>();
  return (items) => {
    if (collected.size === 0 && items.length > 0) {
      queueMicrotask(() => {
        const all = [...collected];
        collected = new Set();
        act(all);
      });
    }
    for (const item of items) collected.add(item);
  };
}
