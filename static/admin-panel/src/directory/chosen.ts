import type { Person } from '../../../../src/contract';

/** A person chosen by account id and not known from the directory. */
export interface UnknownPerson {
  accountId: string;
  isUnknown: true;
}

/** A person to be removed. */
export type Chosen = Person | UnknownPerson;

/** A person known only by account id. */
export function knownById(accountId: string): UnknownPerson {
  return { accountId, isUnknown: true };
}

/** Whether more than the account id is known of a person. */
export function isKnown(chosen: Chosen): chosen is Person {
  return !('isUnknown' in chosen);
}
