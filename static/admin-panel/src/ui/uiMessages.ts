import { defineMessages } from '../i18n/defineMessages';

export const uiMessages = defineMessages('ui', {
  cancel: 'Cancel',
  close: 'Close',
  warning: 'Warning',
  error: 'Error',
  aboutSeconds: '{count, plural, one {about a second} other {about # seconds}}',
  aboutMinutes: '{count, plural, one {about a minute} other {about # minutes}}',
});
