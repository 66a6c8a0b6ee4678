import { Problem } from '../problems/Problem';
import styles from './Found.module.css';
import type { DirectorySearch } from './useDirectory';
import { directoryText, matchText } from './words';

interface Props {
  query: string;
  /** Members who fit and have a row in the table. */
  shown: number;
  /** How many people the query was compared with: those who are loaded. */
  loaded: number;
  isComplete: boolean;
  directory: DirectorySearch;
}

/** What came of a search, in words. */
export default function Found({ query, shown, loaded, isComplete, directory }: Props) {
  return (
    <>
      <p role="status" className={styles.summary}>
        {shown === 0 ? (
          <>
            {isComplete ? 'No member' : 'No one loaded'} matches “<bdi>{query}</bdi>”.
          </>
        ) : (
          matchText(shown, isComplete ? undefined : loaded)
        )}{' '}
        {isComplete ? shown === 0 && 'Check the spelling.' : directoryText(directory, query, shown)}
      </p>
      {directory.error && (
        <div role="alert" className={styles.problem}>
          <Problem error={directory.error} during="read" headingLevel="h3" onRetry={directory.retry} />
        </div>
      )}
    </>
  );
}
