import { defineMessages } from '../i18n/defineMessages';

export const csvMessages = defineMessages('csv', {
  saved: 'Saved {name}.',
  notMade: 'The file could not be made. Check the connection and try again.',
  namelessGroup: 'group',
  groupColumn: 'Group',
  outcomeColumn: 'Outcome',
  detailsColumn: 'Details',
  inBackgroundColumn: 'In the background',
  yes: 'yes',
});
