import type { Action, Group } from '../../../../src/contract';
import { MAX_CHANGES_IN_RUN } from '../../../../src/contract/limits';
import type { GroupMeant } from '../lists/match/useNamedGroups';
import type { ListChange } from '../plan/plan';

/** In which groups something is done: the one that is shown, every one that a person is in, named ones, each row's own. */
export type Where = 'group' | 'allGroups' | 'chosen' | 'file';
/** What is done: with the people, with the whole group, or what each row says. */
export type ListAction = Action | 'equal' | 'byRow';

/** What is to be done with the people of a list, as the admin chose. */
export interface ListChoice {
  where: Where;
  wanted: ListAction;
  /** The groups that were named. */
  groups: readonly Group[];
}

/** Whether something can be done in these groups at all. */
export function canDo(wanted: ListAction, where: Where): boolean {
  switch (wanted) {
    case 'remove':
      return true;
    case 'add':
      return where !== 'allGroups';
    case 'equal':
      return where === 'group' || where === 'chosen';
    case 'byRow':
      return where === 'file';
  }
}

/** The groups that are named by a choice. @param group the one that is shown */
export function groupsOf({ where, groups }: ListChoice, group: Group | undefined): readonly Group[] {
  switch (where) {
    case 'group':
      return group ? [group] : [];
    case 'chosen':
      return groups;
    case 'allGroups':
    case 'file':
      return [];
  }
}

/** Where a plan makes changes, and which. */
export type ListTarget = { kind: 'named'; change: Exclude<ListChange, { kind: 'rows' }> } | RowTarget;

/** Each row's own group. */
export interface RowTarget {
  kind: 'rows';
  groupOf: (id: string | undefined, name: string | undefined) => GroupMeant;
  /** `byRow`: what the row says. */
  action: Action | 'byRow';
}

/** What a choice comes to; undefined where it is none yet. @param group the one that is shown */
export function targetOf(
  choice: ListChoice,
  group: Group | undefined,
  groupOf: RowTarget['groupOf'],
): ListTarget | undefined {
  const { where, wanted } = choice;
  if (!canDo(wanted, where)) return undefined;
  if (where === 'allGroups') return { kind: 'named', change: { kind: 'allGroups' } };
  if (where === 'file') return wanted === 'equal' ? undefined : { kind: 'rows', groupOf, action: wanted };
  const groupIds = groupsOf(choice, group).map(({ id }) => id);
  const [groupId, ...others] = groupIds;
  if (groupId === undefined) return undefined;
  switch (wanted) {
    case 'remove':
    case 'add':
      return { kind: 'named', change: { kind: 'groups', action: wanted, groupIds } };
    case 'equal':
      return others.length === 0 ? { kind: 'named', change: { kind: 'equal', groupId } } : undefined;
    case 'byRow':
      return undefined;
  }
}

/** Changes at most that a plan is prepared for. Fewer may be left of them: who is not in a group does not leave it. */
const MOST_PREPARED = 5 * MAX_CHANGES_IN_RUN;

/** Changes that a list would come to if nothing was so already, where these are more than a plan is prepared for. */
export function tooManyChanges({ where }: ListChoice, people: number, groups: number): number | undefined {
  const changes = where === 'group' || where === 'chosen' ? people * groups : people;
  return changes > MOST_PREPARED ? changes : undefined;
}
