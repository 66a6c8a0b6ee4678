import type { Person } from '../../../../src/contract';
import { displayNameOf } from '../directory/displayName';
import type { Pause } from '../host/createPause';
import { forEachWithPauses } from '../host/work';

/** The people who match. */
export function matching(people: readonly Person[], query: string): readonly Person[] {
  return query.trim() === '' ? people : people.filter(createMatch(query));
}

/** Whether every word of the query occurs in a person's name, email or account id. Case and accents do not matter. */
export function createMatch(query: string): (person: Person) => boolean {
  const words = folded(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  return (person) => {
    const text = searchedText(person);
    return words.every((word) => text.includes(word));
  };
}

/** Folds the names of people with pauses, so that the first search through 50,000 of them is no slower than the next. */
export function foldNames(people: readonly Person[], pause: Pause): Promise<void> {
  return forEachWithPauses(people, pause, searchedText);
}

const searchedTexts = new WeakMap<Person, string>();

/** Kept with each person: folding 50,000 names at every letter typed would be felt. */
function searchedText(person: Person): string {
  let text = searchedTexts.get(person);
  if (text === undefined) {
    text = folded(`${displayNameOf(person)}\n${person.email ?? ''}\n${person.accountId}`);
    searchedTexts.set(person, text);
  }
  return text;
}

/** Letters that Unicode does not split into a letter and an accent. */
const UNSPLIT: Record<string, string> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

/** Text without case, accents and format marks: "Zoë" is found as "zoe", and "zoe" as "Zoë". */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[øłđðþßæœı]/gu, (letter) => UNSPLIT[letter] ?? letter)
    .normalize('NFC');
}
