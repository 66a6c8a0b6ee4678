import { defineMessages } from '../../i18n/defineMessages';

/** "Only rows where": filters by the columns of a table. */
export const listFilterMessages = defineMessages('listFilters', {
  onlyRows: 'Only rows where',
  passing: '{passing, number} of {rows, plural, one {# row passes.} other {# rows pass.}}',
  moreColumns: 'More columns',
  fewerColumns: 'Fewer columns',

  any: 'Any',
  older30: 'Over 30 days ago, or never',
  older90: 'Over 90 days ago, or never',
  older180: 'Over 180 days ago, or never',
  older365: 'Over 365 days ago, or never',
  never: 'Never',
  before: 'Before…',
  until: 'Up to…',
  from: 'From…',
  dayOf: '{title}: day',
  orderOf: '{title}: how dates are written',
  chooseOrder: 'How are dates written?',
  dayFirst: 'Day before month',
  monthFirst: 'Month before day',
  withEmpty: 'Also rows without a date ({count, number})',
  noDate:
    '{count, plural, one {# row has something else than a date here, and is left out.} other {# rows have something else than a date here, and are left out.}}',

  valueCount: '{value} ({count, number})',
  nothing: 'Nothing',
  atLeast: 'At least',
  atMost: 'At most',
});
