import { defineMessages } from '../i18n/defineMessages';

/** Two groups beside each other: who is in one alone, who is in both, and what can be done about that. */
export const compareMessages = defineMessages('compare', {
  title: 'Compare',
  compareWith: 'Compare with',
  aGroup: 'A group',
  aList: 'A list',
  chooseGroup: 'Choose a group to compare with the list.',
  giveList: 'Paste a list or choose a file to see who of it is in {group}, and who is not.',
  groupA: 'Group A',
  groupB: 'Group B',
  swap: 'Swap',
  moreActions: 'More actions',
  reload: 'Reload',
  reloading: 'Reading the members anew…',
  reloaded: 'The members were read anew.',
  chooseGroups: 'Choose two groups to see who is in only one of them, and who is in both.',
  sameGroup: 'Group A and group B are the same. Choose another group for one of them.',

  parts: 'Who is where',
  onlyIn: 'Only in {group}',
  onlyInList: 'Only in the list',
  inBoth: 'In both',
  atLeast: '{count, number}+',
  compared: 'The groups are compared.',

  findPerson: 'Find a person',
  findPlaceholder: 'Find a person by name, email, or account ID',
  nobodyFound: 'Nobody in this part matches “{query}”.',
  nobodyOnlyIn: 'No one is listed only in {group}.',
  nobodyInBoth: 'No one is listed in both.',
  nobodyOnlyInList: 'Nobody is only in the list.',
  notByName: 'They are not read by name yet.',
  nobodyYet: 'Nobody is known to be in this part so far.',

  actions: 'Actions',
  addTo: 'Add {count, number} to {group}',
  moveTo: 'Move {count, number} to {group}',
  removeFrom: 'Remove {count, number} from {group}',
  ticked: '{count, number} selected',
  tickedHidden:
    '{count, number} selected: {hidden, plural, one {# of them is not shown.} other {# of them are not shown.}}',
  clear: 'Clear',
  makeEqual: 'Make {group} equal {other}: {added, number} added, {removed, number} removed',
  isEqual: 'Make {group} equal {other}: nothing to change',
  makeEqualList: 'Make {group} equal the list: {added, number} added, {removed, number} removed',
  isEqualList: 'Make {group} equal the list: nothing to change',
  equalListNotYet: 'Make {group} equal the list: once everyone is compared',
  equalListUncertain:
    'Make {group} equal the list: {count, plural, one {not while # line is not matched} other {not while # lines are not matched}}',
  equalNotYet: 'Make {group} equal {other}: once all members are compared',
  changeUnderWay: 'Wait until the changes under way have ended.',
  tickUncertain:
    '{count, plural, one {# line of the list is not matched, and someone here may be meant by it. Select the people to change.} other {# lines of the list are not matched, and people here may be meant by them. Select the people to change.}}',
  tickFirst: 'Not everyone in this part is known. Select the people to change.',

  asListed: 'As Confluence lists the members.',
  soFar: 'So far, as the members are read.',
  asking:
    '{count, plural, one {Asking Confluence whether # person is in {group}: {answered, number} answered.} other {Asking Confluence whether # people are in {group}: {answered, number} answered.}}',
  askingFailed: 'Confluence did not say who is in {group}',
  managed:
    'An identity provider owns {group}. Changes to it are not made here: when you review them, they become a file for that provider.',
  moreOnlyIn:
    '{count, plural, one {# more person is only in {group}, and not read by name.} other {# more people are only in {group}, and not read by name.}}',
  someRead: '{size, number} of {total, number} members of {group} are read.',
  someReadOfMany:
    '{size, plural, one {# member of {group} is read, and there are more.} other {# members of {group} are read, and there are more.}}',
  readAll: 'Read all {total, number} members of {group}',
  readRest: 'Read all members of {group}',
  readingTakes: 'It takes {time}.',
  unlisted:
    '{count, plural, one {# more member of {group} is counted and not listed, such as people who are suspended.} other {# more members of {group} are counted and not listed, such as people who are suspended.}}',
  unidentified:
    '{count, plural, one {# person in {group} is listed without an account ID and cannot be compared.} other {# people in {group} are listed without an account ID and cannot be compared.}}',
  unanswered:
    '{count, plural, one {Confluence does not say whether # person is in {group}.} other {Confluence does not say whether # people are in {group}.}}',
});
