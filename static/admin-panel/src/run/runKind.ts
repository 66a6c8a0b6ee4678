import type { Action, Change, RunRecord } from '../../../../src/contract';
import { ACTION_NAMES } from '../../../../src/membership/actions';

/** What a change does, as messages select by it: `addBack` adds a person that an earlier run removed. */
export type ChangeKind = Action | 'addBack';

/** What changes do as a whole: `changes` where they are of both kinds, or in several groups. */
export type RunKind = ChangeKind | 'changes';

const UNDO_KINDS: Record<Action, ChangeKind> = { remove: 'remove', add: 'addBack' };

/** What one change does. @param isUndo its run takes changes of another one back */
export function changeKindOf({ action }: Pick<Change, 'action'>, isUndo: boolean): ChangeKind {
  return isUndo ? UNDO_KINDS[action] : action;
}

/**
 * What changes do as a whole.
 * @param actions how many there are of each kind
 * @param groups how many groups they are in
 */
export function kindOfChanges(actions: Record<Action, number>, groups: number, isUndo: boolean): RunKind {
  const [action, ...others] = ACTION_NAMES.filter((name) => actions[name] > 0);
  const isOne = action !== undefined && others.length === 0 && groups === 1;
  return isOne ? changeKindOf({ action }, isUndo) : 'changes';
}

/** What a run of the history does as a whole. */
export function runKindOf({
  actions,
  groups,
  undoes,
}: Pick<RunRecord, 'actions' | 'groups' | 'undoes'>): RunKind {
  return kindOfChanges(actions, groups.length, undoes !== undefined);
}
