import type { Group } from '../contract/directory';
import type { Confluence } from './confluence';
import { getGroup } from './findGroups';
import type { Result } from './request';

/** Lookups of one group that the changes of its members share. */
export interface GroupLookup {
  /** The group as it is after this call began. `GET group/by-id`, once for all who ask at the same time; 3 points. */
  findNow: () => Promise<Result<Group>>;
  /** The group as the latest lookup found it; the first asks for it, at 3 points. */
  findOnce: () => Promise<Result<Group>>;
}

export function shareGroupLookup(confluence: Confluence, groupId: string): GroupLookup {
  let latest: Result<Group> | undefined;
  let first: Promise<Result<Group>> | undefined;
  const findNow = oneAtATime(async () => {
    const group = await getGroup(confluence, groupId);
    if (group.ok) latest = group;
    return group;
  });
  const findOnce = async (): Promise<Result<Group>> => {
    if (latest) return latest;
    first ??= findNow().finally(() => {
      first = undefined;
    });
    return first;
  };
  return { findNow, findOnce };
}

/**
 * Shares a lookup among those who ask while one is under way: they get the next, which begins after they asked. One
 * that began before says nothing of a group deleted meanwhile.
 */
function oneAtATime<T>(lookUp: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  const begin = () => {
    next = undefined;
    return lookUp();
  };
  return () => {
    // A lookup that throws is over too.
    next ??= underWay.then(begin, begin);
    underWay = next;
    return next;
  };
}
