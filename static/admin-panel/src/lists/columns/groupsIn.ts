import type { Pause } from '../../host/createPause';
import { forEachWithPauses } from '../../host/work';
import { visibleText } from '../../ui/visibleText';
import type { ListInput } from './mentionsOf';
import { cellText } from './tableCells';

/** A group as a row has it: its id, its name, or both. */
export interface NamedGroup {
  id?: string | undefined;
  name?: string | undefined;
}

/** A group that rows of a list are about. */
export interface GroupInList {
  /** As in the first row that has it. */
  id?: string;
  name?: string;
  /** Rows about it. */
  count: number;
}

/** Tells groups of a list apart: by the id alone, without case, where there is one; else by the exact name that one sees. */
export function keyOfGroup({ id = '', name = '' }: NamedGroup): string {
  return id === '' ? `name ${visibleText(name)}` : `id ${id.toLowerCase()}`;
}

/**
 * The distinct groups (`keyOfGroup`) of the columns of groups, of tables used for people. Those with most rows first.
 * Filters do not matter.
 */
export async function groupsIn(inputs: readonly ListInput[], pause: Pause): Promise<GroupInList[]> {
  const groups = new Map<string, GroupInList>();
  for (const { content, roles, use } of inputs) {
    const { groupId, groupName } = roles;
    if (use !== 'people' || content.kind !== 'table') continue;
    if (groupId === undefined && groupName === undefined) continue;
    await forEachWithPauses(content.rows, pause, ({ cells }) => {
      const [id, name] = [cellText(cells, groupId), cellText(cells, groupName)];
      if (id === '' && name === '') return;
      const key = keyOfGroup({ id, name });
      const group = groups.get(key);
      if (!group) groups.set(key, { ...(id !== '' && { id }), ...(name !== '' && { name }), count: 1 });
      else {
        group.count += 1;
        // The first row may have the id alone.
        if (name !== '') group.name ??= name;
      }
    });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

/** Whether a row's group is the one that is wanted. */
export type GroupTest = (group: NamedGroup) => boolean;

/**
 * A test for one group: by its id where the row has one, else by its exact name. A name that differs in case counts only
 * where no row has the exact one: Confluence may have both groups.
 * @param groups all groups of the list
 */
export function createGroupTest(
  wanted: { id: string; name: string },
  groups: readonly GroupInList[],
): GroupTest {
  const [wantedId, wantedName] = [wanted.id.toLowerCase(), visibleText(wanted.name)];
  const isExact = groups.some(({ name }) => name !== undefined && visibleText(name) === wantedName);
  return ({ id = '', name = '' }) => {
    if (id !== '') return id.toLowerCase() === wantedId;
    const text = visibleText(name);
    return isExact ? text === wantedName : text.toLowerCase() === wantedName.toLowerCase();
  };
}

/** Tells groups of a list from others, in whatever order. */
export function keyOfGroups(groups: readonly GroupInList[]): string {
  return JSON.stringify(groups.map(keyOfGroup).sort());
}
