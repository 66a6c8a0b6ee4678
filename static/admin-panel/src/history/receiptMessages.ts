import { defineMessages } from '../i18n/defineMessages';

/** The page of one run: its receipt, for as long as the history keeps it. */
export const receiptMessages = defineMessages('receipt', {
  allChanges: 'All changes',

  admin: 'Admin',
  continuedBy: 'Also continued by',
  started: 'Started',
  ended: 'Ended',
  moment: '{time} ({zone})',
  unknownTime: 'Unknown',
  notFinished: 'Not finished',
  reason: 'Reason',
  until: 'Added until',
  endsMemberships: 'Ends memberships whose date had come',
  inBackground: 'In the background',
  undoOf: 'Undo of',
  openUndone: 'An earlier change',
  group: 'Group',
  groups: 'Groups',
  groupCount: '{count, plural, one {# group} other {# groups}}',
  historyOfGroup: 'All changes of this group',
  historyOf: 'All changes of this group: {group}',

  nothingToUndo: 'Nothing to undo',
  allUndone: 'Undone',
  reading: 'Reading these changes: {read, number} of {total, number}…',
  notAllRead: 'Only {read, number} of {total, number} changes could be read so far.',
  tryAgain: 'Try again',

  people: 'People in this change',
  name: 'Name',
  outcome: 'Outcome',
  action: 'Action',
  noPerson: 'No person with this account ID',
  settledBy: 'By {admin}',
  settledInBackground: 'In the background',
  settledInBackgroundAs: 'In the background, as {admin}',
  undo: 'Undo',
  undoOne: 'Undo {name}',
  undoOneIn: 'Undo {name} in {group}',
  showMore: 'Show more',
  shownPeople:
    '{what, select, changes {{count, plural, one {# change} other {# changes}}} other {{count, plural, one {# person} other {# people}}}}',
  shownPart:
    '{what, select, changes {{shown, number} of {count, plural, one {# change} other {# changes}}} other {{shown, number} of {count, plural, one {# person} other {# people}}}}',

  search: 'Search this change',
  lookingUp: 'Looking up names…',
  noneFits: 'No one fits “{query}”.',
  noneFitsOutcome: 'No one in this change has this outcome.',
  all: 'All ({count, number})',
  outcomeCount: '{outcome} ({count, number})',

  checking: 'Checking who is in the group',
  checked:
    '{end, select, stopped {Stopped. Checked {done, number} of {count, number}.} other {Checked {done, number} of {count, number}.}}',
  found: 'Found: {found}.',
  foundMade:
    '{what, select, remove {{count, number} removed} add {{count, number} added} addBack {{count, number} added back} other {{count, number} made}}',
  foundNotMade:
    '{what, select, remove {{count, number} still a member} other {{count, number} still not a member}}',
  foundSo:
    '{what, select, remove {{count, number} not in the group now (who removed them is not known)} other {{count, number} in the group now (who added them is not known)}}',
  foundUnknown:
    '{count, plural, one {# person Confluence does not know} other {# people Confluence does not know}}',
  foundUnanswered: '{count, number} that could not be checked',
});
