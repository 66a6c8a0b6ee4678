import type { Person } from '../../../../src/contract';

/** Somebody chosen by account id whom the directory did not tell about. */
export interface UnknownPerson {
  accountId: string;
  isUnknown: true;
}

/** Somebody to be removed. */
export type Chosen = Person | UnknownPerson;

/** Somebody of whom no more is known than their account id. */
export function knownById(accountId: string): UnknownPerson {
  return { accountId, isUnknown: true };
}

/** Whether more than the account id is known of somebody. */
export function isKnown(chosen: Chosen): chosen is Person {
  return !('isUnknown' in chosen);
}
