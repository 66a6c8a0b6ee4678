import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import Spinner from '@atlaskit/spinner';
import type { Group } from '../../../../src/contract';
import { isManagedExternally } from '../../../../src/membership/isManagedExternally';
import { Problem } from '../problems/Problem';
import { KEEPS_FOCUS } from '../ui/keepFocus';
import { nameOrId } from '../ui/visibleText';
import { foundText } from './foundText';
import { groupLabels, type GroupLabel } from './groupLabels';
import styles from './GroupPicker.module.css';
import { ManagedMark } from './ManagedMark';
import { useGroupCombobox } from './useGroupCombobox';

/** What the resolver takes for a query, in characters. */
const MAX_QUERY = 255;

interface Props {
  /** What the field is called. */
  label?: string;
  /** The group that is shown now; its name stands in the field. */
  selected: Group | undefined;
  onSelect: (group: Group) => void;
}

/** Combobox "Group", or what it is called elsewhere: finds groups by any part of their name. */
export default function GroupPicker({ label = 'Group', selected, onSelect }: Props) {
  const { combobox, groups, search, searching, query, typed } = useGroupCombobox(selected, onSelect);
  const labels = groupLabels(groups);
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
        {label}
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
              groups.map((group, index) => {
                const label = labels[index] ?? { name: nameOrId(group) };
                const isManaged = isManagedExternally(group);
                return (
                  <li
                    key={group.id}
                    className={styles.option}
                    data-highlighted={combobox.highlightedIndex === index || undefined}
                    {...combobox.getItemProps({ item: group, index })}
                  >
                    <OptionText label={label} isManaged={isManaged} />
                  </li>
                );
              })}
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
                search.data && foundText(search.data, query)
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

interface OptionProps {
  label: GroupLabel;
  isManaged: boolean;
}

/** What an option shows: the name of the group first, then what else there is to know of it. */
function OptionText({ label: { name, id }, isManaged }: OptionProps) {
  return (
    <>
      <bdi>{name}</bdi>
      {(id !== undefined || isManaged) && (
        <>
          {' '}
          <span className={styles.more}>
            {id !== undefined && <code>{id}</code>} {isManaged && <ManagedMark />}
          </span>
        </>
      )}
    </>
  );
}
