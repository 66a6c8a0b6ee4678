import type { ReactNode } from 'react';
import { SearchField } from '../../ui/SearchField';
import { groupPageMessages as messages } from './groupPageMessages';
import styles from './MembersBar.module.css';

interface Props {
  /** There is someone to be found, shown or selected. */
  hasMembers: boolean;
  /** What stands in the search field. */
  typed: string;
  onType: (typed: string) => void;
  /** The search field has the focus. */
  onFocus: () => void;
  /** The filters, or what can be done with those who are selected. */
  choices: ReactNode;
  isSelecting: boolean;
  /** What is said: live regions, which are there before they have words. */
  children: ReactNode;
}

/** Above the table: finding a person, which members are shown or what can be done with those selected, and what is said of it. */
export function MembersBar({ hasMembers, typed, onType, onFocus, choices, isSelecting, children }: Props) {
  return (
    <div className={styles.bar} data-selecting={isSelecting || undefined}>
      {hasMembers && (
        <div className={styles.tools}>
          <div className={styles.search}>
            <SearchField
              place="tools"
              label={messages.text('findPerson')}
              placeholder={messages.text('findPlaceholder')}
              value={typed}
              onType={onType}
              onFocus={onFocus}
            />
          </div>
          <div className={styles.choices}>{choices}</div>
        </div>
      )}
      <div className={styles.line}>{children}</div>
    </div>
  );
}
