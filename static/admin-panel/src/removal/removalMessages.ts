import { defineMessages } from '../i18n/defineMessages';

/** Removing one person from one group: what is offered, and what came of it. */
export const removalMessages = defineMessages('removal', {
  remove: 'Remove',
  removeName: 'Remove {name}',
  check: 'Check',
  checkName: 'Check {name}',
  undo: 'Undo',
  details: 'Details',
  detailsOf: 'Details of {name}',

  removing: 'Removing…',
  checking: 'Asking Confluence…',
  notRemoved: 'Not removed. {reason}.',
  notConfirmed: 'Not confirmed. {reason}.',
  nothingSent: 'Not removed, nothing was sent. {reason}.',
  notAttempted: 'Not attempted. Try again.',
  stillMember: 'Still in the group when Confluence was asked just now.',
  mayYetHappen: 'A removal that is still on its way may yet take place: check again in a moment.',
  stillNotKnown: 'Still not known. {reason}.',

  removed: 'Removed {name} from {group}.',
  gone: '{name} was not in {group} any more.',
  outcomeElsewhere: '{name} in {group}: {outcome}',
  checkedElsewhere: '{name} in {group} was checked.',
  absentList: 'Outcomes of people not in the list',
  absent: '{name} is not in the list.',
});
