import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import Spinner from '@atlaskit/spinner';
import { useCombobox, type UseComboboxStateChangeTypes } from 'downshift';
import { useState } from 'react';
import type { Group, GroupPage } from '../../../../src/contract';
import { Problem } from '../problems/Problem';
import styles from './GroupPicker.module.css';
import { useGroupSearch } from './queries';
import { useDebounced } from './useDebounced';

const TYPING_PAUSE_MS = 200;

interface Props {
  /** The group that is shown now; its name stands in the field. */
  selected: Group | undefined;
  onSelect: (group: Group) => void;
}

/** Combobox "Group": finds groups by any part of their name. */
export function GroupPicker({ selected, onSelect }: Props) {
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const query = useDebounced(typed.trim(), TYPING_PAUSE_MS);
  const search = useGroupSearch(query, open);
  const searching = typed.trim() !== query || search.isFetching;
  const found = search.data?.groups ?? [];
  // What was found before is narrowed at once, while Confluence is asked.
  const groups = searching ? found.filter(({ name }) => contains(name, typed.trim())) : found;

  const { stateChangeTypes } = useCombobox;
  const combobox = useCombobox<Group>({
    items: groups,
    itemToString,
    itemToKey,
    selectedItem: selected ?? null,
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
    stateReducer: (_state, { type, changes }) => {
      const left = type === stateChangeTypes.InputBlur || type === stateChangeTypes.InputKeyDownEscape;
      // Leaving the field without choosing keeps the group that is shown.
      return left
        ? { ...changes, selectedItem: selected ?? null, inputValue: selected?.name ?? '' }
        : changes;
    },
  });
  const labelProps = combobox.getLabelProps();
  const inputProps = combobox.getInputProps({
    onFocus: (event: React.FocusEvent<HTMLInputElement>) => event.target.select(),
  });

  return (
    <div className={styles.picker}>
      <label className={styles.label} id={labelProps.id} htmlFor={inputProps.id}>
        Group
      </label>
      <div className={styles.anchor}>
        <input
          {...inputProps}
          className={styles.input}
          placeholder="Find a group by name"
          spellCheck={false}
        />
        <button
          {...combobox.getToggleButtonProps()}
          type="button"
          className={styles.toggle}
          aria-label="Show groups"
        >
          <ChevronDownIcon label="" size="small" />
        </button>
        <div className={styles.menu} hidden={!combobox.isOpen || search.error !== null}>
          <ul className={styles.list} {...combobox.getMenuProps({ 'aria-label': 'Groups' })}>
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
          <p className={styles.note} role="status">
            {searching ? (
              <>
                <Spinner size="small" label="" /> Searching…
              </>
            ) : (
              noteFor(found.length, search.data, query)
            )}
          </p>
        </div>
      </div>
      {search.error && (
        <div role="alert" className={styles.problem}>
          <Problem
            error={search.error}
            during="read"
            headingLevel="h2"
            onRetry={() => void search.refetch()}
          />
        </div>
      )}
    </div>
  );
}

// Outside the component: with a new function at each render downshift reports a choice again at each render.
const itemToString = (group: Group | null) => group?.name ?? '';
const itemToKey = (group: Group | null) => group?.id;

/** Ways to open the list that begin a new search; typing is the other. */
const OPENERS = new Set<UseComboboxStateChangeTypes>([
  useCombobox.stateChangeTypes.InputClick,
  useCombobox.stateChangeTypes.ToggleButtonClick,
  useCombobox.stateChangeTypes.InputKeyDownArrowDown,
  useCombobox.stateChangeTypes.InputKeyDownArrowUp,
]);

function contains(name: string, part: string): boolean {
  return name.toLowerCase().includes(part.toLowerCase());
}

function noteFor(shown: number, page: GroupPage | undefined, query: string): string {
  if (shown === 0) return query === '' ? 'This site has no groups.' : `No group name contains “${query}”.`;
  if (!page?.more) return shown === 1 ? '1 group' : `${shown} groups`;
  const rest =
    page.total === undefined
      ? 'There are more groups'
      : `${(page.total - shown).toLocaleString('en-US')} more`;
  return `${rest}. Type more of the name to narrow them down.`;
}
