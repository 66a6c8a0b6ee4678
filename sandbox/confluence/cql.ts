import { badRequest } from './errors';
import type { Person } from './site';

/** Decides whether somebody is found. */
export type PersonFilter = (person: Person) => boolean;

/** field, operator, then a quoted string (in which a backslash escapes) or a bare word. */
const clause = /^\s*([a-z.]+)\s*(!?[=~])\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s"'\\]+))\s*$/isu;

/** What CQL takes in quotes only: its reserved characters and words. */
const reservedCharacter = /[+.,;?|*/%^$#@[\]]/;
const reservedWords = new Set(
  (
    'after and as avg before begin by commit contains count distinct else empty end explain from having if in inner ' +
    'insert into is isnull left like limit max min not null or order outer right select sum then was where update'
  ).split(' '),
);

/**
 * Reads the part of the Confluence Query Language that `search/user` takes here: one clause,
 * `user.fullname ~ "text"`, `user.accountid = "id"` or `user = "id"`. Throws a 400 for anything else. Operators of
 * Confluence's text search do nothing here, save that a `*` may end a word.
 */
export function parseUserCql(cql: string): PersonFilter {
  const match = clause.exec(cql);
  if (match === null) throw badRequest(`Could not parse cql : ${cql}`);
  const [, rawField = '', operator = '', doubleQuoted, singleQuoted, bare] = match;
  if (bare !== undefined && /[()]/.test(bare)) {
    throw badRequest(`Could not parse cql : the sandbox does not support the function call ${bare}`);
  }
  if (bare !== undefined && (reservedCharacter.test(bare) || reservedWords.has(bare.toLowerCase()))) {
    throw badRequest(`Could not parse cql : ${bare} must be in quotes`);
  }
  const field = rawField.toLowerCase();
  const value = unescape(doubleQuoted ?? singleQuoted ?? bare ?? '');
  if (value === '') throw badRequest(`Could not parse cql : no value for ${field}`);
  switch (field) {
    case 'user.fullname':
      if (operator !== '~') throw unsupported(operator, field);
      return fullNameFilter(value);
    case 'user':
    case 'user.accountid':
      if (operator !== '=') throw unsupported(operator, field);
      return (person) => person.accountId === value;
    default:
      throw badRequest(`Could not parse cql : no field exists with name ${field}`);
  }
}

function unsupported(operator: string, field: string) {
  return badRequest(`Could not parse cql : operator ${operator} is not supported by field ${field}`);
}

function unescape(text: string): string {
  return text.replace(/\\(.)/gsu, '$1');
}

/** Every word asked for must begin a word of the name; a trailing `*` says the same and is no word. */
function fullNameFilter(text: string): PersonFilter {
  const wanted = words(text).map((word) => ` ${word}`);
  return (person) => {
    const name = foldedName(person);
    return wanted.length > 0 && wanted.every((word) => name.includes(word));
  };
}

const foldedNames = new WeakMap<Person, string>();

/** Kept per person: folding 50,000 names for every search would dominate it. */
function foldedName(person: Person): string {
  let folded = foldedNames.get(person);
  if (folded === undefined) {
    folded = words(person.displayName)
      .map((word) => ` ${word}`)
      .join('');
    foldedNames.set(person, folded);
  }
  return folded;
}

/** Latin letters that Unicode does not split into a letter and an accent. */
const undecomposable: Record<string, string> = { ø: 'o', ł: 'l', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i' };

/** The words of a text without case and without the accents of Latin letters. */
function words(text: string): string[] {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .replace(/[øłđßæœı]/gu, (letter) => undecomposable[letter] ?? letter)
    .normalize('NFC')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '');
}
