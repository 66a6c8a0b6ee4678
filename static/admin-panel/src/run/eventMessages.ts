import { defineMessages } from '../i18n/defineMessages';

/** One change of the history, by itself: what it did to a person, and what became of it. */
export const eventMessages = defineMessages('event', {
  made: '{action, select, remove {Removed from {group}} addBack {Added back to {group}} other {Added to {group}}}',
  unchanged: '{action, select, remove {Was not in {group}} other {Was in {group} already}}',
  notMade:
    '{action, select, remove {Not removed from {group}} addBack {Not added back to {group}} other {Not added to {group}}}',
  open: '{action, select, remove {Perhaps removed from {group}} addBack {Perhaps added back to {group}} other {Perhaps added to {group}}}',
  toBeMade:
    '{action, select, remove {To be removed from {group}} addBack {To be added back to {group}} other {To be added to {group}}}',
  outcome:
    '{outcome, select, done {Done} undone {Undone since} unchanged {No change needed} failed {Failed} unconfirmed {Not confirmed} toBeMade {Not finished} notMade {Not made} other {Not attempted}}',
  soNow:
    '{action, select, remove {Not in the group now; whether this change did it is not known} other {In the group now; whether this change did it is not known}}',
  undo: '{action, select, remove {Undo removal from {group}} other {Undo addition to {group}}}',
});
