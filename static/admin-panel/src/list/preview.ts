import type { AppError, MembershipAnswer, Person } from '../../../../src/contract';
import { displayNameOf } from '../members/displayName';
import { knownById, type Chosen } from '../people/chosen';
import type { Entry, ParsedList } from './entry';

/** What is known of the group's members. */
export interface KnownMembers {
  /** Everybody is loaded. */
  isComplete: boolean;
  byId: ReadonlyMap<string, Person>;
  /** By email address in lower case. */
  byEmail: ReadonlyMap<string, Person | 'several'>;
}

/** A person of the list, and the line that named them first. */
export interface Listed {
  person: Chosen;
  line: number;
}

/** Entries of the list that cannot be chosen, and why. */
export type Unmatched = { line: number; text: string } & (
  | { why: 'unreadable' }
  /** All members are read, and none shows this address. */
  | { why: 'noSuchEmail' }
  /** No loaded member shows this address. */
  | { why: 'emailNotLoaded' }
  /** Several members show this address. */
  | { why: 'severalShowEmail' }
  /** Confluence did not say whether they are in the group. */
  | { why: 'refused'; error: AppError }
);

/** A person the list names more than once. */
interface Repeated {
  /** Name, else what the list calls them. */
  text: string;
  /** A line each time they are named. */
  lines: readonly number[];
}

/** A list of people compared with a group. A person named again counts only as listed twice then. */
export interface Preview {
  inGroup: readonly Listed[];
  notInGroup: readonly Listed[];
  /** Not listed, so Confluence has to be asked: it does not list everyone. */
  unknown: readonly Listed[];
  /** By line. */
  unmatched: readonly Unmatched[];
  twice: readonly Repeated[];
}

type Place =
  { in: 'inGroup' | 'notInGroup' | 'unknown'; person: Chosen } | { in: 'unmatched'; unmatched: Unmatched };

/**
 * Sorts a list by what is known of the group.
 * @param answers what Confluence said of people who are not listed, by account id
 * @param people who they are, as far as that was looked up
 */
export function previewOf(
  list: ParsedList,
  members: KnownMembers,
  answers: ReadonlyMap<string, MembershipAnswer>,
  people: ReadonlyMap<string, Person> = new Map(),
): Preview {
  const sorted: Record<'inGroup' | 'notInGroup' | 'unknown', Listed[]> = {
    inGroup: [],
    notInGroup: [],
    unknown: [],
  };
  const unmatched: Unmatched[] = list.unreadable.map(({ line, excerpt }): Unmatched => ({
    line,
    text: excerpt,
    why: 'unreadable',
  }));
  const firstOf = new Map<string, Entry>();
  const again = new Map<string, { text: string; entries: Entry[] }>();
  for (const entry of list.entries) {
    const place = placeOf(entry, members, answers, people);
    const key = place.in === 'unmatched' ? place.unmatched.text.toLowerCase() : place.person.accountId;
    const first = firstOf.get(key);
    if (first) {
      const repeated = again.get(key) ?? { text: textOf(place), entries: [first] };
      if (isSameMention(repeated.entries.at(-1), entry)) continue;
      repeated.entries.push(entry);
      again.set(key, repeated);
    } else {
      firstOf.set(key, entry);
      if (place.in === 'unmatched') unmatched.push(place.unmatched);
      else sorted[place.in].push({ person: place.person, line: entry.line });
    }
  }
  return {
    ...sorted,
    unmatched: unmatched.sort((a, b) => a.line - b.line),
    twice: [...again.values()].map(({ text, entries }) => ({ text, lines: entries.map(({ line }) => line) })),
  };
}

/** One line with the account id and the email of one person names them once. */
function isSameMention(before: Entry | undefined, entry: Entry): boolean {
  return before?.line === entry.line && before.who.by !== entry.who.by;
}

function textOf(place: Place): string {
  return place.in === 'unmatched' ? place.unmatched.text : displayNameOf(place.person);
}

function placeOf(
  { line, who }: Entry,
  members: KnownMembers,
  answers: ReadonlyMap<string, MembershipAnswer>,
  people: ReadonlyMap<string, Person>,
): Place {
  switch (who.by) {
    case 'email': {
      const text = who.email;
      const member = members.byEmail.get(text.toLowerCase());
      if (member === 'several') {
        return { in: 'unmatched', unmatched: { line, text, why: 'severalShowEmail' } };
      }
      if (member) return { in: 'inGroup', person: member };
      const why = members.isComplete ? 'noSuchEmail' : 'emailNotLoaded';
      return { in: 'unmatched', unmatched: { line, text, why } };
    }
    case 'accountId': {
      const member = members.byId.get(who.accountId);
      if (member) return { in: 'inGroup', person: member };
      const { accountId } = who;
      const person = people.get(accountId) ?? knownById(accountId);
      const answer = answers.get(accountId);
      if (!answer) return { in: 'unknown', person };
      if ('member' in answer) return { in: answer.member ? 'inGroup' : 'notInGroup', person };
      const { error } = answer;
      return { in: 'unmatched', unmatched: { line, text: accountId, why: 'refused', error } };
    }
  }
}

/** Readies the members for comparing: once, however often a list changes. */
export function knownMembers(isComplete: boolean, loaded: readonly Person[]): KnownMembers {
  const byEmail = new Map<string, Person | 'several'>();
  for (const person of loaded) {
    const email = person.email?.toLowerCase();
    if (email !== undefined) byEmail.set(email, byEmail.has(email) ? 'several' : person);
  }
  return { isComplete, byId: new Map(loaded.map((person) => [person.accountId, person])), byEmail };
}
