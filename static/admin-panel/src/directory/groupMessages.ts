import { defineMessages } from '../i18n/defineMessages';

/** Groups, wherever one is named or chosen. */
export const groupMessages = defineMessages('group', {
  group: 'Group',
  groups: 'Groups',
  showGroups: 'Show groups',
  findByName: 'Find a group by name',
  searching: 'Searching…',
  offline: 'You are offline. The search goes on when the connection is back.',
  groupCount: '{count, plural, one {# group} other {# groups}}',
  moreCounted: 'and {count, number} more: type to narrow',
  more: 'and more: type to narrow',
  listedNone: 'Confluence says that there are groups, and lists none. Type more of the name.',
  noGroups: 'Confluence lists no groups.',
  noneMatches: 'No group name contains “{query}”.',
  givesAdministration: 'Gives administration',
  givesConfluence: 'Gives Confluence',
  identityProvider: 'Identity provider',
  managedReason:
    'An identity provider owns this group. Its members are changed there, and the change reaches Confluence with the next sync.',
});
