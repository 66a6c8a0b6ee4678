import { useCombobox, type UseComboboxStateChangeTypes } from 'downshift';
import { useState } from 'react';
import type { Group } from '../../../../src/contract';
import { useGroupSearch } from './useGroup';
import { useDebounced } from '../ui/useDebounced';
import { nameOrId, visibleText } from '../ui/visibleText';

const TYPING_PAUSE_MS = 200;
/** What fits in the list. */
const GROUPS_SHOWN = 20;
const { stateChangeTypes } = useCombobox;

/**
 * How the combobox "Group" behaves: what was typed is searched for, and a group is chosen or nothing changes.
 * @param selected the group that is shown now, whose name stands in the field
 */
export function useGroupCombobox(selected: Group | undefined, onSelect: (group: Group) => void) {
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [highlightedId, setHighlightedId] = useState<string>();
  const query = useDebounced(typed.trim(), TYPING_PAUSE_MS);
  const settled = typed.trim() === query;
  const search = useGroupSearch(query, GROUPS_SHOWN, open && settled);
  const searching = !settled || search.isFetching;
  const found = search.data?.groups ?? [];
  // What was found before is narrowed at once, while Confluence is asked.
  const groups = searching ? found.filter(({ name }) => contains(name, typed.trim())) : found;

  const combobox = useCombobox<Group>({
    items: groups,
    itemToString,
    itemToKey,
    selectedItem: selected ?? null,
    // By id, because the list changes under the highlight as answers come.
    highlightedIndex: groups.findIndex(({ id }) => id === highlightedId),
    onHighlightedIndexChange: ({ highlightedIndex }) => setHighlightedId(groups[highlightedIndex]?.id),
    onInputValueChange: ({ inputValue, type }) => {
      if (type === stateChangeTypes.InputChange) setTyped(inputValue);
    },
    onIsOpenChange: ({ isOpen, type }) => {
      setOpen(isOpen);
      if (isOpen && OPENERS.has(type)) setTyped('');
    },
    onSelectedItemChange: ({ selectedItem: group }: { selectedItem: Group | null }) => {
      if (group) onSelect(group);
    },
    stateReducer: (state, { type, changes }) => {
      switch (type) {
        case stateChangeTypes.InputBlur:
        case stateChangeTypes.InputKeyDownEscape:
          // Leaving the field without choosing keeps the group that is shown.
          return { ...changes, selectedItem: selected ?? null, inputValue: itemToString(selected ?? null) };
        case stateChangeTypes.ControlledPropUpdatedSelectedItem:
          // The group came while the admin is typing another one.
          return state.isOpen ? { ...changes, inputValue: state.inputValue } : changes;
        case stateChangeTypes.InputClick:
          return { ...changes, isOpen: true };
        case stateChangeTypes.InputKeyDownEnter: {
          if (state.highlightedIndex >= 0) return changes;
          const [only, ...others] = groups;
          return only && others.length === 0 && !searching
            ? { ...changes, isOpen: false, selectedItem: only, inputValue: itemToString(only) }
            : state;
        }
        default:
          return changes;
      }
    },
  });

  return { combobox, groups, search, searching, query, typed };
}

// Outside the component: with a new function at each render downshift reports a choice again at each render.
const itemToString = (group: Group | null) => (group ? nameOrId(group) : '');
const itemToKey = (group: Group | null) => group?.id;

/** Ways to open the list that begin a new search; typing is the other. */
const OPENERS = new Set<UseComboboxStateChangeTypes>([
  stateChangeTypes.InputClick,
  stateChangeTypes.ToggleButtonClick,
  stateChangeTypes.InputKeyDownArrowDown,
  stateChangeTypes.InputKeyDownArrowUp,
]);

function contains(name: string, part: string): boolean {
  return visibleText(name).toLowerCase().includes(visibleText(part).toLowerCase());
}
