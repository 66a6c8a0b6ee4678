import type { ReactNode, RefObject } from 'react';
import { Button } from '../ui/Button';
import { SearchField } from '../ui/SearchField';
import { FILTERS, type PlanFilter } from './planFilters';
import { planMessages } from './planMessages';
import styles from './PlanToolbar.module.css';

interface Props {
  counts: Record<PlanFilter, number>;
  filter: PlanFilter | undefined;
  typed: string;
  searchRef: RefObject<HTMLInputElement>;
  onFilter: (filter: PlanFilter | undefined) => void;
  onType: (typed: string) => void;
  /** Changes that can be put back. */
  takenOut: number;
  onPutBack: () => void;
  /** Further buttons. */
  children: ReactNode;
}

const FILTER_WORDS = {
  losesConfluence: 'filterLosesConfluence',
  notMatched: 'filterNotMatched',
  sameName: 'filterSameName',
  protected: 'filterProtected',
} as const satisfies Record<PlanFilter, string>;

/** Above the table: search, filters with how many they show, the way back for what was taken out, and what else there is. */
export function PlanToolbar(props: Props) {
  const { counts, filter, typed, searchRef, onFilter, onType, takenOut, onPutBack, children } = props;
  const shown = FILTERS.filter((name) => counts[name] > 0);
  return (
    <div className={styles.toolbar}>
      <SearchField
        ref={searchRef}
        place="tools"
        label={planMessages.text('search')}
        placeholder={planMessages.text('searchHint')}
        value={typed}
        onType={onType}
      />
      {shown.length > 0 && (
        <div role="group" aria-label={planMessages.text('filters')} className={styles.filters}>
          {shown.map((name) => (
            <Button
              key={name}
              spacing="compact"
              aria-pressed={filter === name}
              onClick={() => onFilter(filter === name ? undefined : name)}
            >
              {planMessages.text('filterCount', {
                filter: planMessages.text(FILTER_WORDS[name]),
                count: counts[name],
              })}
            </Button>
          ))}
        </div>
      )}
      {takenOut > 0 && (
        <Button spacing="compact" onClick={onPutBack}>
          {planMessages.text('putBack', { count: takenOut })}
        </Button>
      )}
      {children}
    </div>
  );
}
