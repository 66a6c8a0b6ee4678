import type { Group, RunRecord } from '../../../../../src/contract';
import { useGroup } from '../../groups/queries';

/** The group of a filter as it is called now; where it is gone as its runs call it, or by its id. */
export function useFilterGroup(groupId: string | undefined, runs: readonly RunRecord[]): Group | undefined {
  const { data, error } = useGroup(groupId);
  if (groupId === undefined || data) return data;
  if (!error) return undefined; // A field that had a name is not filled with another.
  const names = runs.flatMap(({ groups }) => groups.filter((group) => group.groupId === groupId));
  return { id: groupId, name: names.find(({ name }) => name !== undefined)?.name ?? groupId };
}
