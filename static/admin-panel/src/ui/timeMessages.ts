import { defineMessages } from '../i18n/defineMessages';

/** Times inside sentences. */
export const timeMessages = defineMessages('time', {
  today: 'at {time}',
  otherDay: 'on {time}',
});
