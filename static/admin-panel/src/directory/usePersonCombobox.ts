import { useSearchCombobox, useTyping } from '../ui/useSearchCombobox';
import { knownById, type Chosen } from './chosen';
import { displayNameOf } from './displayName';
import { usePeopleSearch, type PeopleSearch } from './usePeopleSearch';
import { whoIn } from './who';

/** What fits in the list; more of a name narrows it. */
const PEOPLE_SHOWN = 10;

interface Options {
  /** The person whose name stands in the field. */
  selected: Chosen | undefined;
  /** Offered before anything is typed. */
  suggested: readonly Chosen[];
  onSelect: (person: Chosen) => void;
}

/**
 * How a combobox of people behaves: what was typed is looked for in the directory, and a person is chosen or nothing
 * changes. An account ID can be chosen though the directory has no such account: it may be gone.
 */
export function usePersonCombobox({ selected, suggested, onSelect }: Options) {
  const typing = useTyping();
  const { typed, isOpen } = typing;
  const query = typed.trim();
  const search = usePeopleSearch(isOpen && query !== '' ? query : undefined, PEOPLE_SHOWN);
  const people = query === '' ? suggested : peopleFor(query, search);

  const combobox = useSearchCombobox<Chosen>({
    ...{ typing, selected, onSelect, textOf, keyOf },
    items: people,
    isWhole: search.status === 'found',
  });

  return { combobox, people, search, query, typed };
}

/** The people found; where there are none, the account that the text names by its ID. */
function peopleFor(query: string, search: PeopleSearch): readonly Chosen[] {
  if (search.people.length > 0) return search.people;
  const who = whoIn(query);
  return search.status === 'found' && who?.by === 'accountId' ? [knownById(who.accountId)] : [];
}

const textOf = (person: Chosen | null) => (person ? displayNameOf(person) : '');
const keyOf = (person: Chosen | null) => person?.accountId;
