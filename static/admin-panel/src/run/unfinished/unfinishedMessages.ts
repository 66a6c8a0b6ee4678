import { defineMessages } from '../../i18n/defineMessages';

/** Changes that a closed tab or a lost connection left, to be continued or dismissed. */
export const unfinishedMessages = defineMessages('unfinished', {
  unfinished: 'Unfinished changes',
  ofOthers: 'Unfinished changes of other admins',
  announced:
    '{count, plural, one {# set of changes is unfinished.} other {# sets of changes are unfinished.}}',
  notChecked: 'Couldn’t check for unfinished changes.',
  tryAgain: 'Try again',
  showMore: 'Show {count, number} more',

  startedOn: 'Started by {admin} on {moment}.',
  started: 'Started by {admin}.',

  partial:
    'Nothing was changed. The page was gone before it had written down all of the changes, so they can’t be continued.',
  done: '{what, select, remove {{count, plural, one {# person was removed.} other {# people were removed.}}} add {{count, plural, one {# person was added.} other {# people were added.}}} addBack {{count, plural, one {# person was added back.} other {# people were added back.}}} other {{count, plural, one {# change was made.} other {# changes were made.}}}}',
  unchanged:
    '{what, select, remove {{count, plural, one {# person was not in the group.} other {# people were not in the group.}}} add {{count, plural, one {# person was in the group already.} other {# people were in the group already.}}} addBack {{count, plural, one {# person was in the group already.} other {# people were in the group already.}}} other {{count, plural, one {# change was not needed.} other {# changes were not needed.}}}}',
  unconfirmed:
    '{what, select, remove {{count, plural, one {# person may or may not have been removed.} other {# people may or may not have been removed.}}} add {{count, plural, one {# person may or may not have been added.} other {# people may or may not have been added.}}} addBack {{count, plural, one {# person may or may not have been added back.} other {# people may or may not have been added back.}}} other {{count, plural, one {# change may or may not have been made.} other {# changes may or may not have been made.}}}} No clear answer came. Continuing asks again, which does no harm.',
  unconfirmedSoFar:
    '{what, select, remove {{count, plural, one {# person may or may not have been removed.} other {# people may or may not have been removed.}}} add {{count, plural, one {# person may or may not have been added.} other {# people may or may not have been added.}}} addBack {{count, plural, one {# person may or may not have been added back.} other {# people may or may not have been added back.}}} other {{count, plural, one {# change may or may not have been made.} other {# changes may or may not have been made.}}}}',
  failed:
    '{what, select, remove {{count, plural, one {# removal failed.} other {# removals failed.}}} changes {{count, plural, one {# change failed.} other {# changes failed.}}} other {{count, plural, one {# addition failed.} other {# additions failed.}}}}',
  left: '{what, select, remove {{count, plural, one {# person is not removed yet.} other {# people are not removed yet.}}} add {{count, plural, one {# person is not added yet.} other {# people are not added yet.}}} addBack {{count, plural, one {# person is not added back yet.} other {# people are not added back yet.}}} other {{count, plural, one {# change is not made yet.} other {# changes are not made yet.}}}}',
  nothingYet: 'Nothing was changed yet.',
  onlyEnd: 'Every change has its outcome. Only the end is missing in the history: Dismiss adds it.',

  drivenByYou:
    '{what, select, remove {Right now, another page of yours may be removing these people.} add {Right now, another page of yours may be adding these people.} addBack {Right now, another page of yours may be adding these people back.} other {Right now, another page of yours may be making these changes.}}',
  drivenBy:
    '{what, select, remove {Right now, {admin} may be removing these people.} add {Right now, {admin} may be adding these people.} addBack {Right now, {admin} may be adding these people back.} other {Right now, {admin} may be making these changes.}}',
  continueFrom: 'If not, you can continue from {clock} on.',
  continueSoon: 'If not, you can continue soon.',
  waitForOwn: 'You can continue once the changes under way on this page are done.',

  drivenInBackground:
    '{what, select, remove {These people are being removed in the background, as {admin}.} add {These people are being added in the background, as {admin}.} addBack {These people are being added back in the background, as {admin}.} other {These changes are being made in the background, as {admin}.}}',
  waitsUntil: 'It continues {when}. No more is taken until then.',
  paused: 'An admin has paused it.',
  showProgress: 'Show progress',

  dismissQuestion:
    '{groups, plural, one {Dismiss the unfinished changes in {group}?} other {Dismiss the unfinished changes in # groups?}}',
  dismissed:
    '{groups, plural, one {Dismissed the unfinished changes in {group}.} other {Dismissed the unfinished changes in # groups.}}',
  endsAsIs: 'This ends them as they are. The history keeps them.',
  leftOut:
    '{what, select, remove {{count, plural, one {The person who is not removed yet stays in the group.} other {The # people who are not removed yet stay in the group.}}} add {{count, plural, one {The person who is not added yet stays out of the group.} other {The # people who are not added yet stay out of the group.}}} addBack {{count, plural, one {The person who is not added back yet stays out of the group.} other {The # people who are not added back yet stay out of the group.}}} other {{count, plural, one {The change that is not made yet is left out.} other {The # changes that are not made yet are left out.}}}}',
  staysOpen:
    '{what, select, remove {{count, plural, one {Whether # person was removed stays open.} other {Whether # people were removed stays open.}}} add {{count, plural, one {Whether # person was added stays open.} other {Whether # people were added stays open.}}} addBack {{count, plural, one {Whether # person was added back stays open.} other {Whether # people were added back stays open.}}} other {{count, plural, one {Whether # change was made stays open.} other {Whether # changes were made stays open.}}}}',
});
