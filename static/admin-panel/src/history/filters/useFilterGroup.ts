import type { Group, RunGroup } from '../../../../../src/contract';
import { useGroup } from '../../directory/useGroup';

/**
 * The group of a filter as it is called now; where it is gone as the history calls it, or by its id.
 * @param recorded groups of what is shown
 */
export function useFilterGroup(
  groupId: string | undefined,
  recorded: readonly RunGroup[],
): Group | undefined {
  const { data, error } = useGroup(groupId);
  if (groupId === undefined || data) return data;
  if (!error) return undefined; // A field that had a name is not filled with another.
  const names = recorded.filter((group) => group.groupId === groupId);
  return { id: groupId, name: names.find(({ name }) => name !== undefined)?.name ?? groupId };
}
