import Button from '@atlaskit/button/default/button';
import { Lozenge } from '../ui/Lozenge';
import type { Person } from '../../../../src/contract';
import { Problem } from '../problems/Problem';
import styles from './Found.module.css';
import type { Directory, Hit } from './useDirectory';
import { number } from '../ui/number';

interface Props {
  query: string;
  /** Members who fit and have a row in the table. */
  shown: number;
  /** How many people the query was compared with: those who are loaded. */
  loaded: number;
  isComplete: boolean;
  directory: Directory;
  nameOf: (person: Person) => string;
}

/** What came of a search, in words, and who was found outside of the group. */
export default function Found({ query, shown, loaded, isComplete, directory, nameOf }: Props) {
  const others = directory.hits.filter(({ member }) => member !== true);
  return (
    <>
      <p role="status" className={styles.summary}>
        {countText(shown, loaded, isComplete)} {!isComplete && directoryText(directory, query)}
      </p>
      {directory.error && (
        <div role="alert" className={styles.problem}>
          <Problem error={directory.error} during="read" headingLevel="h3" onRetry={directory.retry} />
        </div>
      )}
      {others.length > 0 && (
        <ul className={styles.others} aria-label="Found in the directory">
          {others.map((hit) => (
            <OtherPerson key={hit.person.accountId} hit={hit} name={nameOf(hit.person)} />
          ))}
        </ul>
      )}
      {directory.status === 'found' && directory.more && (
        <p className={styles.summary}>
          More people fit “<bdi>{query}</bdi>”. Type more of the name
          {directory.showMore && (
            <>
              {', or '}
              <Button spacing="compact" onClick={directory.showMore}>
                Show more people
              </Button>
            </>
          )}
        </p>
      )}
    </>
  );
}

function OtherPerson({ hit, name }: { hit: Hit; name: string }) {
  const { person, member, error } = hit;
  return (
    <li>
      <span className={styles.who}>
        <bdi>{name}</bdi>
        {person.email !== undefined && <span className={styles.email}>{person.email}</span>}
      </span>
      {member === false && <Lozenge>Not in this group</Lozenge>}
      {member === undefined && !error && <span className={styles.checking}>Checking membership…</span>}
      {error && (
        <>
          <span className={styles.checking}>Confluence did not say whether they are in this group.</span>
          <Button spacing="compact" aria-label={`Check ${name}`} onClick={hit.askAgain}>
            Check
          </Button>
        </>
      )}
    </li>
  );
}

function countText(shown: number, loaded: number, isComplete: boolean): string {
  const fit = `${number(shown)} ${shown === 1 ? 'member fits' : 'members fit'}`;
  const among = number(loaded);
  return isComplete ? `${fit}.` : `${fit}; ${among} of the group are loaded.`;
}

function directoryText({ status, hits }: Directory, query: string): string {
  switch (status) {
    case 'idle':
      return 'Type more to search the whole directory too.';
    case 'searching':
      return 'Searching the directory…';
    case 'paused':
      return 'You are offline: the directory is searched when the connection is back.';
    case 'failed':
      return '';
    case 'found':
      if (hits.length > 0) return '';
      // Confluence has no search by address; the members' own addresses can be compared once they are loaded.
      return query.includes('@')
        ? 'The directory knows nobody by this address. Load everyone to compare it with all members’.'
        : 'Nobody else was found in the directory.';
  }
}
