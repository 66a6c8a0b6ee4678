import { defineMessages } from '../i18n/defineMessages';

/** How far changes are, what came of them, and what can be done next: the dock at the bottom, and the page of a run. */
export const dockMessages = defineMessages('dock', {
  progress: 'Progress',
  receipt: 'Receipt',

  doing:
    '{what, select, remove {Removing {count, plural, one {# person} other {# people}} from {group}} add {Adding {count, plural, one {# person} other {# people}} to {group}} addBack {Adding {count, plural, one {# person} other {# people}} back to {group}} other {Making {count, plural, one {# change} other {# changes}} in {groups, plural, one {{group}} other {# groups}}}}',
  progressOf:
    '{what, select, remove {Removing people from {group}} add {Adding people to {group}} addBack {Adding people back to {group}} other {Making changes in {groups, plural, one {{group}} other {# groups}}}}',
  didAll:
    '{what, select, remove {Removed {count, plural, one {# person} other {# people}} from {group}} add {Added {count, plural, one {# person} other {# people}} to {group}} addBack {Added {count, plural, one {# person} other {# people}} back to {group}} other {Made {count, plural, one {# change} other {# changes}} in {groups, plural, one {{group}} other {# groups}}}}',
  didSome:
    '{what, select, remove {Removed {done, number} of {count, plural, one {# person} other {# people}} from {group}} add {Added {done, number} of {count, plural, one {# person} other {# people}} to {group}} addBack {Added {done, number} of {count, plural, one {# person} other {# people}} back to {group}} other {Made {done, number} of {count, plural, one {# change} other {# changes}} in {groups, plural, one {{group}} other {# groups}}}}',
  didNamed:
    '{what, select, remove {Removed {names} from {group}} add {Added {names} to {group}} addBack {Added {names} back to {group}} other {Made {count, plural, one {# change} other {# changes}} in {groups, plural, one {{group}} other {# groups}} for {names}}}',
  names:
    '{people, plural, offset:2 =1 {{first}} =2 {{first} and {second}} one {{first}, {second}, and # other} other {{first}, {second}, and # others}}',

  doneOf:
    '{what, select, remove {{done, number} of {count, number} removed} add {{done, number} of {count, number} added} addBack {{done, number} of {count, number} added back} other {{done, number} of {count, number} made}}',
  unchangedCount:
    '{what, select, remove {{count, number} not in the group} add {{count, number} in the group already} addBack {{count, number} in the group already} other {{count, number} not needed}}',
  failedCount: '{count, number} failed',
  unconfirmedCount: '{count, number} not confirmed',
  secondsLeft: 'about {count, number} s left',
  minutesLeft: 'about {count, number} min left',
  percentDone: '{percent, number} percent done',

  titleDoing:
    '{percent, number} % · {what, select, remove {Removing…} add {Adding…} addBack {Adding back…} other {Making changes…}}',
  titlePaused: '{percent, number} % · Paused',

  running:
    '{page, select, needed {Keep this page open until they are done.} other {You can close this page: the changes go on in the background.}}',
  pausing: 'Pausing. What is under way is finished first.',
  paused:
    '{what, select, remove {Paused. No one is removed until you resume.} add {Paused. No one is added until you resume.} addBack {Paused. No one is added back until you resume.} other {Paused. Nothing is changed until you resume.}}',
  offline:
    '{page, select, needed {You are offline. It goes on by itself when the connection is back. Keep this page open.} other {You are offline. The changes go on in the background.}}',
  waitingUntil:
    '{page, select, needed {Paused until {clock}. It goes on by itself. Keep this page open.} other {Paused until {clock}. It goes on by itself, also when you close this page.}}',
  waiting:
    '{page, select, needed {Paused until Confluence takes more. It goes on by itself. Keep this page open.} other {Paused until Confluence takes more. It goes on by itself, also when you close this page.}}',
  stopping: 'Stopping. What is under way is finished first.',

  inBackground: 'In the background',
  goingOver: 'They go on in the background. Looking up how far they are…',
  madeInBackground:
    '{count, number} of {total, plural, one {# change was} other {# changes were}} made in the background.',
  madeInBackgroundAs:
    '{count, number} of {total, plural, one {# change was} other {# changes were}} made in the background, as {admin}.',

  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop',
  details: 'Details',

  stopped: 'Stopped.',
  reasons: 'What was not done',
  countOf: '{count, number} × {reason}',
  withReason: '{title}: {reason}',
  withQuotation: '{title}: Confluence said “{words}” ({reason})',
  notClosed:
    'The history has the outcome of each change, but not yet that this has ended. “Unfinished changes” on the Groups page offers to finish that.',
  andMore: 'and {count, number} more',
  andMoreInFile: 'and {count, number} more: the export has everyone',
  inGroup: '{person} in {group}',
  groups: 'Groups',

  undo: 'Undo',
  continueWith: 'Continue with {count, number}',
  retry: 'Retry {count, number}',
  check: 'Check {count, number}',
  checked: 'Checked {done, number} of {count, number}',
  stopChecking: 'Stop checking',
  export: 'Export',
  viewReceipt: 'View receipt',
  dismiss: 'Dismiss',
  waitUntilDone: 'Wait until the changes under way are done.',
  youAreOffline: 'You are offline.',

  takenByYou: 'It is another page of yours: look for it in your other tabs and windows.',
  takenBy: 'The other page is that of {admin}.',
  takenByWorker: 'They are made as {admin}.',
  csvName: 'receipt',
});
