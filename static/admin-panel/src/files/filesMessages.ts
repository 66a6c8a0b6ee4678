import { defineMessages } from '../i18n/defineMessages';

export const filesMessages = defineMessages('files', {
  title: 'From a list',
  intro: 'Paste or drop a list of people for {group}. Nothing is changed before you have reviewed it.',
  reviewRemovals: '{count, plural, =0 {Review removals} one {Review # removal} other {Review # removals}}',
  reviewAdditions:
    '{count, plural, =0 {Review additions} one {Review # addition} other {Review # additions}}',
  whatToDo: 'With these people',
  remove: 'Remove them',
  add: 'Add them',

  list: 'Account IDs or email addresses',
  oneEachLine: 'One on each line',
  help: 'One on each line, or with commas, semicolons, tabs or spaces between. Or a CSV file with a column “User id” or “email”, such as the one Atlassian Administration exports.',
  chooseFile: 'Choose a file',
  dropFile: 'Drop the file to read it.',
  readingFile: 'Reading {name}',
  pastedText: 'Pasted text',
  characters: '{name}, {count, plural, one {# character} other {# characters}}',
  clearList: 'Clear list',
  badFile: '{name}: {title}. {text}',
  readingList: 'Reading the list',

  summary:
    '{inGroup, number} in the group, {notInGroup, number} not in the group, {unmatched, number} could not be matched, {repeated, number} repeated{unknown, plural, =0 {} other {, # not known yet}}.',
  inGroup: 'In the group',
  notInGroup: 'Not in the group',
  unmatched: 'Could not be matched',
  listedTwice: 'Listed more than once',
  andMore: 'and {count, number} more',
  more: '{count, number} more',
  lines: '{count, plural, one {Line {lines}} other {Lines {lines}}}',

  checking: 'Checking who is in the group',
  checked: '{done, number} of {count, number}',
  naming: 'Looking up who they are',
  stopChecking: 'Stop checking',
  offer:
    '{count, plural, one {# person is not among the members shown, and may be in the group all the same. To ask Confluence about them takes {duration}.} other {# people are not among the members shown, and may be in the group all the same. To ask Confluence about each takes {duration}.}}',
  check: '{count, plural, one {Check # person} other {Check # people}}',

  checkFirst:
    '{count, plural, one {Check # person first: whether they are in the group is not known.} other {Check # people first: whether they are in the group is not known.}}',
  waitForCheck: 'Wait until everyone is checked, or stop checking.',
  waitForMembers: 'The members of the group are still being read.',
  nothingToRemove: 'Nobody in this list is in the group.',
  nothingToAdd: 'Nobody in this list can be added: those who were found are in the group.',

  unreadable: 'No account ID or email address can be made out.',
  noSuchEmail:
    'No member shows this address. It may be hidden, or belong to someone who is not in the group: use the account ID.',
  emailNotRead:
    '{count, plural, one {The # member shown so far has another address. Load everyone to compare it with all, or use the account ID.} other {None of the # members shown so far has this address. Load everyone to compare it with all, or use the account ID.}}',
  emailBeingRead: 'The members of the group are still being read.',
  severalShowEmail: 'Several members show this address. Use the account ID.',
  withoutId: 'Confluence lists this member without an account ID, so nothing can be changed for them here.',
  noSuchPerson: 'Confluence knows no person with this account ID.',
  idNotAccepted: 'Confluence did not accept this account ID.',
  notAnswered: 'Confluence did not say whether they are in the group: {reason}.',

  empty: 'This list is empty',
  emptyText: 'It names nobody. Put one account ID or email address on each line.',
  binary: 'This is not a text file',
  binaryText: 'Only text can be read. Save a spreadsheet as CSV first.',
  noColumn: 'No column with account IDs or email addresses',
  noColumnText: 'A table needs a column named “User id” or “email”. The columns found are {columns}.',
  columnName: '“{name}”',
  tooLong: 'This list is too long',
  tooLongText: 'It has more than {count, number} lines. Split it, and take one part after the other.',
  tooLarge: 'This list is too large',
  tooLargeText:
    'It has {size, number} MB, and at most {most, number} MB can be read. Keep only the column with account IDs or email addresses.',
  noFile: 'This file could not be read',
  noFileText: 'The browser said: “{detail}”. Choose the file again.',
});
