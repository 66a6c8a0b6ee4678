import type { ReactNode } from 'react';
import { groupPageMessages as messages } from '../groupPageMessages';
import { directoryText, matchText, type SearchedMembers } from './foundWords';
import type { DirectorySearch } from './useDirectory';

interface Props {
  query: string;
  members: SearchedMembers;
  directory: DirectorySearch;
}

/** What came of a search, in words; for a live region. */
export function FoundSummary({ query, members, directory }: Props) {
  return (
    <>
      {membersFound(query, members)} {directoryText(directory, query, members)}
    </>
  );
}

function membersFound(query: string, members: SearchedMembers): ReactNode {
  const { shown, read, isPartial, isComing } = members;
  if (isComing) return messages.text('searchingMembers');
  if (shown > 0) return matchText(members);
  const sought = <bdi>{query}</bdi>;
  return isPartial
    ? messages.node('noneReadMatches', { read, query: sought })
    : messages.node('noMemberMatches', { query: sought });
}
