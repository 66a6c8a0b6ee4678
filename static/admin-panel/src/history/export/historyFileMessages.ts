import { defineMessages } from '../../i18n/defineMessages';

/** The columns of the files that the history is saved in. */
export const historyFileMessages = defineMessages('historyFile', {
  changeId: 'Change id',
  started: 'Started (UTC)',
  ended: 'Ended (UTC)',
  what: 'What',
  group: 'Group',
  groupId: 'Group id',
  admin: 'Admin',
  adminId: 'Admin id',
  outcome: 'Outcome',
  details: 'Details',
  changes: 'Changes',
  done: 'Done',
  unchanged: 'Not needed',
  failed: 'Failed',
  unconfirmed: 'Not confirmed',
  notAttempted: 'Not attempted',
  undoOf: 'Undo of',
  otherAdmins: 'Other admin ids',
  reason: 'Reason',
  notFinished: 'Not finished',
  inBackground: 'In the background',
  until: 'Until (UTC)',
});
