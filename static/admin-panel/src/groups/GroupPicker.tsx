import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import Spinner from '@atlaskit/spinner';
import { useCombobox, type UseComboboxStateChangeTypes } from 'downshift';
import { useState } from 'react';
import type { Group, GroupPage } from '../../../../src/contract';
import { Problem } from '../problems/Problem';
import { KEEPS_FOCUS } from '../ui/keepFocus';
import styles from './GroupPicker.module.css';
import { useGroupSearch } from './queries';
import { useDebounced } from './useDebounced';

const TYPING_PAUSE_MS = 200;
/** What the resolver takes for a query. */
const MAX_QUERY = 255;
const { stateChangeTypes } = useCombobox;

interface Props {
  /** The group that is shown now; its name stands in the field. */
  selected: Group | undefined;
  onSelect: (group: Group) => void;
}

/** Combobox "Group": finds groups by any part of their name. */
export function GroupPicker({ selected, onSelect }: Props) {
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [highlightedId, setHighlightedId] = useState<string>();
  const query = useDebounced(typed.trim(), TYPING_PAUSE_MS);
  const settled = typed.trim() === query;
  const search = useGroupSearch(query, open && settled);
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
            ? { ...changes, isOpen: false, selectedItem: only, inputValue: only.name }
            : state;
        }
        default:
          return changes;
      }
    },
  });
  const labelProps = combobox.getLabelProps();
  const inputProps = combobox.getInputProps({
    onFocus: (event: React.FocusEvent<HTMLInputElement>) => event.target.select(),
  });
  // The whole popup is the menu to downshift, so that a click in its note does not count as one outside.
  const { ref: menuRef, ...menuProps } = combobox.getMenuProps(
    { 'aria-label': 'Groups' },
    { suppressRefError: true },
  );

  const retry = () => {
    combobox.setInputValue(typed);
    document.getElementById(inputProps.id)?.focus();
    void search.refetch();
  };

  return (
    <div {...KEEPS_FOCUS} className={styles.picker}>
      <label className={styles.label} id={labelProps.id} htmlFor={inputProps.id}>
        Group
      </label>
      <div className={styles.anchor}>
        <input
          {...inputProps}
          className={styles.input}
          placeholder="Find a group by name"
          spellCheck={false}
          maxLength={MAX_QUERY}
        />
        <button
          {...combobox.getToggleButtonProps()}
          type="button"
          className={styles.toggle}
          aria-label="Show groups"
        >
          <ChevronDownIcon label="" size="small" />
        </button>
        <div ref={menuRef} className={styles.menu} hidden={!combobox.isOpen}>
          <ul className={styles.list} {...menuProps}>
            {combobox.isOpen &&
              groups.map((group, index) => (
                <li
                  key={group.id}
                  className={styles.option}
                  data-highlighted={combobox.highlightedIndex === index || undefined}
                  {...combobox.getItemProps({ item: group, index })}
                >
                  <bdi>{group.name}</bdi>
                </li>
              ))}
          </ul>
          {combobox.isOpen && search.error && !searching ? (
            <div role="alert" className={styles.problem}>
              <Problem error={search.error} during="read" headingLevel="h2" onRetry={retry} />
            </div>
          ) : (
            <p className={styles.note} role="status">
              {searching && search.fetchStatus !== 'paused' ? (
                <>
                  <Spinner size="small" label="" /> Searching…
                </>
              ) : (
                search.data && noteFor(search.data, query)
              )}
              {search.fetchStatus === 'paused' &&
                'You are offline. The search goes on when the connection is back.'}
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

// Outside the component: with a new function at each render downshift reports a choice again at each render.
const itemToString = (group: Group | null) => group?.name ?? '';
const itemToKey = (group: Group | null) => group?.id;

/** Ways to open the list that begin a new search; typing is the other. */
const OPENERS = new Set<UseComboboxStateChangeTypes>([
  stateChangeTypes.InputClick,
  stateChangeTypes.ToggleButtonClick,
  stateChangeTypes.InputKeyDownArrowDown,
  stateChangeTypes.InputKeyDownArrowUp,
]);

function contains(name: string, part: string): boolean {
  return name.toLowerCase().includes(part.toLowerCase());
}

function noteFor({ groups, more, total }: GroupPage, query: string): string {
  const shown = groups.length;
  if (shown === 0) return query === '' ? 'This site has no groups.' : `No group name contains “${query}”.`;
  if (!more) return shown === 1 ? '1 group' : `${shown} groups`;
  const rest =
    total === undefined ? 'There are more groups' : `${(total - shown).toLocaleString('en-US')} more`;
  return `${rest}. Type more of the name to narrow them down.`;
}
