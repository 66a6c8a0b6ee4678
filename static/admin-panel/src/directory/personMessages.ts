import { defineMessages } from '../i18n/defineMessages';

/** Finding a person by typing, wherever one is chosen. */
export const personMessages = defineMessages('person', {
  placeholder: 'Name, email, or account ID',
  showPeople: 'Show people: {label}',
  typeMore: 'Type at least two letters of a name.',
  typeToFind: 'Type a name, an email address, or an account ID.',
  suggested:
    '{count, plural, one {# suggestion. Type to find others.} other {# suggestions. Type to find others.}}',
  searching: 'Searching…',
  offline: 'You are offline. The search goes on when the connection is back.',
  found: '{count, plural, one {# person} other {# people}}',
  foundMore:
    '{count, plural, one {# person, and more: type to narrow} other {# people, and more: type to narrow}}',
  none: 'No person in the directory matches “{query}”.',
  onlyId: 'No person in the directory has this account ID. It can be chosen all the same.',
});
