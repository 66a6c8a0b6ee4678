import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import Spinner from '@atlaskit/spinner';
import { Problem } from '../problems/Problem';
import { KEEPS_FOCUS } from '../ui/keepFocus';
import { isKnown, type Chosen } from './chosen';
import { displayNameOf } from './displayName';
import styles from './PersonCombobox.module.css';
import { personMessages } from './personMessages';
import { useRememberPeople } from './usePeopleById';
import type { PeopleSearch } from './usePeopleSearch';
import { usePersonCombobox } from './usePersonCombobox';

/** Longer than any name, address, or account ID. */
const MAX_QUERY = 255;
const NO_PEOPLE: readonly Chosen[] = [];

interface Props {
  /** What the field is called. */
  label: string;
  /** The person chosen now; the name stands in the field. */
  selected?: Chosen | undefined;
  /** Offered before anything is typed. */
  suggested?: readonly Chosen[];
  onSelect: (person: Chosen) => void;
}

/** A combobox that finds a person of the directory by name, email address, or account ID. One request each pause in typing. */
export default function PersonCombobox({ label, selected, suggested = NO_PEOPLE, onSelect }: Props) {
  const remember = useRememberPeople();
  const { combobox, people, search, query, typed } = usePersonCombobox({
    ...{ selected, suggested },
    onSelect: (person) => {
      if (isKnown(person)) remember([person]);
      onSelect(person);
    },
  });
  const labelProps = combobox.getLabelProps();
  const inputProps = combobox.getInputProps({
    onFocus: (event: React.FocusEvent<HTMLInputElement>) => event.target.select(),
  });
  // The whole popup is the menu to downshift, so that a click in its note does not count as one outside.
  const { ref: menuRef, ...menuProps } = combobox.getMenuProps(
    { 'aria-label': label },
    { suppressRefError: true },
  );
  const retry = () => {
    combobox.setInputValue(typed);
    document.getElementById(inputProps.id)?.focus();
    search.retry();
  };
  return (
    <div {...KEEPS_FOCUS} className={styles.combobox}>
      <label className={styles.label} id={labelProps.id} htmlFor={inputProps.id}>
        {label}
      </label>
      <div className={styles.anchor}>
        <input
          {...inputProps}
          className={styles.input}
          placeholder={personMessages.text('placeholder')}
          spellCheck={false}
          maxLength={MAX_QUERY}
        />
        <button
          {...combobox.getToggleButtonProps()}
          type="button"
          className={styles.toggle}
          aria-label={personMessages.text('showPeople', { label })}
        >
          <ChevronDownIcon label="" size="small" />
        </button>
        <div ref={menuRef} className={styles.menu} hidden={!combobox.isOpen}>
          <ul className={styles.list} {...menuProps}>
            {combobox.isOpen &&
              people.map((person, index) => (
                <li
                  key={person.accountId}
                  className={styles.option}
                  data-highlighted={combobox.highlightedIndex === index || undefined}
                  {...combobox.getItemProps({ item: person, index })}
                >
                  <bdi>{displayNameOf(person)}</bdi>
                  {isKnown(person) && (
                    <span className={styles.email}>
                      {' '}
                      <bdi>{person.email ?? person.accountId}</bdi>
                    </span>
                  )}
                </li>
              ))}
          </ul>
          {combobox.isOpen && search.status === 'failed' && search.error ? (
            <div role="alert" className={styles.problem}>
              <Problem error={search.error} during="read" headingLevel="h3" onRetry={retry} />
            </div>
          ) : (
            <p className={styles.note} role="status">
              {combobox.isOpen && <Note {...{ query, search, people }} />}
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

interface NoteProps {
  query: string;
  search: PeopleSearch;
  /** The options of the list. */
  people: readonly Chosen[];
}

/** How many people the list shows, and what to do where it is empty. */
function Note({ query, search, people }: NoteProps) {
  const count = people.length;
  if (query === '') {
    return count > 0 ? personMessages.text('suggested', { count }) : personMessages.text('typeToFind');
  }
  switch (search.status) {
    case 'idle':
      return personMessages.text('typeMore');
    case 'searching':
      return (
        <>
          <Spinner size="small" label="" /> {personMessages.text('searching')}
        </>
      );
    case 'paused':
      return personMessages.text('offline');
    case 'failed':
      return null;
    case 'found': {
      if (count === 0) return personMessages.text('none', { query });
      if (search.people.length === 0) return personMessages.text('onlyId');
      return personMessages.text(search.more ? 'foundMore' : 'found', { count });
    }
  }
}
