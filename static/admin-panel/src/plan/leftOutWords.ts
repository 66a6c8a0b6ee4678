import type { LeftOutReason } from './plan';

/** What each reason is called: as a heading, and in a file. */
export const REASON_WORDS = {
  notMatched: 'reasonNotMatched',
  ambiguous: 'reasonAmbiguous',
  unreadable: 'reasonUnreadable',
  otherProduct: 'reasonOtherProduct',
  otherRole: 'reasonOtherRole',
  notAPerson: 'reasonNotAPerson',
  otherGroup: 'reasonOtherGroup',
  actionUnclear: 'reasonActionUnclear',
  filtered: 'reasonFiltered',
  duplicate: 'reasonDuplicate',
  unchanged: 'reasonUnchanged',
  accountGone: 'reasonAccountGone',
  notAnswered: 'reasonNotAnswered',
  notAsked: 'reasonNotAsked',
  groupGone: 'reasonGroupGone',
  managedExternally: 'reasonManagedExternally',
  protected: 'reasonProtected',
} as const satisfies Record<LeftOutReason, string>;
