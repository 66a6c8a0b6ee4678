import { number } from '../ui/number';
import type { DirectorySearch } from './useDirectory';

/** Of how many members those who match were searched for. */
export interface SearchedMembers {
  /** Members who match and have a row. */
  shown: number;
  /** Members that the query was compared with. */
  loaded: number;
  /** Some are not loaded, and are not about to be. */
  isPartial: boolean;
  /** The others are being loaded. */
  isComing: boolean;
}

/** How many members match. */
export function matchText({ shown, loaded, isPartial }: Omit<SearchedMembers, 'isComing'>): string {
  const match = shown === 1 ? '1 member matches' : `${number(shown)} members match`;
  return isPartial ? `${match}; ${number(loaded)} of the group are loaded.` : `${match}.`;
}

/** What came of the search of the directory, where there is more to say than the people found. */
export function directoryText(
  { status, hits }: Pick<DirectorySearch, 'status' | 'hits'>,
  query: string,
  { shown, isPartial }: Pick<SearchedMembers, 'shown' | 'isPartial'>,
): string {
  switch (status) {
    case 'idle':
      return 'Type more to search the whole directory too.';
    case 'searching':
      return 'Searching the directory…';
    case 'paused':
      return 'You are offline: the directory is searched when the connection is back.';
    case 'failed':
      return '';
    case 'found':
      if (hits.length > 0) return '';
      // Confluence has no search by address; members' own addresses can be compared once they are loaded.
      if (query.includes('@')) {
        return isPartial
          ? 'Nobody was found in the directory by this address. Load everyone to compare it with all members’.'
          : 'Nobody was found in the directory by this address. It may be hidden: search for the name or the account ID.';
      }
      if (shown > 0) return 'Nobody else was found in the directory.';
      return isPartial
        ? 'Nobody else was found in the directory. Check the spelling, or load everyone.'
        : 'Nobody else was found in the directory. Check the spelling.';
  }
}
