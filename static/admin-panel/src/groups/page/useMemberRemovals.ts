import { useEffect, type RefObject } from 'react';
import type { Group, Person } from '../../../../../src/contract';
import { displayNameOf } from '../../directory/displayName';
import { focusNextRow } from '../../members/focusNextRow';
import { useMembershipsChanged } from '../../memberships/useMembershipsChanged';
import { useRemoval, useSupersedeOutcomes } from '../../removal/useRemoval';
import { useRowRemovals } from '../../removal/useRowRemovals';
import { applyCheck } from '../../run/applyCheck';
import { useRunOf } from '../../run/RunProvider';
import { useLatest } from '../../ui/useLatest';

interface Options {
  group: Group;
  /** No one can be removed from this group here. */
  isReadOnly: boolean;
  /** Gets the focus where the row that had it was the last one. */
  headingRef: RefObject<HTMLElement>;
  /** The admin wants this person removed, and has to be asked. */
  onRemove: (person: Person) => void;
  /** A run about the group has begun. @param accountIds of the people it adds to the group or removes from it */
  onRunBegun: (accountIds: readonly string[]) => void;
}

/** What the rows of a group say and offer: single removals and checks, and what the page's run has left. */
export function useMemberRemovals({ group, isReadOnly, headingRef, onRemove, onRunBegun }: Options) {
  const groupId = group.id;
  const tellChanged = useMembershipsChanged();
  const run = useRunOf(groupId);
  const active = run?.active;
  const indexOf = ({ accountId }: Person) => active?.indexOf({ groupId, accountId });

  const removal = useRemoval(group, {
    nameOf: displayNameOf,
    onLeft: (person) => {
      focusNextRow(person.accountId, headingRef.current);
      tellChanged({ groupId, action: 'remove', accountIds: [person.accountId] });
    },
    onChecked: (person, isMember) => {
      const change = indexOf(person);
      if (active && change !== undefined) applyCheck(active.client, [{ change, isMember }]);
    },
    placeOf: (person) => {
      const change = indexOf(person);
      if (!active || change === undefined || !active.client.openChanges().includes(change)) return undefined;
      const { runId } = active.client;
      return runId === undefined ? undefined : { runId, change };
    },
  });
  const rows = useRowRemovals({
    ...{ groupId, state: removal.state, isReadOnly, onRemove },
    onCheck: (person) => void removal.check(person),
  });

  const supersedeOutcomes = useSupersedeOutcomes();
  const followRun = useLatest((accountIds: readonly string[]) => {
    removal.readMessages();
    // The run tells of them from now on.
    supersedeOutcomes(groupId, accountIds);
    onRunBegun(accountIds);
  });
  const underWay = run && !run.ending ? run.active.client : undefined;
  useEffect(() => {
    if (!underWay) return;
    const changes = underWay.changes.filter((change) => change.groupId === groupId);
    followRun(changes.map(({ accountId }) => accountId));
  }, [underWay, groupId, followRun]);

  return { ...removal, rows };
}
