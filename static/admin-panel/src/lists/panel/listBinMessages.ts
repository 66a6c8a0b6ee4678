import { defineMessages } from '../../i18n/defineMessages';

/** What becomes of each line of a list. */
export const listBinMessages = defineMessages('listBins', {
  readingList: 'Reading the list…',
  summary:
    '{lines, plural, =0 {} one {# line: } other {# lines: }}{found, plural, =0 {nobody found} one {# person found} other {# people found}}{pending, plural, =0 {} other {, # to look up}}{choices, plural, =0 {} other {, # to decide}}{unmatched, plural, =0 {} other {, # could not be matched}}{repeated, plural, =0 {} other {, # listed more than once}}{filtered, plural, =0 {} other {, # left out by a filter}}{otherGroup, plural, =0 {} other {, # about other groups}}{otherRole, plural, =0 {} other {, # naming somebody else}}{notAPerson, plural, =0 {} other {, # not a person}}{otherProduct, plural, =0 {} other {, # with another product’s ID}}{unreadable, plural, =0 {} other {, # cannot be read}}.',
  severalOnLine:
    '{count, plural, one {# line names several people: all of them count.} other {# lines name several people: all of them count.}}',
  found: 'Found',
  toDecide: 'To decide',
  unmatched: 'Could not be matched',
  repeated: 'Listed more than once',
  filtered: 'Left out by a filter',
  otherGroup: 'About other groups',
  otherRole: 'Naming somebody else',
  notAPerson: 'Not a person',
  otherProduct: 'Another product’s ID',
  unreadable: 'Cannot be read',
  otherRoleText:
    'These lines seem to name a manager, or who made or sent the list. If they are on the list too, add their addresses on lines of their own.',
  notAPersonText: 'The list says that these are groups, services or devices.',
  otherProductText: 'These IDs are not Atlassian account IDs. Use email addresses or account IDs.',
  unreadableText: 'No account ID, email address or name can be made out.',
  andMore: 'and {count, number} more',
  line: 'Line {line, number}',
  lineOfFile: 'Line {line, number} of {file}',

  leaveAllOut: 'Leave all out',
  showMore: 'Show {count, number} more',
  choiceOf: '{line}: {text}',
  noneOfThem: 'None of them',
  sameName: 'Several people have this name.',
  sameEmail: 'Several people show this address.',
  twoPeople: 'The account ID is one person’s, the email address another’s.',
  moreOfName: 'Confluence lists one person of this name, and says there may be more.',

  noSuchId: 'Confluence knows no person with this account ID',
  noSuchEmail: 'No one found shows this address',
  noSuchEmailText:
    'It may be hidden. Use account IDs, or drop a file beside this one that has addresses and account IDs.',
  noSuchName: 'No one found has this name',
  withoutId: 'Confluence lists this member without an account ID',
  notAnswered: 'Not answered: {reason}',
  notAsked: 'Not looked up',

  members: 'Reading the group’s members',
  others: 'Reading the addresses of a large group’s members',
  ids: 'Looking up account IDs',
  directory: 'Looking up addresses and names',
  progress: '{done, number} of {count, number}',
  stop: 'Stop',
  offer:
    '{count, plural, one {# address or name has to be looked up in the directory.} other {# addresses and names have to be looked up in the directory.}} It takes {duration}.',
  lookUp: 'Look up {count, number}',
  leaveOut: 'Leave them out',
  linesNotAnswered:
    '{count, plural, one {Confluence did not answer for # line.} other {Confluence did not answer for # lines.}}',
  linesNotAsked: '{count, plural, one {# line was not looked up.} other {# lines were not looked up.}}',
  tryAgain: 'Try again',
});
