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

/** How many places of a list of `size` members were in a page that was answered. */
export function membersRead(requests: readonly LogEntry[], size: number): number {
  const isRead = new Uint8Array(size);
  for (const { path } of memberReads(requests)) {
    const { searchParams } = new URL(path, 'http://site');
    const start = Number(searchParams.get('start') ?? 0);
    isRead.fill(1, start, start + Number(searchParams.get('limit') ?? PAGE));
  }
  return isRead.reduce((sum, read) => sum + read, 0);
}

/** The requests for pages of members that were answered. */
export function memberReads(requests: readonly LogEntry[]): LogEntry[] {
  return requests.filter(({ path, status }) => path.startsWith(PATH) && status === 200);
}

async function page(site: Reader, start: number, limit: number): Promise<Page> {
  return (await site.get(`${PATH}?start=${start}&limit=${limit}&shouldReturnTotalSize=true`)) as Page;
}
