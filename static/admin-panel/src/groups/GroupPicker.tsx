import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import Spinner from '@atlaskit/spinner';
import { useCombobox } from 'downshift';
import { useState } from 'react';
import type { Group } from '../../../../src/contract';
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
  const groups = search.data?.groups ?? [];

  const combobox = useCombobox<Group>({
    items: groups,
    itemToString: (group) => group?.name ?? '',
    itemToKey: (group) => group?.id,
    selectedItem: selected ?? null,
    onInputValueChange: ({ inputValue, type }) => {
      if (type === useCombobox.stateChangeTypes.InputChange) setTyped(inputValue);
    },
    onIsOpenChange: ({ isOpen }) => {
      setOpen(isOpen);
      if (!isOpen) setTyped('');
    },
    onSelectedItemChange: ({ selectedItem: group }: { selectedItem: Group | null }) => {
      if (group) onSelect(group);
    },
    stateReducer: (_state, { type, changes }) => {
      const left =
        type === useCombobox.stateChangeTypes.InputBlur ||
        type === useCombobox.stateChangeTypes.InputKeyDownEscape;
      // Leaving the field without choosing keeps the group that is shown.
      return left
        ? { ...changes, selectedItem: selected ?? null, inputValue: selected?.name ?? '' }
        : changes;
    },
  });

  const inputProps = combobox.getInputProps({
    onFocus: (event: React.FocusEvent<HTMLInputElement>) => event.target.select(),
  });
  const labelProps = combobox.getLabelProps();
  const settling = typed.trim() !== query || search.isFetching;

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
        <div className={styles.menu} hidden={!combobox.isOpen}>
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
          {search.error ? (
            <div className={styles.note}>
              <Problem error={search.error} during="read" onRetry={() => void search.refetch()} />
            </div>
          ) : (
            <p className={styles.note} role="status">
              {settling ? (
                <>
                  <Spinner size="small" label="" /> Searching…
                </>
              ) : (
                noteFor(groups.length, search.data?.more ?? false, search.data?.total, query)
              )}
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

function noteFor(shown: number, more: boolean, total: number | undefined, query: string): string {
  if (shown === 0) return query === '' ? 'This site has no groups.' : `No group name contains “${query}”.`;
  if (!more) return shown === 1 ? '1 group' : `${shown} groups`;
  const rest =
    total === undefined ? 'There are more groups' : `${(total - shown).toLocaleString('en-US')} more`;
  return `${rest}. Type more of the name to narrow them down.`;
}
