import { number } from '../ui/number';
import type { DirectorySearch } from './useDirectory';

/** How many members match. @param loaded how many are loaded, where that is not everybody */
export function matchText(shown: number, loaded: number | undefined): string {
  const match = shown === 1 ? '1 member matches' : `${number(shown)} members match`;
  return loaded === undefined ? `${match}.` : `${match}; ${number(loaded)} of the group are loaded.`;
}

/** What came of the search of the directory, where there is more to say than whom it has. @param shown members who match */
export function directoryText(
  { status, hits }: Pick<DirectorySearch, 'status' | 'hits'>,
  query: string,
  shown: number,
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
      // Confluence has no search by address; the members' own addresses can be compared once they are loaded.
      if (query.includes('@')) {
        return 'The directory knows nobody by this address. Load everyone to compare it with all members’.';
      }
      return shown === 0
        ? 'Nobody else was found in the directory. Check the spelling, or load everyone.'
        : 'Nobody else was found in the directory.';
  }
}
