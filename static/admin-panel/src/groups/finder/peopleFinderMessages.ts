import { defineMessages } from '../../i18n/defineMessages';

/** Finding people to put on a list, within a dialog. */
export const peopleFinderMessages = defineMessages('peopleFinder', {
  choose: 'Choose',
  choosePerson: 'Choose {name}',
  found: 'People found',
  checking: 'Checking membership…',
  foundCount: '{count, plural, one {# person found.} other {# people found.}}',
  foundMore: 'More people match than these. Type more of the name.',
  severalNamed: '{count, plural, one {# person is named here.} other {# people are named here.}}',
  findSeveral: '{count, plural, one {Find # person} other {Find # people}}',
  guest: 'Guest',
  app: 'App',
  noAccess: 'No Confluence access',
});
