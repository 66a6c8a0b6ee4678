import Button from '@atlaskit/button/default/button';
import type { Person } from '../../../../src/contract';
import { Lozenge } from '../ui/Lozenge';
import styles from './Found.module.css';
import type { DirectorySearch, Hit } from './useDirectory';

interface Props {
  query: string;
  directory: DirectorySearch;
  nameOf: (person: Person) => string;
}

/** People of the directory who are not in the group, after those who are. */
export default function FoundElsewhere({ query, directory, nameOf }: Props) {
  const others = directory.hits.filter(({ member }) => member !== true);
  return (
    <>
      {others.length > 0 && (
        <ul className={styles.others} aria-label="Found in the directory">
          {others.map((hit) => (
            <OtherPerson key={hit.person.accountId} hit={hit} name={nameOf(hit.person)} />
          ))}
        </ul>
      )}
      {directory.status === 'found' && directory.more && (
        <p className={styles.more}>
          More people match “<bdi>{query}</bdi>”. Type more of the name
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
