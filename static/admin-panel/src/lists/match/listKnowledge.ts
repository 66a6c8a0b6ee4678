import type { AppError, Person } from '../../../../../src/contract';
import type { Pause } from '../../host/createPause';
import { forEachWithPauses } from '../../host/work';
import { comparableNameOf } from './comparableName';

/** The members of a group as Confluence lists them, as far as they are read. */
export interface MemberIndex {
  /** By account id in lower case; without those who are listed without one. */
  byId: ReadonlyMap<string, Person>;
  /** By the address that they show, in lower case. */
  byEmail: ReadonlyMap<string, readonly Person[]>;
  /** By `comparableName`. */
  byName: ReadonlyMap<string, readonly Person[]>;
  /** All members are read, as far as that can be. */
  isWhole: boolean;
}

/** What the directory answered a search. */
export type DirectoryAnswer = { people: readonly Person[]; more: boolean } | { error: AppError };

/** Everything that is known for finding out who is meant. */
export interface Knowledge {
  /** Of the group that the list is about; whole and empty where it is about none. */
  members: MemberIndex;
  /** Of another group, which was read because its members show their addresses. */
  others: MemberIndex;
  /** By account id in lower case; null where there is no such account. */
  byId: ReadonlyMap<string, Person | null>;
  /** By address in lower case: who shows it. */
  byEmail: ReadonlyMap<string, DirectoryAnswer>;
  /** By `comparableName`: who is called so. `more`: there may be others. */
  byName: ReadonlyMap<string, DirectoryAnswer>;
  /** Account ids by address in lower case, out of files that have both. */
  book: AddressBook;
  /** What the admin chose, by `keyOfMention`: an account id, or null for none of them. */
  choices: ReadonlyMap<string, string | null>;
  /** What becomes of what is not known: it will be looked up, the admin stopped that, or why it cannot be. */
  rest: 'coming' | 'stopped' | AppError;
}

/** Account ids by address in lower case; `several` where files name more than one. */
export type AddressBook = ReadonlyMap<string, string>;

export const NO_MEMBERS: MemberIndex = {
  byId: new Map(),
  byEmail: new Map(),
  byName: new Map(),
  isWhole: true,
};

/** Readies members for being looked up, bit by bit. @param isWhole as in `MemberIndex` */
export async function indexMembers(
  people: readonly Person[],
  isWhole: boolean,
  pause: Pause,
): Promise<MemberIndex> {
  const byId = new Map<string, Person>();
  const byEmail = new Map<string, Person[]>();
  const byName = new Map<string, Person[]>();
  await forEachWithPauses(people, pause, (person) => {
    // The id of one that is listed without only tells its row apart.
    if (!person.isUnidentified) byId.set(person.accountId.toLowerCase(), person);
    if (person.email !== undefined) addTo(byEmail, person.email.toLowerCase(), person);
    const name = comparableNameOf(person);
    if (name !== '') addTo(byName, name, person);
  });
  return { byId, byEmail, byName, isWhole };
}

function addTo(index: Map<string, Person[]>, key: string, person: Person): void {
  const people = index.get(key);
  if (people) people.push(person);
  else index.set(key, [person]);
}
