import { useCallback, useMemo } from 'react';
import type { AppError, Membership, Person } from '../../../../src/contract';
import { displayNameOf } from '../directory/displayName';
import type { ActiveRun } from '../run/activeRun';
import { useRunOf } from '../run/RunProvider';
import { useLatest } from '../ui/useLatest';
import { RemovalResult } from './RemovalResult';
import { RowRemoval } from './RowRemoval';
import type { GroupRemoval, RowState } from './rowState';
import { rowStateOf, stopErrorIn } from './rowStateOf';

interface Options {
  groupId: string;
  /** Where single removals stand. */
  state: GroupRemoval;
  /** No one can be removed from this group here. */
  isReadOnly?: boolean;
  onRemove: (person: Person) => void;
  onCheck: (person: Person) => void;
}

/**
 * What the rows say and offer of removals, single ones and those of a run that has ended. New functions render every row
 * again, so they are new only when what they show is.
 */
export function useRowRemovals({ groupId, state, isReadOnly = false, onRemove, onCheck }: Options) {
  const run = useRunOf(groupId);
  const remove = useLatest(onRemove);
  const check = useLatest(onCheck);
  // A new one with each answer of a check, so that the rows render again.
  const ending = run?.ending;
  const active = ending && run.active;
  const stoppedBy = useMemo(() => ending && stopErrorIn(ending, groupId), [ending, groupId]);
  const stateOf = useCallback(
    ({ accountId }: Person) =>
      state.rows.get(accountId)?.state ??
      (ending && active && leftIn(active, { groupId, accountId }, stoppedBy)),
    [state, active, ending, stoppedBy, groupId],
  );
  const action = useCallback(
    (person: Person) => (
      <RowRemoval
        groupId={groupId}
        person={person}
        name={displayNameOf(person)}
        state={stateOf(person)}
        isReadOnly={isReadOnly}
        onRemove={() => remove(person)}
        onCheck={() => check(person)}
      />
    ),
    [groupId, stateOf, isReadOnly, remove, check],
  );
  const saidInDock = useMemo(
    () => [state.problem?.error.kind, stoppedBy?.kind].filter((kind) => kind !== undefined),
    [state.problem, stoppedBy],
  );
  const result = useCallback(
    (person: Person) => (
      <RemovalResult name={displayNameOf(person)} state={stateOf(person)} saidInDock={saidInDock} />
    ),
    [stateOf, saidInDock],
  );
  const hasResult = useCallback((person: Person) => stateOf(person) !== undefined, [stateOf]);
  return { action, result, hasResult };
}

/** What the run left in the row of a person. */
function leftIn(
  { client, indexOf }: ActiveRun,
  membership: Membership,
  stoppedBy: AppError | undefined,
): RowState | undefined {
  const index = indexOf(membership) ?? -1;
  const change = client.changes[index];
  return change && rowStateOf(change.action, client.standingOf(index), stoppedBy);
}
