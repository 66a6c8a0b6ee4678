import { defineMessages } from '../i18n/defineMessages';

/** Memberships that are added until a date, wherever that is chosen. */
export const untilMessages = defineMessages('until', {
  until: 'Until (optional)',
  hint: 'After this day they are removed again, in your name. If the app cannot act for you then, the Groups page offers the removal for review.',
  halfTyped: 'This date is not whole. Complete it, or clear it.',
  hasCome: 'This day has come already. Choose {day} or a later day.',
  tooLate: 'This day is too far ahead. Choose {day} or an earlier day.',
  correctFirst: 'Correct the date first.',

  // What it means, beside what is added.
  added: 'They are added, and removed again at the end of {day}.',
  additionsOnly:
    '{count, plural, one {The date is for the addition only: that person is removed again at the end of {day}. Removals have no date: nobody is put back.} other {The date is for the # additions only: those added are removed again at the end of {day}. Removals have no date: nobody is put back.}}',
  asPlanned:
    '{isWhole, select, yes {As it was planned, those added are removed again at the end of {day}.} other {As it was planned, those added are removed again on {day}.}}',
});
