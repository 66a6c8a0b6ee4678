import { defineMessages } from '../i18n/defineMessages';

/** The table of members, what their statuses are called, and how reading the rest of a large group stands. */
export const membersMessages = defineMessages('members', {
  tableLabel: 'Members of {group}',
  listLabel: 'List of {group}',
  loadingMembers: 'Loading members…',
  loadingMember: 'Member {place, number} is loading',

  nameColumn: 'Name',
  statusColumn: 'Status',
  emailColumn: 'Email or account ID',
  actionColumn: 'Action',
  resultColumn: 'Result',
  selectAll: 'Select all',
  selectName: 'Select {name}',
  idNotGiven: 'No account ID given',

  you: 'You',
  active: 'Active',
  guest: 'Guest',
  noAccess: 'No Confluence access',
  app: 'App',

  notListed: 'Confluence does not list the members',
  countedNoneListed:
    '{count, plural, one {It counts # member and lists none.} other {It counts # members and lists none of them.}}',
  noneListed: 'It says that there are members and lists none of them.',
  tryAgain: 'Try again',
  emptyGroup: 'Nobody is in this group',
  emptyList: 'Confluence lists nobody in this group',
  addFirst: 'Add the first people, or take them from a list.',
  addedElsewhere: 'People who are added show up here.',

  countedNotShown:
    '{count, plural, one {# more is counted but not shown: Confluence does not list everyone, such as people who are suspended.} other {# more are counted but not shown: Confluence does not list everyone, such as people who are suspended.}}',
  someShown:
    '{shown, plural, one {# member is shown, and there are more.} other {# members are shown, and there are more.}}',
  someOfAllShown: '{shown, number} of {total, number} members are shown.',

  loadEveryone: 'Load everyone',
  loadEveryoneIn: 'Load everyone in {group}?',
  restTakes:
    '{requests, plural, one {The rest takes # request and {time}.} other {The rest takes # requests and {time}.}}',
  loadingMembersOf: 'Loading members of {group}',
  loadedOfAll: '{loaded, number} of {total, number}',
  stopLoading: 'Stop loading',
  allLoaded: '{count, plural, one {# member is loaded: that is everyone.} other {All # members are loaded.}}',
  stopped: 'Loading was stopped.',
  changingTitle: 'This group changes too fast to load it whole',
  someOfAllRead: '{read, number} of {total, number} members of {group} are read.',
  changing: 'People join or leave while the rest is read.',
  limitUsedUpTitle: 'An hourly limit is used up',
  limitNearTitle: 'An hourly limit is nearly used up',
  limitUsedUp: 'Confluence takes no more for now. It can continue {when}.',
  limitNear: 'Reading stopped so that changes still work. It can continue {when}.',
  loadRest: 'Load the rest',
});
