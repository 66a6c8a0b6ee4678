import { defineMessages } from '../i18n/defineMessages';

export const peopleMessages = defineMessages('people', {
  // Finding a person.
  findPerson: 'Find a person',
  findBy: 'Name, email, or account ID',
  hint: 'Find a person to see which groups they are in, to change that, and to see what was changed here before.',
  typeMore: 'Type more to search.',
  searching: 'Searching…',
  offline: 'You are offline. The search goes on when the connection is back.',
  matches: '{count, plural, one {# person matches “{query}”.} other {# people match “{query}”.}}',
  firstMatches:
    '{count, plural, one {The first person who matches “{query}”.} other {The first # people who match “{query}”.}} Type more of the name to narrow them down.',
  showMore: 'Show more people',
  noMatch: 'No one matches “{query}”. Check the spelling.',
  noMatchByEmail:
    'No one was found by this address. It may be hidden: search for the name or the account ID.',
  people: 'People',
  name: 'Name',
  email: 'Email',
  emailHidden: 'Email hidden',
  status: 'Status',

  // One person.
  findAnother: 'Find another person',
  lookingUp: 'Looking up the person',
  accountId: 'Account ID',
  copy: 'Copy',
  copyAccountId: 'Copy account ID',
  copied: 'Copied',
  notCopied: 'The browser refused. Select the ID and copy it.',
  unknownAccount:
    'Confluence knows no person with this account ID. The person may have been deleted, or the link may be wrong.',

  // Their groups.
  groupsOf: 'Groups of {name}',
  loadingGroups: 'Loading the groups',
  noGroups: 'Confluence lists no group that this person is in.',
  notWhole: 'This person is in more groups than these: Confluence says so and does not list them.',
  accessUnknown: 'Confluence did not say which of these groups give administration or Confluence.',
  tryAgain: 'Try again',
  managedNote:
    'The groups marked “Identity provider” are changed there. The change reaches Confluence with the next sync.',
  group: 'Group',
  gives: 'What it gives',
  outcome: 'Outcome',
  selectAll: 'Select all',
  selectGroup: 'Select {group}',
  selectAlike: 'Select {group}, {id}',
  removeSelected: 'Remove from selected groups ({count, number})',
  addToGroup: 'Add to a group',
  offboard: 'Offboard',
  blocked: 'Wait until the changes under way have ended.',

  // Adding to a group.
  addTitle: 'Add {name} to a group',
  next: 'Continue',
  pickGroup: 'Pick a group.',
  alreadyIn: 'This person is in the group already.',

  // What happened to them.
  changesHere: 'Changes made here',
  showChanges: 'Show what was changed here',
  hideChanges: 'Hide what was changed here',
  loadingChanges: 'Looking through the history',
  noChanges: 'Nothing was changed here for this person in the time that the history keeps.',
  noneOfNewest:
    'None of the newest changes is about this person. The history has older ones to look through.',
  newestChanges: '{count, plural, one {The newest change} other {The newest # changes}}',
  everyChange: '{count, plural, one {# change} other {# changes}}',
  unreadable:
    '{count, plural, one {# entry was} other {# entries were}} written by a newer version of this app and can’t be shown here.',
  when: 'When',
  whenIn: 'When ({zone})',
  change: 'Change',
  by: 'By',
  you: 'You',
  unknownTime: 'Unknown',
  action: 'Action',
  undo: 'Undo',
  allChanges: 'All changes of {name}',
});
