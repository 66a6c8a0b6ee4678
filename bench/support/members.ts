/** The members of the group, as anybody can ask for them. */
import type { LogEntry } from '../../sandbox/confluence';
import { GROUP, type Site } from './site';

/** Somebody who reads the site past the app. */
type Reader = Pick<Site, 'get'>;

const PAGE = 200;
const PATH = `/wiki/rest/api/group/${GROUP.id}/membersByGroupId`;

interface Page {
  results: { accountId: string }[];
  totalSize: number;
}

/** Account ids of `count` ordinary members, from the middle of the group. */
export async function someMembers(site: Reader, count: number): Promise<string[]> {
  const ids: string[] = [];
  // Whoever the seed made special is at the start.
  for (let start = 1_000; ids.length < count; start += PAGE) {
    const { results } = await page(site, start, PAGE);
    if (results.length === 0) throw new Error(`The group has no ${count} ordinary members.`);
    ids.push(...results.map(({ accountId }) => accountId));
  }
  return ids.slice(0, count);
}

/** Account ids of everyone in the group. */
export async function allMembers(site: Reader): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let start = 0; ; start += PAGE) {
    const { results } = await page(site, start, PAGE);
    for (const { accountId } of results) ids.add(accountId);
    if (results.length < PAGE) return ids;
  }
}

/** How many are in the group now. */
export async function groupSize(site: Reader): Promise<number> {
  return (await page(site, 0, 1)).totalSize;
}

/** How many members these requests were answered with, counted from what they cost: 1 point and 2 a member. */
export function membersRead(requests: readonly LogEntry[]): number {
  return memberReads(requests).reduce((sum, { points }) => sum + (points - 1) / 2, 0);
}

/** The requests for pages of members that were answered. */
export function memberReads(requests: readonly LogEntry[]): LogEntry[] {
  return requests.filter(({ path, status }) => path.startsWith(PATH) && status === 200);
}

async function page(site: Reader, start: number, limit: number): Promise<Page> {
  return (await site.get(`${PATH}?start=${start}&limit=${limit}&shouldReturnTotalSize=true`)) as Page;
}
