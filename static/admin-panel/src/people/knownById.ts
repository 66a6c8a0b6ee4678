import type { Person } from '../../../../src/contract';

/** Somebody of whom no more is known than their account id. */
export function knownById(accountId: string): Person {
  return { accountId, displayName: '', accountType: 'person', deactivated: false, guest: false };
}
