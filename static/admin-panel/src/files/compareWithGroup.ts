import type { AppError, MembershipAnswer, Person } from '../../../../src/contract';
import { knownById, type Chosen } from '../directory/chosen';
import { displayNameOf } from '../directory/displayName';
import type { Who } from '../directory/who';
import type { Entry, ParsedList } from './parsedList';

/** What is known of the group's members. */
export interface ListedMembers {
  /** Everybody was read. */
  isComplete: boolean;
  byId: ReadonlyMap<string, Person>;
  /** By email address in lower case. */
  byEmail: ReadonlyMap<string, Person | 'several'>;
}

/** Where in the list somebody is named, and as what. */
interface Mention {
  line: number;
  /** Account id or email address as it stands there. */
  text: string;
}

/** A person of the list, and where they are named first. */
export interface Listed extends Mention {
  person: Chosen;
}

/** Entries of the list that name no account for sure, and why. */
export type Unmatched = Mention &
  (
    | { why: 'unreadable' }
    /** All members are read, and none shows this address. */
    | { why: 'noSuchEmail' }
    /** No member read so far shows this address. */
    | { why: 'emailNotRead' }
    /** Several members show this address. */
    | { why: 'severalShowEmail' }
    /** The member who shows this address is listed without an account id. */
    | { why: 'withoutId' }
    /** Confluence did not say whether they are in the group. */
    | { why: 'refused'; accountId: string; error: AppError }
  );

/** What the list names more than once. */
export interface Repeated {
  /** Name, else what the list calls them. */
  name: string;
  /** Absent where it is matched with no account. */
  accountId?: string;
  first: Mention;
  /** Each time they are named after that. */
  again: readonly Mention[];
}

/** A list of people compared with a group. Everything listed is in one of these, and what is named again in `repeated`. */
export interface Preview {
  inGroup: readonly Listed[];
  notInGroup: readonly Listed[];
  /** Not listed, so Confluence has to be asked: it does not list everyone. */
  unknown: readonly Listed[];
  /** By line. */
  unmatched: readonly Unmatched[];
  repeated: readonly Repeated[];
}

/** What an entry of the list stands for, where it is compared. */
type Place =
  { in: 'inGroup' | 'notInGroup' | 'unknown'; listed: Listed } | { in: 'unmatched'; unmatched: Unmatched };

/**
 * Sorts a list by what is known of the group.
 * @param answers what Confluence said of people who are not listed, by account id
 * @param people who they are, as far as that was looked up
 */
export function compareWithGroup(
  list: ParsedList,
  members: ListedMembers,
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
  const repeated = new Map<string, Repeated & { again: Mention[] }>();
  const lastOf = new Map<string, Entry>();
  for (const entry of list.entries) {
    const place = placeOf(entry, members, answers, people);
    const key = keyOf(place);
    const [first, last] = [firstOf.get(key), lastOf.get(key)];
    if (first && last) {
      if (isSameMention(last, entry)) continue;
      const one = repeated.get(key) ?? { ...wordsOf(place), first: mentionIn(first), again: [] };
      one.again.push(mentionIn(entry));
      repeated.set(key, one);
      lastOf.set(key, entry);
    } else {
      firstOf.set(key, entry);
      lastOf.set(key, entry);
      if (place.in === 'unmatched') unmatched.push(place.unmatched);
      else sorted[place.in].push(place.listed);
    }
  }
  return {
    ...sorted,
    unmatched: unmatched.sort((a, b) => a.line - b.line),
    repeated: [...repeated.values()],
  };
}

/** One line with the account id and the email of one person names them once. */
function isSameMention(before: Entry, entry: Entry): boolean {
  return before.line === entry.line && before.who.by !== entry.who.by;
}

function mentionIn({ line, who }: Entry): Mention {
  return { line, text: textOf(who) };
}

function textOf(who: Who): string {
  switch (who.by) {
    case 'accountId':
      return who.accountId;
    case 'email':
      return who.email;
  }
}

/** What tells those the list names from each other: an account id, else an address, which has an @ and no case. */
function keyOf(place: Place): string {
  if (place.in !== 'unmatched') return place.listed.person.accountId;
  return place.unmatched.why === 'refused' ? place.unmatched.accountId : place.unmatched.text.toLowerCase();
}

function wordsOf(place: Place): Pick<Repeated, 'name' | 'accountId'> {
  if (place.in === 'unmatched') {
    const { unmatched } = place;
    return { name: unmatched.text, ...(unmatched.why === 'refused' && { accountId: unmatched.accountId }) };
  }
  const { person } = place.listed;
  return { name: displayNameOf(person), accountId: person.accountId };
}

function placeOf(
  entry: Entry,
  members: ListedMembers,
  answers: ReadonlyMap<string, MembershipAnswer>,
  people: ReadonlyMap<string, Person>,
): Place {
  const { who } = entry;
  const mention = mentionIn(entry);
  const unmatched = (why: Exclude<Unmatched['why'], 'refused'>): Place => ({
    in: 'unmatched',
    unmatched: { ...mention, why },
  });
  switch (who.by) {
    case 'email': {
      const member = members.byEmail.get(who.email.toLowerCase());
      if (member === 'several') return unmatched('severalShowEmail');
      if (member?.isUnidentified) return unmatched('withoutId');
      if (member) return { in: 'inGroup', listed: { ...mention, person: member } };
      return unmatched(members.isComplete ? 'noSuchEmail' : 'emailNotRead');
    }
    case 'accountId': {
      const { accountId } = who;
      const member = members.byId.get(accountId);
      if (member) return { in: 'inGroup', listed: { ...mention, person: member } };
      const listed = { ...mention, person: people.get(accountId) ?? knownById(accountId) };
      const answer = answers.get(accountId);
      if (!answer) return { in: 'unknown', listed };
      if ('member' in answer) return { in: answer.member ? 'inGroup' : 'notInGroup', listed };
      return {
        in: 'unmatched',
        unmatched: { ...mention, why: 'refused', accountId, error: answer.error },
      };
    }
  }
}

/** Readies the members for comparing: once, however often a list changes. */
export function knownMembers(isComplete: boolean, loaded: readonly Person[]): ListedMembers {
  const byEmail = new Map<string, Person | 'several'>();
  const byId = new Map<string, Person>();
  for (const person of loaded) {
    const email = person.email?.toLowerCase();
    if (email !== undefined) byEmail.set(email, byEmail.has(email) ? 'several' : person);
    // The id of one that is listed without only tells its row apart.
    if (!person.isUnidentified) byId.set(person.accountId, person);
  }
  return { isComplete, byId, byEmail };
}
