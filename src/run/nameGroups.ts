import type { Membership } from '../contract/changes';
import type { Group } from '../contract/directory';
import { MAX_GROUP_NAME_CHARS } from '../contract/limits';
import { cutText } from '../cutText';

/** What the groups of these memberships are called, as a plan takes it; absent where no name is known. */
export function nameGroups(
  groups: Iterable<Group>,
  memberships: readonly Pick<Membership, 'groupId'>[],
): { groups?: { id: string; name: string }[] } {
  const ids = new Set(memberships.map(({ groupId }) => groupId));
  const named = [...groups].flatMap(({ id, name }) => {
    const plain = cutText(name.replace(/\p{Cc}/gu, ' '), MAX_GROUP_NAME_CHARS);
    return ids.has(id) && plain !== '' ? [{ id, name: plain }] : [];
  });
  return named.length > 0 ? { groups: named } : {};
}
