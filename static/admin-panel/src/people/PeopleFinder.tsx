import { useRef, useState } from 'react';
import { usePeopleSearch, type PeopleSearch } from '../directory/usePeopleSearch';
import { Problem } from '../problems/Problem';
import { Button } from '../ui/Button';
import { KEEPS_FOCUS } from '../ui/keepFocus';
import { SearchField } from '../ui/SearchField';
import { useArrivalFocus } from '../ui/useArrivalFocus';
import { FoundPeople } from './FoundPeople';
import styles from './People.module.css';
import { peopleMessages } from './peopleMessages';

/** People shown of those who fit: at first, and as many as Confluence can be asked for at once. */
const FEW = 20;
const MOST = 50;

interface Props {
  typed: string;
  onType: (typed: string) => void;
}

/** Searchbox *Find a person*, and who was found. */
export function PeopleFinder({ typed, onType }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const query = typed.trim();
  const [wide, setWide] = useState<string>();
  const search = usePeopleSearch(query === '' ? undefined : query, wide === query ? MOST : FEW);
  useArrivalFocus(true, () => {
    field.current?.select();
    return field.current;
  });
  return (
    <div {...KEEPS_FOCUS} className={styles.part}>
      <div className={styles.search}>
        <SearchField
          ref={field}
          place="form"
          label={peopleMessages.text('findPerson')}
          placeholder={peopleMessages.text('findBy')}
          value={typed}
          onType={onType}
        />
      </div>
      <p role="status" className={styles.note}>
        {foundNode(search, query)}
      </p>
      {search.status === 'failed' && search.error && (
        <div role="alert" className={styles.problem}>
          <Problem error={search.error} during="read" headingLevel="h2" onRetry={search.retry} />
        </div>
      )}
      {search.people.length > 0 && <FoundPeople people={search.people} />}
      {search.more && wide !== query && (
        <div className={styles.more}>
          <Button onClick={() => setWide(query)}>{peopleMessages.text('showMore')}</Button>
        </div>
      )}
    </div>
  );
}

/** What came of a search, in words; what failed is told apart. */
function foundNode({ status, people, more }: PeopleSearch, query: string) {
  switch (status) {
    case 'idle':
      return peopleMessages.text(query === '' ? 'hint' : 'typeMore');
    case 'searching':
      return peopleMessages.text('searching');
    case 'paused':
      return peopleMessages.text('offline');
    case 'failed':
      return null;
    case 'found': {
      const values = { count: people.length, query: <bdi>{query}</bdi> };
      if (people.length > 0) return peopleMessages.node(more ? 'firstMatches' : 'matches', values);
      // Confluence has no search by address.
      return query.includes('@')
        ? peopleMessages.text('noMatchByEmail')
        : peopleMessages.node('noMatch', values);
    }
  }
}
