import Button from '@atlaskit/button/default/button';
import { useId, useState } from 'react';
import type { Person } from '../../../../../src/contract';
import { displayNameOf } from '../../members/displayName';
import { Problem } from '../../problems/Problem';
import styles from './Filters.module.css';
import { usePersonSearch, type PersonSearch } from './usePersonSearch';

/** What the resolver takes for a query, in characters. */
const MAX_QUERY = 255;

interface Props {
  label: string;
  /** What the button finds: "person". */
  what: string;
  onChoose: (accountId: string) => void;
}

/** A field that takes a name, an email address or an account id, and finds the account it means. */
export function PersonField({ label, what, onChoose }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const search = usePersonSearch();
  const choose = (accountId: string) => {
    setText('');
    search.reset();
    onChoose(accountId);
  };
  return (
    <form
      className={styles.field}
      onSubmit={(event) => {
        event.preventDefault();
        search.find(text, choose);
      }}
    >
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.line}>
        <input
          id={id}
          className={styles.input}
          placeholder="Name, email, or account ID"
          autoComplete="off"
          spellCheck={false}
          maxLength={MAX_QUERY}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            search.reset();
          }}
        />
        <Button type="submit" aria-label={`Find ${what}`} isLoading={search.result.status === 'searching'}>
          Find
        </Button>
      </div>
      <Result result={search.result} onChoose={choose} onRetry={() => search.find(text, choose)} />
    </form>
  );
}

interface ResultProps {
  result: PersonSearch;
  onChoose: (accountId: string) => void;
  onRetry: () => void;
}

function Result({ result, onChoose, onRetry }: ResultProps) {
  return (
    <>
      <p role="status" className={styles.status}>
        {result.status === 'nobody' &&
          'The directory knows nobody by this. An account ID works even if the account is gone.'}
        {result.status === 'several' &&
          (result.more
            ? 'Many people fit. Choose one, or type more of the name:'
            : 'Several people fit. Choose one:')}
      </p>
      {result.status === 'several' && (
        <ul className={styles.choices}>
          {result.people.map((person) => (
            <li key={person.accountId}>
              <Choice person={person} onChoose={onChoose} />
            </li>
          ))}
        </ul>
      )}
      {result.status === 'failed' && (
        <div role="alert">
          <Problem error={result.error} during="read" headingLevel="h3" onRetry={onRetry} />
        </div>
      )}
    </>
  );
}

function Choice({ person, onChoose }: { person: Person; onChoose: (accountId: string) => void }) {
  return (
    <button type="button" className={styles.choice} onClick={() => onChoose(person.accountId)}>
      <bdi>{displayNameOf(person)}</bdi>{' '}
      <span className={styles.email}>{person.email ?? person.accountId}</span>
    </button>
  );
}
