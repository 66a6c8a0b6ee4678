import { groupPageMessages as messages } from '../groupPageMessages';
import type { DirectorySearch } from './useDirectory';

/** Of how many members those who match were searched for. */
export interface SearchedMembers {
  /** Members who match and have a row. */
  shown: number;
  /** Members that the query was compared with. */
  read: number;
  /** Some are not loaded, and are not about to be. */
  isPartial: boolean;
  /** The others are being loaded. */
  isComing: boolean;
}

/** How many members match, where some do. */
export function matchText({ shown, read, isPartial }: Omit<SearchedMembers, 'isComing'>): string {
  return isPartial
    ? messages.text('partMatches', { count: shown, read })
    : messages.text('memberMatches', { count: shown });
}

/** What came of the search of the directory, where there is more to say than the people found. */
export function directoryText(
  { status, hits }: Pick<DirectorySearch, 'status' | 'hits'>,
  query: string,
  { shown, isPartial }: Pick<SearchedMembers, 'shown' | 'isPartial'>,
): string {
  switch (status) {
    case 'idle':
      return messages.text('typeMore');
    case 'searching':
      return messages.text('searchingDirectory');
    case 'paused':
      return messages.text('directoryOffline');
    case 'failed':
      return '';
    case 'found':
      if (hits.length > 0) return '';
      // Confluence has no search by address; members' own addresses can be compared once they are loaded.
      if (query.includes('@')) return messages.text(isPartial ? 'noAddressInPart' : 'noAddress');
      if (shown > 0) return messages.text('nobodyElse');
      return messages.text(isPartial ? 'nobodyElseInPart' : 'nobodyAtAll');
  }
}
