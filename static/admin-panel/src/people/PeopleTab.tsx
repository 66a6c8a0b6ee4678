import { useState } from 'react';
import { PeopleFinder } from './PeopleFinder';
import { PersonPage } from './PersonPage';

/** The tab "People": finding a person, or one person. @param accountId whose page it is; absent while one is looked for */
export default function PeopleTab({ accountId }: { accountId: string | undefined }) {
  // Kept while one person is looked at, to go back to.
  const [query, setQuery] = useState('');
  return accountId === undefined ? (
    <PeopleFinder typed={query} onType={setQuery} />
  ) : (
    <PersonPage key={accountId} accountId={accountId} />
  );
}
