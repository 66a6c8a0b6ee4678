import { defineMessages } from '../i18n/defineMessages';

/** The tab "History". */
export const historyMessages = defineMessages('history', {
  history: 'History',
  changesOf: 'Changes of {name}',
  changes: 'Changes',
  reload: 'Reload',
  loading: 'Loading the history…',

  // Filters.
  filters: 'Filters',
  person: 'Person',
  group: 'Group',
  admin: 'Admin',
  action: 'Action',
  anyAction: 'All',
  actionName: '{action, select, remove {Removed} other {Added}}',
  outcome: 'Outcome',
  anyOutcome: 'All',
  outcomeName:
    '{outcome, select, done {Done} unchanged {No change needed} failed {Failed} unconfirmed {Not confirmed} other {Not attempted}}',
  from: 'From',
  to: 'To',
  filtersInUse: 'Filters in use',
  filterInUse: '{label}: {value}',
  removeFilter: 'Remove filter: {label} {value}',
  clearFilters: 'Clear filters',

  // The table.
  when: 'When ({zone})',
  what: 'What',
  undo: 'Undo',
  you: 'You',
  lookingUp: 'Looking up the name',
  moreGroups: 'and {count, number} more',
  otherAdmins: '{count, plural, one {and # other admin} other {and # other admins}}',
  reason: 'Reason: {reason}',
  notFinished: 'Not finished',
  undone: 'Undone',
  undoneInPart: 'Undone in part',
  undoOf: 'Undo of an earlier change',
  undoOfBy: 'Undo of an earlier change: {change}',
  unknownTime: 'Unknown',
  inBackgroundCount: '{count, number} in the background',
  inBackground: 'In the background',
  endsMemberships: 'Ends memberships whose date had come',

  // What a change of several people or groups did.
  titleNamed:
    '{what, select, remove {Removed {others, plural, =0 {{name}} one {{name} and # other} other {{name} and # others}} from {groups, plural, one {{group}} other {# groups}}} add {Added {others, plural, =0 {{name}} one {{name} and # other} other {{name} and # others}} to {groups, plural, one {{group}} other {# groups}}} addBack {Added {others, plural, =0 {{name}} one {{name} and # other} other {{name} and # others}} back to {groups, plural, one {{group}} other {# groups}}} other {Changed the groups of {others, plural, =0 {{name}} one {{name} and # other} other {{name} and # others}}}}',
  titleCounted:
    '{what, select, remove {Removed {total, plural, one {# person} other {# people}} from {group}} add {Added {total, plural, one {# person} other {# people}} to {group}} addBack {Added {total, plural, one {# person} other {# people}} back to {group}} removals {Made {total, plural, one {# removal} other {# removals}} in {groups, plural, one {{group}} other {# groups}}} additions {Made {total, plural, one {# addition} other {# additions}} in {groups, plural, one {{group}} other {# groups}}} other {Made {total, plural, one {# change} other {# changes}} in {groups, plural, one {{group}} other {# groups}}}}',
  titlePart:
    '{what, select, remove {Removed {done, number} of {total, plural, one {# person} other {# people}} from {group}} add {Added {done, number} of {total, plural, one {# person} other {# people}} to {group}} addBack {Added {done, number} of {total, plural, one {# person} other {# people}} back to {group}} removals {Made {done, number} of {total, plural, one {# removal} other {# removals}} in {groups, plural, one {{group}} other {# groups}}} additions {Made {done, number} of {total, plural, one {# addition} other {# additions}} in {groups, plural, one {{group}} other {# groups}}} other {Made {done, number} of {total, plural, one {# change} other {# changes}} in {groups, plural, one {{group}} other {# groups}}}}',
  titleWantedNamed:
    '{what, select, remove {Removal of {others, plural, =0 {{name}} one {{name} and # other} other {{name} and # others}} from {groups, plural, one {{group}} other {# groups}}} add {Addition of {others, plural, =0 {{name}} one {{name} and # other} other {{name} and # others}} to {groups, plural, one {{group}} other {# groups}}} addBack {Addition of {others, plural, =0 {{name}} one {{name} and # other} other {{name} and # others}} back to {groups, plural, one {{group}} other {# groups}}} other {Change of the groups of {others, plural, =0 {{name}} one {{name} and # other} other {{name} and # others}}}}',
  titleWantedCounted:
    '{what, select, remove {Removal of {total, plural, one {# person} other {# people}} from {group}} add {Addition of {total, plural, one {# person} other {# people}} to {group}} addBack {Addition of {total, plural, one {# person} other {# people}} back to {group}} removals {{total, plural, one {# removal} other {# removals}} in {groups, plural, one {{group}} other {# groups}}} additions {{total, plural, one {# addition} other {# additions}} in {groups, plural, one {{group}} other {# groups}}} other {{total, plural, one {# change} other {# changes}} in {groups, plural, one {{group}} other {# groups}}}}',
  outcomeCount:
    '{outcome, select, done {{count, number} done} unchanged {{count, number} not needed} failed {{count, number} failed} unconfirmed {{count, number} not confirmed} left {{count, number} left} other {{count, number} not attempted}}',

  // How much is shown.
  shown: '{count, plural, one {# change} other {# changes}}',
  shownNewest: '{count, plural, one {The newest change} other {The newest # changes}}',
  unreadable:
    '{count, plural, one {# entry was written by a newer version of this app and can’t be shown here.} other {# entries were written by a newer version of this app and can’t be shown here.}}',
  showMore: 'Show more',
  searchOlder: 'Search older changes',
  searchedTo: 'Searched back to {time}.',
  nothingSoFar: 'No change fits among those searched so far.',
  nothingYet: 'No changes yet',
  nothingYetText:
    'Changes made with this app are kept here for a year: who made them, when, and what became of each person. They can be undone from here.',
  nothingFits: 'No change fits',
  nothingFitsText: 'Nothing in the history fits all of the filters. Remove one to see more.',
  nothingOfPerson: 'No changes of this person',
  nothingOfPersonText:
    'This app did not change the groups of this person, as far back as its history goes: a year.',
  namesMissing: 'Confluence did not say who some of these people are, so their account IDs are shown.',
  lookUpAgain: 'Look up names again',

  // Why a change can’t be undone now.
  undoOffline: 'You are offline, so nothing can be undone now.',
  undoBusy: 'Other changes are being made. Undo works again once they have ended.',
  undoUnfinished: 'It can be undone once the change it is part of has ended.',

  fileAbout: 'Group Members',
  fileWhat: 'history',
  exportChanges: '{count, plural, one {Export # change} other {Export # changes}}',
});
