import { defineMessages } from '../../i18n/defineMessages';

/** Region "Memberships with an end date". */
export const dueMessages = defineMessages('due', {
  title: 'Memberships with an end date',
  loading: 'Loading the memberships that end…',
  offline: 'You are offline. The memberships come when the connection is back.',
  none: 'No membership has an end date. Choose one in “Add people”, or in the review of a list.',
  cannotList: 'The memberships with an end date could not be listed',
  cannotName: 'Some names could not be looked up',
  lookingUp: 'Looking up the name',
  you: 'You',
  listed: '{count, plural, one {# membership ends.} other {# memberships end, the soonest first.}}',
  listedFirst: 'The first {count, number} memberships that end, the soonest first.',
  showMore: 'Show more',

  // The table.
  person: 'Person',
  group: 'Group',
  until: 'Until',
  setBy: 'Set by',
  action: 'Action',
  hasCome: 'This date has come.',
  selectAll: 'Select all shown',
  select: 'Select {name}, {group}',
  changeDate: 'Change date',
  changeDateOf: 'Change date: {name}, {group}',
  changeDates: 'Change date ({count, number})',
  keep: 'Keep',
  keepOne: 'Keep {name} in {group}',
  keepSeveral: 'Keep ({count, number})',

  // The date has come, and the app did not remove them.
  overdue: 'Date has come, not removed by the app',
  oneOverdue: 'The membership of {name} in {group} was to end on {date}',
  overdueInGroup:
    '{count, plural, one {# membership in {group} was to end on {date}} other {# memberships in {group} were to end on {date}}}',
  overdueInGroups: '{count, number} memberships in {groups, number} groups were to end on {date}',
  actorUnavailable:
    'The app could not act for {admin}, who set the date: Atlassian does not let it use that sign-in.',
  notInEffect:
    'The app could not act for {admin}, who set the date: Confluence answered for someone else, or for nobody.',
  permission: 'Confluence does not let {admin}, who set the date, administer it any more.',
  unavailable: 'Confluence, the app’s storage or its queue did not answer for too long.',
  reviewToRemove: 'Review the removal to make it yourself.',
  reviewRemoval: 'Review removal',

  // Another date, or none.
  changeOneTitle: 'Change the date: {name} in {group}',
  changeTitle:
    '{count, plural, one {Change the date of # membership} other {Change the date of # memberships}}',
  newDate: 'New date',
  newDateHint:
    'After this day they are removed, in your name. If the app cannot act for you then, this page offers the removal for review.',
  chooseDate: 'Choose a date.',
  keepOneTitle: 'Keep {name} in {group}?',
  keepTitle: '{count, plural, one {Keep # membership?} other {Keep # memberships?}}',
  keepText:
    '{count, plural, one {The date is dropped: the app will not remove them from the group.} other {The dates are dropped: the app will not remove them from the groups.}}',
  changed:
    '{count, plural, one {Changed the date of # membership.} other {Changed the date of # memberships.}}',
  kept: '{count, plural, one {Dropped the date of # membership.} other {Dropped the dates of # memberships.}}',
  cannotChange: 'The date could not be changed',
  cannotKeep: 'The date could not be dropped',
  changedMeanwhile:
    'Someone else has changed this date, or the removal is under way. The list has been read anew: look before you try again.',
  endsWithRun: 'The date has to be an hour ahead at least, and at most 360 days after they were added.',
});
