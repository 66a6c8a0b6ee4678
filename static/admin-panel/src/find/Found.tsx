import { isSameTrouble } from '../problems/isSameTrouble';
import { Problem } from '../problems/Problem';
import styles from './Found.module.css';
import type { DirectorySearch } from './useDirectory';
import { directoryText, matchText, type SearchedMembers } from './words';

interface Props {
  query: string;
  members: SearchedMembers;
  directory: DirectorySearch;
  /** What is told above already. */
  saidAbove: Error | null;
}

/** What came of a search, in words. */
export default function Found({ query, members, directory, saidAbove }: Props) {
  return (
    <>
      <p role="status" className={styles.summary}>
        {members.isComing ? (
          'Searching the members…'
        ) : members.shown === 0 ? (
          <>
            {members.isPartial ? 'No one loaded' : 'No member'} matches “<bdi>{query}</bdi>”.
          </>
        ) : (
          matchText(members)
        )}{' '}
        {directoryText(directory, query, members)}
      </p>
      {directory.error && !isSameTrouble(directory.error, saidAbove) && (
        <div role="alert" className={styles.problem}>
          <Problem error={directory.error} during="read" headingLevel="h3" onRetry={directory.retry} />
        </div>
      )}
    </>
  );
}
