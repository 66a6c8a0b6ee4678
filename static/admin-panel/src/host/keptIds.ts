import type { Host } from './HostContext';

/** The parts of `localStorage` that are used. */
type IdStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** Of what was stored, in characters: longer than Confluence's ids. */
const LONGEST_ID = 255;

/** Ids that stay in this browser when the page is closed: newest first, each once. */
export class KeptIds {
  readonly #name: string;
  readonly #most: number;

  /**
   * @param name of the list, among all that the page keeps
   * @param most as many as are kept
   */
  constructor(name: string, most: number) {
    this.#name = name;
    this.#most = most;
  }

  /**
   * None where the browser keeps nothing for the page.
   * @param whose one origin may serve the page to several sites and admins
   */
  read(whose: string, storage = storageOfPage()): string[] {
    try {
      return this.#idsIn(storage?.getItem(this.#keyOf(whose)) ?? null);
    } catch (error) {
      console.info(`The browser does not tell its ${this.#name}.`, error);
      return [];
    }
  }

  /** Puts an id at the beginning of the list. */
  remember(whose: string, id: string, storage = storageOfPage()): void {
    const others = this.read(whose, storage).filter((other) => other !== id);
    this.#write(whose, [id, ...others].slice(0, this.#most), storage);
  }

  /** Takes ids off the list. */
  forget(whose: string, ids: readonly string[], storage = storageOfPage()): void {
    const before = this.read(whose, storage);
    const left = before.filter((id) => !ids.includes(id));
    if (left.length < before.length) this.#write(whose, left, storage);
  }

  /** What was stored may be of another version, or changed by hand: what is no id is left out. */
  #idsIn(stored: string | null): string[] {
    const parsed: unknown = stored === null ? [] : parseJson(stored);
    if (!Array.isArray(parsed)) return [];
    const all: readonly unknown[] = parsed;
    const texts = all.filter((id) => typeof id === 'string');
    const ids = texts.filter((id) => id !== '' && id.length <= LONGEST_ID);
    return [...new Set(ids)].slice(0, this.#most);
  }

  #write(whose: string, ids: readonly string[], storage: IdStorage | undefined): void {
    try {
      storage?.setItem(this.#keyOf(whose), JSON.stringify(ids));
    } catch (error) {
      // It may be full.
      console.info(`The browser does not keep ${this.#name}.`, error);
    }
  }

  #keyOf(whose: string): string {
    return `${this.#name} ${whose}`;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Browsers that keep nothing for a page inside another one throw already where the storage is named. */
function storageOfPage(): IdStorage | undefined {
  try {
    return window.localStorage;
  } catch (error) {
    console.info('The browser keeps nothing for this page.', error);
    return undefined;
  }
}

/** Groups opened last, by the address of the site. More of them would push what follows out of sight. */
export const recentGroups = new KeptIds('recentGroups', 8);

/** Runs that pages of this browser had and that had not ended when these were closed, by site and admin. */
export const begunRuns = new KeptIds('begunRuns', 8);

/** Whose ids they are, where each admin of a site has their own. */
export function ownerOf({ siteUrl, accountId = '' }: Host): string {
  return `${siteUrl} ${accountId}`;
}
