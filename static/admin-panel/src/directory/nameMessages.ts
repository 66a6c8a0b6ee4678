import { defineMessages } from '../i18n/defineMessages';

/** Apart from what finding people says, which is not needed for the first rows. */
export const nameMessages = defineMessages('name', {
  unknownPerson: 'Unknown person',
  you: 'you',
  anotherAdmin: 'another admin',
});
