import { defineMessages } from '../i18n/defineMessages';

/** What becomes of changes, and what is said where the rest of the words may be missing. */
export const runMessages = defineMessages('run', {
  waiting: 'Waiting',
  underWay: '{what, select, remove {Removing…} add {Adding…} addBack {Adding back…} other {Making…}}',
  done: '{what, select, remove {Removed} add {Added} addBack {Added back} other {Made}}',
  undone:
    '{what, select, remove {Removed, added back since} add {Added, removed since} addBack {Added back, removed since} other {Made, taken back since}}',
  unchanged:
    '{what, select, remove {Was not in the group} add {Was in the group already} addBack {Was in the group already} other {No change needed}}',
  failed: 'Failed',
  notMade:
    '{what, select, remove {Still a member} add {Still not a member} addBack {Still not a member} other {Not made}}',
  unconfirmed: 'Not confirmed',
  notAttempted:
    '{what, select, remove {Not removed yet} add {Not added yet} addBack {Not added back yet} other {Not made yet}}',

  notBegun:
    '{what, select, remove {No one was removed} add {No one was added} addBack {No one was added back} other {The changes were not made}}',
  notBegunText:
    '{groups, plural, one {Part of this page could not be loaded. Nothing was changed in {group}. Try again. If that does not help, reload the page.} other {Part of this page could not be loaded. Nothing was changed in # groups. Try again. If that does not help, reload the page.}}',
  close: 'Close',

  pausedInstead:
    '{what, select, remove {Removing people from {group} is paused: {done, number} of {count, plural, one {# person} other {# people}} were removed.} add {Adding people to {group} is paused: {done, number} of {count, plural, one {# person} other {# people}} were added.} addBack {Adding people back to {group} is paused: {done, number} of {count, plural, one {# person} other {# people}} were added back.} other {The changes that were being made are paused: {done, number} of {count, plural, one {# change} other {# changes}} were made.}} Reload the page to continue.',
});
