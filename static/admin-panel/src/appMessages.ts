import { defineMessages } from './i18n/defineMessages';

export const appMessages = defineMessages('app', {
  title: 'Group members',
  groups: 'Groups',
  people: 'People',
  history: 'History',
});
