import type { QueryClient } from '@tanstack/react-query';
import { accessGroupsQuery } from '../../directory/useAccessGroups';
import type { Pause } from '../../host/createPause';
import { costOfRest } from '../../members/loading/costOfRest';
import type { ReadingEnd } from '../../members/loading/reading';
import { isReadWhole } from '../../members/loading/readWhole';
import { restLoaderOf } from '../../members/loading/restLoaderOf';
import type { MemberList } from '../../members/memberList';
import { membersQuery } from '../../members/queries';
import { indexMembers, type MemberIndex } from './listKnowledge';

/** A group, and its members as far as they are read. */
export interface GroupMembers {
  id: string;
  list: MemberList;
}

const indexes = new WeakMap<MemberList, { version: number; known: MemberIndex }>();

/** The members of a group, ready for being looked up; done anew only where the list has changed since. */
export async function knownMembersOf({ list }: GroupMembers, pause: Pause): Promise<MemberIndex> {
  const { version, isComplete } = list;
  const ready = indexes.get(list);
  if (ready?.version === version) return ready.known;
  const known = await indexMembers(list.loaded(), isComplete, pause);
  indexes.set(list, { version, known });
  return known;
}

/** Whether reading the rest of the group takes fewer requests than so many searches, or is done anyway. */
export function isWorthReading({ id, list }: GroupMembers, searches: number): boolean {
  const isBeingRead = restLoaderOf(id, list).loading().status === 'reading';
  // How many requests a group of unknown size takes is unknown.
  return (
    isBeingRead || isReadWhole(list) || (list.total !== undefined && searches > costOfRest(list).requests)
  );
}

/** What ends waiting for a reading. */
interface Signals {
  /** The reading is not wanted any more, unless others began it. */
  stopping: AbortSignal;
  /** It is not wanted here. */
  ending: AbortSignal;
}

/**
 * Reads the rest of a group; where it is being read already, waits for that reading instead of beginning another.
 * @param onProgress told of each page
 * @returns how it ended; `stopped` also where one of the signals is aborted
 */
export async function readRestOf(
  { id, list }: GroupMembers,
  onProgress: () => void,
  { stopping, ending }: Signals,
): Promise<ReadingEnd> {
  if (stopping.aborted || ending.aborted) return { status: 'stopped' };
  const loader = restLoaderOf(id, list);
  const isOthers = loader.loading().status === 'reading';
  const letGo = loader.hold();
  const stopListening = list.subscribe(onProgress);
  const isLeft = new AbortController();
  const left = new Promise<ReadingEnd>((resolve) => {
    const leave = () => resolve({ status: 'stopped' });
    for (const signal of [stopping, ending])
      signal.addEventListener('abort', leave, { signal: isLeft.signal });
  });
  const end = await Promise.race([loader.start(), left]);
  isLeft.abort();
  if (hasAborted(stopping) && !isOthers) loader.stop();
  stopListening();
  letGo();
  return end;
}

/** Read anew: it changes while one waits. */
function hasAborted({ aborted }: AbortSignal): boolean {
  return aborted;
}

/** Groups whose size is asked for, a request each. Sites have few groups that give use of Confluence. */
const SIZES_ASKED = 10;

/**
 * Of the groups that give use of Confluence the largest that takes fewer requests to read than so many searches: most people
 * of the site are in it, and show their addresses there as far as they show them at all. Up to 13 requests.
 * @throws ReadFailed
 */
export async function largestAccessGroup(
  client: QueryClient,
  searches: number,
): Promise<GroupMembers | undefined> {
  const { use } = await client.query(accessGroupsQuery);
  const groups = await Promise.all(
    use.groups.slice(0, SIZES_ASKED).map(async ({ id }) => ({
      id,
      list: await client.query(membersQuery(id)),
    })),
  );
  return groups
    .filter(({ list }) => list.total !== undefined && costOfRest(list).requests < searches)
    .sort((a, b) => (b.list.total ?? 0) - (a.list.total ?? 0))[0];
}
