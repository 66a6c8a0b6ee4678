import type { Action, Group } from '../../../../src/contract';
import { createGroupTest, type GroupInList } from '../lists/columns/groupsIn';
import type { ListChoice } from './listChoice';

/** Where something is done, and what, before the admin has chosen. */
export type ProposedChoice = Pick<ListChoice, 'where' | 'wanted'>;

/**
 * What a file says is to be done, where it says one thing for the group that is shown; where it says several, or names other
 * groups, what each row says. Without any such word: people leave the group.
 * @param group the one that is shown; absent at home
 * @param groups all groups of the list
 * @param actions all actions that its rows name
 */
export function proposeChoice(
  group: Pick<Group, 'id' | 'name'> | undefined,
  groups: readonly GroupInList[],
  actions: ReadonlySet<Action>,
): ProposedChoice {
  const where = group ? 'group' : 'chosen';
  const [action, ...others] = actions;
  if (action === undefined) return { where, wanted: 'remove' };
  const isAboutGroup = group ? groups.every(createGroupTest(group, groups)) : groups.length === 0;
  if (groups.length > 0 && (!isAboutGroup || others.length > 0)) return { where: 'file', wanted: 'byRow' };
  return { where, wanted: others.length === 0 ? action : 'remove' };
}

/**
 * Whether it is done what the rows say that count.
 * @param actions which they name
 */
export function followsActions({ where, wanted }: ProposedChoice, actions: ReadonlySet<Action>): boolean {
  switch (wanted) {
    case 'byRow':
      return where === 'file';
    case 'add':
    case 'remove':
      return actions.size === 1 && actions.has(wanted);
    case 'equal':
      return false;
  }
}
