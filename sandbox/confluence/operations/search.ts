import { parseUserCql, type PersonFilter } from '../cql';
import { isActive } from '../permissions';
import type { Person } from '../site';
import type { Call, Handler } from './call';
import { pageAnswer, pageRequest } from './page';
import { representUser } from './representations';

/** Nothing here changes people, so one date serves all. */
const LAST_MODIFIED = '2025-01-01T00:00:00.000Z';

/** `GET search/user` */
export const searchUsers: Handler = (call) => {
  const cql = call.parameters.requiredText('cql');
  const matches = parseUserCql(cql);
  const isSearched = permissionFilter(call.parameters.text('sitePermissionTypeFilter'));
  const found = [...call.site.people.values()].filter((person) => isSearched(person) && matches(person));
  const page = pageRequest(call);
  const results = found.slice(page.start, page.start + page.limit).map((person) => result(call, person));
  return pageAnswer(call, page, results, found.length, {
    totalSize: found.length,
    cqlQuery: cql,
    searchDuration: 0,
  });
};

/** Which people `sitePermissionTypeFilter` leaves in: by default those with a license. */
function permissionFilter(filter: string | undefined): PersonFilter {
  const isGuest: PersonFilter = (person) => person.isGuest || person.isExternalCollaborator;
  if (filter === 'all') return () => true;
  if (filter === 'externalCollaborator') return isGuest;
  return (person) => !isGuest(person) && isActive(person);
}

function result(call: Call, person: Person): object {
  return {
    user: representUser(call, person),
    title: person.displayName,
    excerpt: '',
    url: `/people/${encodeURIComponent(person.accountId)}`,
    breadcrumbs: [],
    entityType: 'user',
    iconCssClass: 'aui-icon content-type-profile',
    lastModified: LAST_MODIFIED,
    score: 0,
  };
}
