import type { FoundGroups } from '../../../../src/contract';
import { groupMessages } from './groupMessages';

/** How many groups a search found. A count that is no larger than what is seen says nothing. */
export function foundText({ groups, more, total = 0 }: FoundGroups, query: string): string {
  const shown = groups.length;
  const others = total - shown;
  if (shown > 0) {
    if (!more) return groupMessages.text('groupCount', { count: shown });
    return others > 0 ? groupMessages.text('moreCounted', { count: others }) : groupMessages.text('more');
  }
  if (more || others > 0) return groupMessages.text('listedNone');
  return query === '' ? groupMessages.text('noGroups') : groupMessages.text('noneMatches', { query });
}
