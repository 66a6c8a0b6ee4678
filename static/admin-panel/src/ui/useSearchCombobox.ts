import { useCombobox, type UseComboboxStateChangeTypes } from 'downshift';
import { useState } from 'react';

const { stateChangeTypes } = useCombobox;

/** What is typed in a combobox, and whether its list is open: what is searched for hangs on both. */
export interface Typing {
  typed: string;
  setTyped: (typed: string) => void;
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
}

export function useTyping(): Typing {
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  return { typed, setTyped, isOpen, setOpen };
}

interface Options<Item> {
  typing: Typing;
  /** What fits, as far as it was found. */
  items: readonly Item[];
  /** Nothing more is to be found: Enter takes the only item. */
  isWhole: boolean;
  /** What is shown now; its text stands in the field. */
  selected: Item | undefined;
  onSelect: (item: Item) => void;
  /** The same functions at each render: with new ones downshift reports a choice again. */
  textOf: (item: Item | null) => string;
  keyOf: (item: Item | null) => string | undefined;
}

/** How a combobox behaves whose list is searched for: an item is chosen, or nothing changes. */
export function useSearchCombobox<Item>(options: Options<Item>) {
  const { typing, items, isWhole, selected, onSelect, textOf, keyOf } = options;
  const [highlightedKey, setHighlightedKey] = useState<string>();
  // React works through a click again once it comes to a move of the pointer before it: downshift tells of it each time, by the
  // functions of this render.
  let isToldOf = false;
  return useCombobox<Item>({
    items: [...items],
    itemToString: textOf,
    itemToKey: keyOf,
    selectedItem: selected ?? null,
    // By key, because the list changes under the highlight as answers come.
    highlightedIndex: items.findIndex((item) => keyOf(item) === highlightedKey),
    onHighlightedIndexChange: ({ highlightedIndex }) =>
      setHighlightedKey(keyOf(items[highlightedIndex] ?? null)),
    onInputValueChange: ({ inputValue, type }) => {
      if (type === stateChangeTypes.InputChange) typing.setTyped(inputValue);
    },
    onIsOpenChange: ({ isOpen, type }) => {
      typing.setOpen(isOpen);
      if (isOpen && OPENERS.has(type)) typing.setTyped('');
    },
    onSelectedItemChange: ({ selectedItem: item }: { selectedItem: Item | null }) => {
      if (!item || isToldOf) return;
      isToldOf = true;
      onSelect(item);
    },
    stateReducer: (state, { type, changes }) => {
      switch (type) {
        case stateChangeTypes.InputBlur:
        case stateChangeTypes.InputKeyDownEscape:
          // Leaving the field without choosing keeps what is shown.
          return { ...changes, selectedItem: selected ?? null, inputValue: textOf(selected ?? null) };
        case stateChangeTypes.ControlledPropUpdatedSelectedItem:
          // What is shown came while the admin is typing something else.
          return state.isOpen ? { ...changes, inputValue: state.inputValue } : changes;
        case stateChangeTypes.InputClick:
          return { ...changes, isOpen: true };
        case stateChangeTypes.InputKeyDownEnter: {
          if (state.highlightedIndex >= 0) return changes;
          const [only, ...others] = items;
          return only && others.length === 0 && isWhole
            ? { ...changes, isOpen: false, selectedItem: only, inputValue: textOf(only) }
            : state;
        }
        default:
          return changes;
      }
    },
  });
}

/** Ways to open the list that begin a new search; typing is the other. */
const OPENERS = new Set<UseComboboxStateChangeTypes>([
  stateChangeTypes.InputClick,
  stateChangeTypes.ToggleButtonClick,
  stateChangeTypes.InputKeyDownArrowDown,
  stateChangeTypes.InputKeyDownArrowUp,
]);
