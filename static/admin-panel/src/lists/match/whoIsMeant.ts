import type { AppError, Person } from '../../../../../src/contract';
import type { Mention } from '../mention';
import { comparableName, comparableNameOf } from './comparableName';
import type { Knowledge } from './listKnowledge';
import type { FoundBy, Need, OpenChoice } from './matchedList';

/** Who a mention means, by what is known. */
export type Meaning =
  | { is: 'found'; person: Person; by: FoundBy }
  | { is: 'choice'; candidates: readonly Person[]; why: OpenChoice['why'] }
  | { is: 'unmatched'; why: 'noSuchId' | 'noSuchEmail' | 'noSuchName' | 'withoutId' }
  | { is: 'notAnswered'; error: AppError }
  /** `otherwise`: what it comes to where that is not looked up. */
  | { is: 'open'; need: Need; otherwise?: Meaning };

/** Who is meant: by account id, else by email, else by full name. */
export function whoIsMeant(mention: Mention, known: Knowledge): Meaning {
  const email = mention.email?.toLowerCase();
  if (mention.accountId !== undefined) {
    const accountId = mention.accountId.toLowerCase();
    const person = personOf(accountId, known);
    if (person === undefined) return { is: 'open', need: { of: 'accountId', accountId } };
    if (person) return withId(person, email, known);
    // People of the same name have other ids, so that the name says nothing any more.
    const shown = email === undefined ? undefined : byEmail(email, known);
    return shown ?? { is: 'unmatched', why: 'noSuchId' };
  }
  const shown = email === undefined ? undefined : byEmail(email, known);
  if (shown) return shown;
  const named = mention.name === undefined ? undefined : byName(mention.name, email, known);
  return named ?? { is: 'unmatched', why: email === undefined ? 'noSuchName' : 'noSuchEmail' };
}

/** Null where there is no such account; undefined while that is not known. */
function personOf(accountId: string, { members, others, byId }: Knowledge): Person | null | undefined {
  return members.byId.get(accountId) ?? others.byId.get(accountId) ?? byId.get(accountId);
}

/** A person named by id, unless the line's email is another person's. */
function withId(person: Person, email: string | undefined, known: Knowledge): Meaning {
  const found: Meaning = { is: 'found', person, by: 'accountId' };
  if (email === undefined || person.email?.toLowerCase() === email) return found;
  const others = distinct(showing(email, known)).filter(
    (other) => other.accountId !== person.accountId && !other.isUnidentified,
  );
  if (others.length > 0) return { is: 'choice', candidates: [person, ...others], why: 'twoPeople' };
  // An address that is hidden is most often this one: it is not worth a search.
  const isDoubtful = person.email !== undefined && !known.byEmail.has(email);
  return isDoubtful ? { is: 'open', need: { of: 'email', email }, otherwise: found } : found;
}

/** Undefined where no one found shows the address. */
function byEmail(email: string, known: Knowledge): Meaning | undefined {
  const shown = among(showing(email, known), 'email', 'sameEmail');
  if (shown) return shown;
  const booked = known.book.get(email);
  if (booked !== undefined && booked !== 'several') {
    const accountId = booked.toLowerCase();
    const person = personOf(accountId, known);
    if (person === undefined) return { is: 'open', need: { of: 'accountId', accountId } };
    // Where the account shows another address, the file is wrong or old.
    if (person && person.email === undefined) return { is: 'found', person, by: 'otherFile' };
    if (person?.email?.toLowerCase() === email) return { is: 'found', person, by: 'otherFile' };
  }
  const asked = known.byEmail.get(email);
  if (!asked) return { is: 'open', need: { of: 'email', email } };
  if ('error' in asked) return { is: 'notAnswered', error: asked.error };
  return known.members.isWhole ? undefined : { is: 'open', need: { of: 'members' } };
}

/** All people found so far who show this address. */
function showing(email: string, { members, others, byEmail: asked }: Knowledge): Person[] {
  const answer = asked.get(email);
  return [
    ...(members.byEmail.get(email) ?? []),
    ...(others.byEmail.get(email) ?? []),
    ...(answer && 'people' in answer
      ? answer.people.filter((one) => one.email?.toLowerCase() === email)
      : []),
  ];
}

/**
 * Undefined where no one found has the name.
 * @param email no one found shows it; a person who shows another one is not meant
 */
function byName(name: string, email: string | undefined, known: Knowledge): Meaning | undefined {
  const wanted = comparableName(name);
  if (wanted === '') return undefined;
  const asked = known.byName.get(wanted);
  if (!asked) return { is: 'open', need: { of: 'name', name: wanted } };
  if ('error' in asked) return { is: 'notAnswered', error: asked.error };
  const named = distinct([
    ...(known.members.byName.get(wanted) ?? []),
    ...(known.others.byName.get(wanted) ?? []),
    ...asked.people.filter((person) => comparableNameOf(person) === wanted),
  ]);
  if (email !== undefined) {
    const shown = named.filter((person) => person.email?.toLowerCase() === email);
    if (shown.length > 0) return among(shown, 'email', 'sameEmail');
  }
  const fitting = email === undefined ? named : named.filter((person) => person.email === undefined);
  const meaning = among(fitting, 'name', 'sameName');
  if (meaning?.is === 'found' && asked.more) {
    return { is: 'choice', candidates: fitting, why: 'moreOfName' };
  }
  return meaning ?? (known.members.isWhole ? undefined : { is: 'open', need: { of: 'members' } });
}

/** The person where there is one, a choice where there are several; undefined where there are none. */
function among(people: readonly Person[], by: FoundBy, several: OpenChoice['why']): Meaning | undefined {
  const different = distinct(people);
  const candidates = different.filter(({ isUnidentified }) => !isUnidentified);
  const [person] = candidates;
  if (person && different.length === 1) return { is: 'found', person, by };
  if (person) return { is: 'choice', candidates, why: several };
  return different.length > 0 ? { is: 'unmatched', why: 'withoutId' } : undefined;
}

/** Each account once, as it was listed first. */
function distinct(people: readonly Person[]): readonly Person[] {
  if (people.length < 2) return people;
  const byId = new Map<string, Person>();
  for (const person of people) if (!byId.has(person.accountId)) byId.set(person.accountId, person);
  return [...byId.values()];
}
