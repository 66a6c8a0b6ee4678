import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import Spinner from '@atlaskit/spinner';
import type { Group } from '../../../../src/contract';
import { isManagedExternally } from '../../../../src/membership/isManagedExternally';
import { Problem } from '../problems/Problem';
import { KEEPS_FOCUS } from '../ui/keepFocus';
import { nameOrId } from '../ui/visibleText';
import { foundText } from './foundText';
import { groupLabels, type GroupLabel } from './groupLabels';
import { GroupMarks } from './GroupMarks';
import { groupMessages } from './groupMessages';
import styles from './GroupPicker.module.css';
import { useGroupCombobox } from './useGroupCombobox';

/** What the resolver takes for a query, in characters. */
const MAX_QUERY = 255;

/** `compact`: in a line with other things, its name for screen readers only. */
export type PickerSize = 'compact' | 'medium' | 'large';

interface Props {
  /** What the field is called. */
  label?: string;
  size?: PickerSize;
  /** The group that is shown now; its name stands in the field. */
  selected: Group | undefined;
  onSelect: (group: Group) => void;
}

/** Combobox "Group", or what it is called elsewhere: finds groups by any part of their name. */
export default function GroupPicker({
  label = groupMessages.text('group'),
  size = 'medium',
  selected,
  onSelect,
}: Props) {
  const { combobox, groups, search, searching, query, typed } = useGroupCombobox(selected, onSelect);
  const labels = groupLabels(groups);
  const labelProps = combobox.getLabelProps();
  const inputProps = combobox.getInputProps({
    onFocus: (event: React.FocusEvent<HTMLInputElement>) => event.target.select(),
  });
  // The whole popup is the menu to downshift, so that a click in its note does not count as one outside.
  const { ref: menuRef, ...menuProps } = combobox.getMenuProps(
    { 'aria-label': groupMessages.text('groups') },
    { suppressRefError: true },
  );

  const retry = () => {
    combobox.setInputValue(typed);
    document.getElementById(inputProps.id)?.focus();
    void search.refetch();
  };

  return (
    <div {...KEEPS_FOCUS} className={styles.picker} data-size={size}>
      <label
        className={size === 'compact' ? styles.hiddenLabel : styles.label}
        id={labelProps.id}
        htmlFor={inputProps.id}
      >
        {label}
      </label>
      <div className={styles.anchor}>
        <input
          {...inputProps}
          className={styles.input}
          placeholder={groupMessages.text('findByName')}
          spellCheck={false}
          maxLength={MAX_QUERY}
        />
        <button
          {...combobox.getToggleButtonProps()}
          type="button"
          className={styles.toggle}
          aria-label={groupMessages.text('showGroups')}
        >
          <ChevronDownIcon label="" size="small" />
        </button>
        <div ref={menuRef} className={styles.menu} hidden={!combobox.isOpen}>
          <ul className={styles.list} {...menuProps}>
            {combobox.isOpen &&
              groups.map((group, index) => {
                const label = labels[index] ?? { name: nameOrId(group) };
                return (
                  <li
                    key={group.id}
                    className={styles.option}
                    data-highlighted={combobox.highlightedIndex === index || undefined}
                    {...combobox.getItemProps({ item: group, index })}
                  >
                    <OptionText label={label} group={group} />
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
                  <Spinner size="small" label="" /> {groupMessages.text('searching')}
                </>
              ) : (
                search.data && foundText(search.data, query)
              )}
              {search.fetchStatus === 'paused' && groupMessages.text('offline')}
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

interface OptionProps {
  label: GroupLabel;
  group: Group;
}

/** What an option shows: the name of the group first, then what else there is to know of it. */
function OptionText({ label: { name, id }, group }: OptionProps) {
  return (
    <>
      <bdi>{name}</bdi>
      {(id !== undefined || isManagedExternally(group)) && (
        <>
          {' '}
          <span className={styles.more}>
            {id !== undefined && <code>{id}</code>} <GroupMarks group={group} />
          </span>
        </>
      )}
    </>
  );
}
