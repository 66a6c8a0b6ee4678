import { getGroup } from '../../../../src/confluence/findGroups';
import type { Group } from '../../../../src/contract';
import { mapConcurrently } from '../../../../src/mapConcurrently';
import { withVisibleName } from '../directory/useGroup';
import { confluence } from '../host/bridgeConfluence';
import { ReadFailed, valueRead } from '../host/readFailed';

/** Groups asked about at once. */
const AT_ONCE = 10;

/**
 * The group as it is called now; nothing where it was deleted. One request.
 * @throws ReadFailed
 */
export async function currentGroup(groupId: string): Promise<Group | undefined> {
  try {
    return withVisibleName(await valueRead(getGroup(confluence, groupId)));
  } catch (failure) {
    if (failure instanceof ReadFailed && failure.error.kind === 'groupNotFound') return undefined;
    throw failure;
  }
}

/**
 * The groups as they are called now, without those that were deleted. One request for each that is not known.
 * @param known by id, those that need not be asked about
 * @throws ReadFailed
 */
export async function currentGroups(
  groupIds: Iterable<string>,
  known: ReadonlyMap<string, Group>,
): Promise<Map<string, Group>> {
  const groups = await mapConcurrently([...new Set(groupIds)], AT_ONCE, async (groupId) => {
    const group = known.get(groupId);
    return [groupId, group ? withVisibleName(group) : await currentGroup(groupId)] as const;
  });
  return new Map(groups.flatMap(([groupId, group]) => (group ? [[groupId, group] as const] : [])));
}
