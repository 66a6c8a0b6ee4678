import type { Action, Change, Group } from '../../../../../src/contract';
import { toBlocks } from '../../../../../src/membership/changeBlocks';

/** Changes of one kind in one group. */
export interface PlanPart {
  group: Group;
  action: Action;
  accountIds: readonly string[];
}

/** The changes of each kind in each group, in the order in which these come first. @param groups by id */
export function partsOf(changes: readonly Change[], groups: ReadonlyMap<string, Group>): PlanPart[] {
  const parts = new Map<string, { group: Group; action: Action; accountIds: string[] }>();
  for (const { groupId, action, accountIds } of toBlocks(changes)) {
    const key = `${groupId} ${action}`;
    const part = parts.get(key);
    if (part) part.accountIds.push(...accountIds);
    else {
      parts.set(key, { group: groups.get(groupId) ?? { id: groupId, name: groupId }, action, accountIds });
    }
  }
  return [...parts.values()];
}
