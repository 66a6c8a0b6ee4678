import { defineMessages } from '../../i18n/defineMessages';

/** One group: its head, finding a person, filters, and what can be done with those who are selected. */
export const groupPageMessages = defineMessages('groupPage', {
  memberCount: '{count, plural, one {# member} other {# members}}',
  addPeople: 'Add people',
  fromList: 'From a list',
  moreActions: 'More actions',
  compare: 'Compare',
  copyId: 'Copy ID',
  reload: 'Reload',
  idCopied: 'The group’s ID was copied.',
  idNotCopied: 'The browser refused to copy. The group’s ID is {id}.',
  reloading: 'Reading the list anew…',
  reloaded: 'The list was read anew.',
  membersShown: 'Members shown.',

  exportAll: 'Export all {count, number}',
  exportFound: 'Export {count, number} found',
  exportShown: 'Export {count, number} shown',
  exportLoaded: 'Export {count, number} loaded',
  exportSelected: 'Export {count, number} selected',

  findPerson: 'Find a person',
  findPlaceholder: 'Find a person by name, email, or account ID',
  searchingMembers: 'Searching the members…',
  memberMatches: '{count, plural, one {# member matches.} other {# members match.}}',
  partMatches:
    '{count, plural, one {# of the {read, number} members read so far matches.} other {# of the {read, number} members read so far match.}}',
  noMemberMatches: 'No member matches “{query}”.',
  noneReadMatches: 'None of the {read, number} members read so far matches “{query}”.',
  typeMore: 'Type more to search the whole directory too.',
  searchingDirectory: 'Searching the directory…',
  directoryOffline: 'You are offline: the directory is searched when the connection is back.',
  noAddressInPart:
    'Nobody was found in the directory by this address. Load everyone to compare it with all members’.',
  noAddress:
    'Nobody was found in the directory by this address. It may be hidden: search for the name or the account ID.',
  nobodyElse: 'Nobody else was found in the directory.',
  nobodyElseInPart: 'Nobody else was found in the directory. Check the spelling, or load everyone.',
  nobodyAtAll: 'Nobody else was found in the directory. Check the spelling.',
  foundElsewhere: 'Found in the directory',
  notInGroup: 'Not in this group',
  checkingMembership: 'Checking membership…',
  membershipUnknown: 'Confluence did not say whether they are in this group.',
  checkAgain: 'Check',
  checkAgainName: 'Check {name}',
  add: 'Add',
  addName: 'Add {name}',
  moreMatch: 'More people match “{query}”. Type more of the name.',
  showMorePeople: 'Show more people',

  show: 'Show',
  filter:
    '{status, select, guest {Guests} noAccess {Deactivated or no access} app {Apps} active {Active} other {All}}',
  filterWithCount:
    '{status, select, guest {Guests {count, number}} noAccess {Deactivated or no access {count, number}} app {Apps {count, number}} active {Active {count, number}} other {All {count, number}}}',
  filtered: '{shown, number} of {total, number} members are shown.',
  filteredPart: '{shown, number} of the {read, number} members read so far are shown.',
  sortedPart: 'Sorted: the {read, number} members read so far. Load everyone to sort the whole group.',

  selectedPeople: 'Selected people',
  selected: '{count, number} selected',
  selectedHidden:
    '{count, number} selected: {hidden, plural, one {# of them is not shown.} other {# of them are not shown.}}',
  selectAllOf: 'Select all {count, number}',
  selectShown: 'Select all {count, number} shown',
  clear: 'Clear',
  removeSelected: 'Remove selected ({count, number})',
  moveTo: 'Move to…',
  exportThese: 'Export {count, number}',
  changeUnderWay: 'Wait until the changes under way have ended.',

  moveTitle: '{count, plural, one {Move # person to another group} other {Move # people to another group}}',
  moveText:
    'They are added to the group you choose and removed from {group}. You review everything before anything changes.',
  moveConfirm: 'Review changes',
  moveChoose: 'Choose the group to move them to.',
  moveSame: 'They are in this group already. Choose another one.',
  moveManaged: 'An identity provider owns this group: its members are changed there.',
});
