import { defineMessages } from '../i18n/defineMessages';

export const filesMessages = defineMessages('files', {
  title: 'From a list',
  intro: 'Give a list of people for {group}. Nothing is changed before you have reviewed it.',
  introHome: 'Give a list of people. Nothing is changed before you have reviewed it.',
  review: '{count, plural, =0 {Review} one {Review # person} other {Review # people}}',

  inWhichGroups: 'In which groups',
  allGroups: 'All their groups',
  chosen: 'Chosen groups',
  groupsInFile: 'The groups in the file ({count, number})',
  addGroup: 'Add a group',
  chosenGroups: 'Groups you chose',
  removeGroup: 'Remove {name}',
  onlyRowsOf:
    '{count, plural, one {Only rows about {group} count: # row is about another group.} other {Only rows about {group} count: # rows are about other groups.}}',
  lookingUpGroups: 'Looking up the groups…',
  groupsFound: '{found, number} of {count, plural, one {# group} other {# groups}} found.',
  groupsMissing:
    '{count, plural, one {Confluence has no group {names}: its rows are left out.} other {Confluence has no groups {names}: their rows are left out.}}',
  groupsNotAnswered:
    '{count, plural, one {# group could not be looked up: its rows are left out.} other {# groups could not be looked up: their rows are left out.}}',
  groupsNotListed:
    '{count, plural, one {Confluence lists too few of the groups with {names} in their names to find it: its rows are left out. Name it by its ID.} other {Confluence lists too few of the groups with {names} in their names to find them: their rows are left out. Name them by their IDs.}}',
  groupsTooMany:
    '{count, plural, one {# group is too many for one plan: its rows are left out.} other {# groups are too many for one plan: their rows are left out.}}',
  rowsWithoutGroup:
    '{count, plural, one {# line names no group and is left out.} other {# lines name no group and are left out.}}',
  rowsWithoutAction:
    '{count, plural, one {# row does not say what to do and is left out.} other {# rows do not say what to do and are left out.}}',
  externalOne:
    'An identity provider owns {group}. The plan becomes a file for it: nothing is changed there from here.',
  externalSeveral:
    'An identity provider owns {groups}. For these groups the plan becomes a file for it: nothing is changed there from here.',

  whatToDo: 'With these people',
  remove: 'Remove them',
  add: 'Add them',
  equal: 'Make the group equal this list',
  byRow: 'As the file says',
  equalText: 'Everyone on the list is added, and every member who is not on it is removed.',
  equalFiltered: 'People in rows left out by a filter are removed too, if they are in the group.',
  actionNotFollowed:
    '{count, plural, one {The file says what to do in column {columns}; it is not followed.} other {The files say what to do in columns {columns}; they are not followed.}}',
  equalAnyway:
    '{count, plural, one {Remove members even if # line could not be matched: it may name one of them.} other {Remove members even if # lines could not be matched: they may name some of them.}}',

  groupFirst: 'Choose a group first.',
  oneGroup: 'Choose one group only: it is made equal to the list.',
  actionFirst: 'Choose what to do with these people.',
  waitForGroups: 'The groups are still being looked up.',
  badFileFirst: 'A file could not be read. Take it out, or give it again: people it names would be removed.',
  equalFirst:
    '{count, plural, one {# line could not be matched. Confirm above that members are removed anyway.} other {# lines could not be matched. Confirm above that members are removed anyway.}}',
  tooManyChanges:
    'This would be up to {count, number} changes, and at most {most, number} can be made at once. Choose fewer groups, or filter the rows of the list.',
  noRowOfGroup: 'No row is about this group. Use all rows for it, or choose other groups.',
  nobodyFound: 'Nobody on this list was found.',
});
