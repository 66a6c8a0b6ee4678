/** Groups that an admin opened last in this browser: ids only, newest first. */

/** More of them would push what follows out of sight. */
const MOST_KEPT = 8;
/** Of what was stored, in characters: longer than Confluence's ids. */
const LONGEST_ID = 255;

/** The parts of `localStorage` that are used. */
type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/** The ids of the groups opened last on this site, newest first; none where the browser keeps nothing for the page. */
export function readRecentGroups(siteUrl: string, storage = storageOfPage()): string[] {
  try {
    return groupIdsIn(storage?.getItem(keyOf(siteUrl)) ?? null);
  } catch (error) {
    console.info('The browser does not tell which groups were opened last.', error);
    return [];
  }
}

/** Puts a group at the beginning of the list. */
export function rememberRecentGroup(siteUrl: string, groupId: string, storage = storageOfPage()): void {
  const others = readRecentGroups(siteUrl, storage).filter((id) => id !== groupId);
  write(siteUrl, [groupId, ...others].slice(0, MOST_KEPT), storage);
}

/** Takes groups off the list that Confluence has no more. */
export function forgetRecentGroups(
  siteUrl: string,
  groupIds: readonly string[],
  storage = storageOfPage(),
): void {
  const before = readRecentGroups(siteUrl, storage);
  const left = before.filter((id) => !groupIds.includes(id));
  if (left.length < before.length) write(siteUrl, left, storage);
}

/** What was stored may be of another version, or changed by hand: what is no id is left out. */
function groupIdsIn(stored: string | null): string[] {
  const parsed: unknown = stored === null ? [] : parseJson(stored);
  if (!Array.isArray(parsed)) return [];
  const all: readonly unknown[] = parsed;
  const ids = all.filter((id) => typeof id === 'string').filter((id) => id !== '' && id.length <= LONGEST_ID);
  return [...new Set(ids)].slice(0, MOST_KEPT);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function write(siteUrl: string, groupIds: readonly string[], storage: Storage | undefined): void {
  try {
    storage?.setItem(keyOf(siteUrl), JSON.stringify(groupIds));
  } catch (error) {
    // It may be full.
    console.info('The browser does not keep which groups were opened last.', error);
  }
}

/** One origin may serve the page to several sites. */
function keyOf(siteUrl: string): string {
  return `recentGroups ${siteUrl}`;
}

/** Browsers that keep nothing for a page inside another one throw already where the storage is named. */
function storageOfPage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch (error) {
    console.info('The browser keeps nothing for this page.', error);
    return undefined;
  }
}
