import type { Person } from '../../../../../src/contract';
import { visibleText } from '../../ui/visibleText';

/** A name of two parts with one comma between them is written last name first. */
const LAST_FIRST = /^([^,，]+)[,，] ?([^,，]+)$/u;
/** Between letters of scripts that are written without blanks. */
const BLANK_IN_SCRIPT =
  /(?<=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]) (?=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}])/gu;

/**
 * What names are compared by: without case, marks that are not seen and superfluous blanks, first name first. Two names
 * are one where this is equal; it can be searched for too.
 */
export function comparableName(name: string): string {
  return (
    visibleText(name)
      .replace(LAST_FIRST, '$2 $1')
      .replace(BLANK_IN_SCRIPT, '')
      // In capitals first, where ß is SS.
      .toUpperCase()
      .toLowerCase()
  );
}

const names = new WeakMap<Person, string>();

/** The name of a person in that form; empty where it is hidden. Kept with the person, as lists are matched again and again. */
export function comparableNameOf(person: Person): string {
  let name = names.get(person);
  if (name === undefined) {
    name = comparableName(person.displayName);
    names.set(person, name);
  }
  return name;
}
