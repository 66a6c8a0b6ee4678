import { defineMessages } from '../i18n/defineMessages';

export const listsMessages = defineMessages('lists', {
  list: 'Account IDs or email addresses',
  oneEachLine: 'One on each line',
  help: 'Paste them, or drop files here: CSV or text, as exported by Atlassian Administration, Entra, Okta, Google or Excel. Full names work too.',
  helpMore: 'Paste more here, or drop more files.',
  chooseFile: 'Choose a file',
  dropFile: 'Drop the files to read them.',
  clearList: 'Clear list',
  files: 'What this list is made of',
  typedText: 'Typed text',
  pastedText: 'Pasted text',
  reading: 'Reading {name}…',
  lines: '{count, plural, one {# line} other {# lines}}',
  remove: 'Remove',
  removeFile: 'Remove {name}',
  badFile: '{name}: {why}',

  empty: 'It is empty.',
  binary: 'This is not a text file. Save a spreadsheet as CSV first.',
  nobody: 'It names nobody: there is no account ID, no email address, and no full name in it.',
  nobodyInColumns: 'None of its columns names people. They are {columns}.',
  otherProduct:
    'It has {product, select, okta {Okta IDs} slack {Slack IDs} google {Google IDs} other {IDs of another directory}}, which Confluence does not know. Use email addresses or Atlassian account IDs.',
  otherProductInColumn:
    '“{column}” has {product, select, okta {Okta IDs} slack {Slack IDs} google {Google IDs} other {IDs of another directory}}, which Confluence does not know. Export a column with email addresses or Atlassian account IDs.',
  quoted: '“{name}”',
  more: '{count, number} more',
  tooLong:
    'With it, this list has more than {most, number} lines. Split it, and take one part after the other.',
  tooLarge:
    'It has {size, number} MB, and at most {most, number} MB can be read. Keep only the columns that are needed.',
  noFile: 'The browser could not read it: “{detail}”. Choose it again.',

  use: 'Use of {name}',
  people: 'People in this list',
  lookUp: 'Only to look up account IDs',

  foundByOne: 'People are found by {first}.',
  foundByTwo: 'People are found by {first}, else {second}.',
  foundByThree: 'People are found by {first}, else {second}, else {third}.',
  groupsFrom: 'Groups are read from {groups}.',
  groupsAndActionsFrom: 'Groups are read from {groups}, what to do from {action}.',
  actionsFrom: 'What to do is read from {action}.',
  lookUpBy: 'Account IDs are taken from {ids}, by the addresses in {addresses}.',
  lookUpNothing: 'It has no account IDs beside email addresses, so it tells nothing.',
  columnNumber: 'Column {number}',
  changeColumns: 'Change columns',
  chooseColumn: 'Choose the column that names the people.',
  accountId: 'Account ID',
  email: 'Email',
  name: 'Name',
  chooseOne: 'Choose…',
  noColumn: 'None',
  columnSamples: '{title}: {samples}',

  aboutOthers:
    '{count, plural, one {No row is about {group}: the rows name another group, {groups}.} other {No row is about {group}: the rows name other groups, {groups}.}}',
  takeOthers: 'Use all rows for {group}',

  waitForReading: 'The list is still being read.',
  typedFirst: 'Nothing can be read from the field. Correct it, or clear it.',
  columnFirst: 'Choose the column that names the people first.',
  orderFirst: 'Say first how dates are written.',
  lookUpFirst: 'Look people up first, or leave them out.',
  waitForLookUp: 'People are still being looked up.',
  decideFirst: '{count, plural, one {Decide # line first.} other {Decide # lines first.}}',
});
