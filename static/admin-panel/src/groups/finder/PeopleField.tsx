import Spinner from '@atlaskit/spinner';
import { useId, useRef } from 'react';
import type { Person } from '../../../../../src/contract';
import { displayNameOf } from '../../directory/displayName';
import { personMessages } from '../../directory/personMessages';
import { Problem } from '../../problems/Problem';
import { Button } from '../../ui/Button';
import { Lozenge } from '../../ui/Lozenge';
import { SearchField } from '../../ui/SearchField';
import { namesIn } from './namesIn';
import styles from './PeopleField.module.css';
import { peopleFinderMessages } from './peopleFinderMessages';
import { PersonLine } from './PersonLine';
import type { Hit, FinderState } from './usePeopleFinder';

/** Longer than a line of addresses that is typed; longer lists are pasted, and taken apart before they get here. */
const MAX_TEXT = 1_000;

interface Props {
  label: string;
  finder: FinderState;
  /** The people found, and whether each can be chosen. */
  hits: readonly Hit[];
  onChoose: (person: Person) => void;
  /** Finds several people, whose names were pasted or typed. Absent: one at a time. */
  onNames?: (names: readonly string[]) => void;
}

/** A field that finds people of the directory, and those who fit below it, each with a button "Choose NAME". */
export function PeopleField({ label, finder, hits, onChoose, onNames }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const names = onNames ? finder.names : [];
  const choose = (person: Person) => {
    finder.setText('');
    // The button goes away with the text.
    field.current?.focus();
    onChoose(person);
  };
  const findAll = (wanted: readonly string[]) => {
    finder.setText('');
    field.current?.focus();
    onNames?.(wanted);
  };
  const chooseOnly = () => {
    const [only, ...others] = hits;
    if (names.length > 0) findAll(names);
    else if (finder.search.status === 'found' && only?.choosable === 'yes' && others.length === 0) {
      choose(only.person);
    }
  };
  return (
    <div className={styles.finder}>
      <SearchField
        ref={field}
        place="form"
        label={label}
        placeholder={personMessages.text('placeholder')}
        maxLength={MAX_TEXT}
        aria-describedby={`${id}-status`}
        value={finder.text}
        onType={finder.setText}
        onPaste={(event) => {
          const pasted = onNames ? namesIn(event.clipboardData.getData('text')) : [];
          if (pasted.length === 0) return;
          event.preventDefault();
          findAll(pasted);
        }}
        onKeyDown={(event) => {
          // Enter would confirm the dialog.
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          chooseOnly();
        }}
      />
      <div className={styles.found}>
        <p id={`${id}-status`} role="status" className={styles.status}>
          {names.length > 0 ? (
            peopleFinderMessages.text('severalNamed', { count: names.length })
          ) : (
            <Status finder={finder} count={hits.length} />
          )}
        </p>
        {names.length > 0 && (
          <Button spacing="compact" onClick={() => findAll(names)}>
            {peopleFinderMessages.text('findSeveral', { count: names.length })}
          </Button>
        )}
        {finder.search.status === 'failed' && finder.search.error && (
          <div role="alert">
            <Problem
              error={finder.search.error}
              during="read"
              headingLevel="h3"
              onRetry={finder.search.retry}
            />
          </div>
        )}
        {hits.length > 0 && (
          <ul className={styles.hits} aria-label={peopleFinderMessages.text('found')}>
            {hits.map((hit) => (
              <li key={hit.person.accountId}>
                <PersonLine person={hit.person}>
                  <Choice hit={hit} onChoose={choose} />
                </PersonLine>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

/** What came of the search, in words. */
function Status({ finder, count }: { finder: FinderState; count: number }) {
  const { search, text } = finder;
  switch (search.status) {
    case 'idle':
      return text.trim() === '' ? null : personMessages.text('typeMore');
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
    case 'found':
      if (search.more) return peopleFinderMessages.text('foundMore');
      return count > 0
        ? peopleFinderMessages.text('foundCount', { count })
        : personMessages.text('none', { query: text.trim() });
  }
}

function Choice({ hit, onChoose }: { hit: Hit; onChoose: (person: Person) => void }) {
  const { person, choosable } = hit;
  switch (choosable) {
    case 'yes':
      return (
        <Button
          spacing="compact"
          aria-label={peopleFinderMessages.text('choosePerson', { name: displayNameOf(person) })}
          onClick={() => onChoose(person)}
        >
          {peopleFinderMessages.text('choose')}
        </Button>
      );
    case 'asking':
      return <span className={styles.asking}>{peopleFinderMessages.text('checking')}</span>;
    default:
      return <Lozenge>{choosable.mark}</Lozenge>;
  }
}
