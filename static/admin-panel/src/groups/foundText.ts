import type { GroupPage } from '../../../../src/contract';
import { number } from '../ui/number';

/** How many groups a search found. A count that is no larger than what is seen says nothing. */
export function foundText({ groups, more, total = 0 }: GroupPage, query: string): string {
  const shown = groups.length;
  const others = total - shown;
  if (shown > 0) {
    if (!more) return shown === 1 ? '1 group' : `${number(shown)} groups`;
    return others > 0 ? `and ${number(others)} more: type to narrow` : 'and more: type to narrow';
  }
  if (more || others > 0)
    return 'Confluence says that there are groups, and lists none. Type more of the name.';
  return query === '' ? 'Confluence lists no groups.' : `No group name contains “${query}”.`;
}
