import { useState } from 'react';
import type { Person } from '../../../../../src/contract';
import { usePeopleSearch, type PeopleSearch } from '../../directory/usePeopleSearch';
import { namesIn } from './namesIn';

/** People shown of those who fit; whether each is in a group costs a request. */
const PEOPLE_SHOWN = 5;

/** What is typed to find people, and who fits. */
export interface FinderState {
  text: string;
  setText: (text: string) => void;
  /** Several people are named, to be found one by one: then nothing is searched for while typing. */
  names: readonly string[];
  search: PeopleSearch;
}

/** Whether a person who was found can be chosen, and what stands there where not. */
export type Choosable = 'yes' | 'asking' | { mark: string };

export interface Hit {
  person: Person;
  choosable: Choosable;
}

/** Finds people by what is typed, once the typing pauses. */
export function usePeopleFinder(): FinderState {
  const [text, setText] = useState('');
  const names = namesIn(text);
  const query = text.trim();
  const search = usePeopleSearch(query === '' || names.length > 0 ? undefined : query, PEOPLE_SHOWN);
  return { text, setText, names, search };
}
