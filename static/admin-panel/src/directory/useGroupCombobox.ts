import type { Group } from '../../../../src/contract';
import { useDebounced } from '../ui/useDebounced';
import { useSearchCombobox, useTyping } from '../ui/useSearchCombobox';
import { nameOrId, visibleText } from '../ui/visibleText';
import { useGroupSearch } from './useGroup';

const TYPING_PAUSE_MS = 200;
/** What fits in the list. */
const GROUPS_SHOWN = 20;

/**
 * How the combobox "Group" behaves: what was typed is searched for, and a group is chosen or nothing changes.
 * @param selected the group that is shown now, whose name stands in the field
 */
export function useGroupCombobox(selected: Group | undefined, onSelect: (group: Group) => void) {
  const typing = useTyping();
  const { typed, isOpen } = typing;
  const query = useDebounced(typed.trim(), TYPING_PAUSE_MS);
  const settled = typed.trim() === query;
  const search = useGroupSearch(query, GROUPS_SHOWN, isOpen && settled);
  const searching = !settled || search.isFetching;
  const found = search.data?.groups ?? [];
  // What was found before is narrowed at once, while Confluence is asked.
  const groups = searching ? found.filter(({ name }) => contains(name, typed.trim())) : found;

  const combobox = useSearchCombobox<Group>({
    ...{ typing, selected, onSelect, textOf, keyOf },
    items: groups,
    isWhole: !searching,
  });

  return { combobox, groups, search, searching, query, typed };
}

const textOf = (group: Group | null) => (group ? nameOrId(group) : '');
const keyOf = (group: Group | null) => group?.id;

function contains(name: string, part: string): boolean {
  return visibleText(name).toLowerCase().includes(visibleText(part).toLowerCase());
}
