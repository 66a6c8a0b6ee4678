import { defineMessages } from '../i18n/defineMessages';

/** What an error means for changes that were being made: whole sentences around those of `kindMessages`. */
export const runProblemMessages = defineMessages('runProblem', {
  nothingElse:
    '{what, select, remove {No one else is removed until then.} add {No one else is added until then.} addBack {No one else is added back until then.} other {Nothing else is changed until then.}}',
  askedAgain: 'People without an answer are asked about again.',
  chooseAgain:
    '{what, select, remove {Choose the others again to remove them.} add {Choose the others again to add them.} addBack {Choose the others again to add them back.} other {Choose the others again to change them.}}',
  open: '{what, select, remove {{count, plural, one {# person} other {# people}} may or may not have been removed: Check asks Confluence.} add {{count, plural, one {# person} other {# people}} may or may not have been added: Check asks Confluence.} addBack {{count, plural, one {# person} other {# people}} may or may not have been added back: Check asks Confluence.} other {{count, plural, one {# change} other {# changes}} may or may not have been made: Check asks Confluence.}}',
  nothingChanged: 'Nothing was changed.',
  nothingMoreChanged: 'Nothing more was changed.',
  groupsStopped:
    '{count, plural, one {Nothing more was changed in this group. The changes in other groups went on.} other {Nothing more was changed in these groups. The changes in other groups went on.}}',
});
