import { useCombobox, type UseComboboxStateChangeTypes } from 'downshift';
import { useState } from 'react';
import { knownById, type Chosen } from './chosen';
import { displayNameOf } from './displayName';
import { usePeopleSearch, type PeopleSearch } from './usePeopleSearch';
import { whoIn } from './who';

/** What fits in the list; more of a name narrows it. */
const PEOPLE_SHOWN = 10;
const { stateChangeTypes } = useCombobox;

interface Options {
  /** The person whose name stands in the field. */
  selected: Chosen | undefined;
  /** Offered before anything is typed. */
  suggested: readonly Chosen[];
  onSelect: (person: Chosen) => void;
}

/**
 * How a combobox of people behaves: what was typed is looked for in the directory, and a person is chosen or nothing
 * changes. An account ID can be chosen though the directory has no such account: it may be gone.
 */
export function usePersonCombobox({ selected, suggested, onSelect }: Options) {
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [highlightedId, setHighlightedId] = useState<string>();
  const query = typed.trim();
  const search = usePeopleSearch(isOpen && query !== '' ? query : undefined, PEOPLE_SHOWN);
  const people = query === '' ? suggested : peopleFor(query, search);

  const combobox = useCombobox<Chosen>({
    items: [...people],
    itemToString,
    itemToKey,
    selectedItem: selected ?? null,
    // By id, because the list changes under the highlight as answers come.
    highlightedIndex: people.findIndex(({ accountId }) => accountId === highlightedId),
    onHighlightedIndexChange: ({ highlightedIndex }) => setHighlightedId(people[highlightedIndex]?.accountId),
    onInputValueChange: ({ inputValue, type }) => {
      if (type === stateChangeTypes.InputChange) setTyped(inputValue);
    },
    onIsOpenChange: ({ isOpen: opens, type }) => {
      setOpen(opens);
      if (opens && OPENERS.has(type)) setTyped('');
    },
    onSelectedItemChange: ({ selectedItem: person }: { selectedItem: Chosen | null }) => {
      if (person) onSelect(person);
    },
    stateReducer: (state, { type, changes }) => {
      switch (type) {
        case stateChangeTypes.InputBlur:
        case stateChangeTypes.InputKeyDownEscape:
          // Leaving the field without choosing keeps the person shown.
          return { ...changes, selectedItem: selected ?? null, inputValue: itemToString(selected ?? null) };
        case stateChangeTypes.ControlledPropUpdatedSelectedItem:
          // A name came while the admin is typing another one.
          return state.isOpen ? { ...changes, inputValue: state.inputValue } : changes;
        case stateChangeTypes.InputClick:
          return { ...changes, isOpen: true };
        case stateChangeTypes.InputKeyDownEnter: {
          if (state.highlightedIndex >= 0) return changes;
          const [only, ...others] = people;
          return only && others.length === 0 && search.status === 'found'
            ? { ...changes, isOpen: false, selectedItem: only, inputValue: itemToString(only) }
            : state;
        }
        default:
          return changes;
      }
    },
  });

  return { combobox, people, search, query, typed };
}

/** The people found; where there are none, the account that the text names by its ID. */
function peopleFor(query: string, search: PeopleSearch): readonly Chosen[] {
  if (search.people.length > 0) return search.people;
  const who = whoIn(query);
  return search.status === 'found' && who?.by === 'accountId' ? [knownById(who.accountId)] : [];
}

// Outside the component: with a new function at each render downshift reports a choice again at each render.
const itemToString = (person: Chosen | null) => (person ? displayNameOf(person) : '');
const itemToKey = (person: Chosen | null) => person?.accountId;

/** Ways to open the list that begin a new search; typing is the other. */
const OPENERS = new Set<UseComboboxStateChangeTypes>([
  stateChangeTypes.InputClick,
  stateChangeTypes.ToggleButtonClick,
  stateChangeTypes.InputKeyDownArrowDown,
  stateChangeTypes.InputKeyDownArrowUp,
]);
