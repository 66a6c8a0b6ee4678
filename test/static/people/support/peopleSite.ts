import type { Action } from '../../../../src/contract';
import { json, type PageRequest, type PageResponse } from '../../support/bridge';
import { pageOfPeople } from '../../support/people';

export const ADMIN = 'admin-1';

/** As Confluence describes a user. */
interface SiteUser {
  accountId: string;
  displayName: string;
  email?: string;
  accountType?: 'app';
  isGuest?: true;
  operations?: object[];
}

interface SiteGroup {
  id: string;
  name: string;
  managedBy: 'ADMINS' | 'EXTERNAL';
  memberIds: string[];
  access?: 'site-admin' | 'user';
}

const USERS: readonly SiteUser[] = [
  { accountId: ADMIN, displayName: 'Sasha Whitfield', email: 'sasha@example.com' },
  { accountId: 'imogen-1', displayName: 'Imogen Prescott', email: 'imogen@example.com' },
  { accountId: 'imogen-2', displayName: 'Imogen Prescott' },
  { accountId: 'robin-1', displayName: 'Robin Castellanos', email: 'robin@example.com', isGuest: true },
  { accountId: 'dana-1', displayName: 'Dana Okonkwo', email: 'dana@example.com', operations: [] },
  { accountId: 'digest-1', displayName: 'Design Digest', accountType: 'app' },
];

/** A Confluence with a few people and groups, as who administers it or does not is shown it. */
export class PeopleSite {
  /** Whether who looks administers Confluence. */
  isAdministrator = true;
  /** More groups than these are said to be a person's, and none is listed. */
  hidesGroups = false;
  readonly groups: SiteGroup[] = [
    group('g-sales', 'dept-sales', ['imogen-1']),
    group('g-all', 'all-staff', ['imogen-1', 'robin-1'], { access: 'user' }),
    group('g-admins', 'site-admins', ['imogen-1', ADMIN], { access: 'site-admin' }),
    group('g-okta', 'okta-engineering', ['imogen-1'], { managedBy: 'EXTERNAL' }),
    group('g-data', 'dept-data', []),
    group('g-okta-2', 'okta-sales', [], { managedBy: 'EXTERNAL' }),
  ];

  readonly answer = ({ path }: PageRequest): PageResponse => {
    const { pathname, searchParams } = new URL(path, 'https://site.example');
    switch (pathname.replace('/wiki/rest/api/', '')) {
      case 'user/bulk':
        return json(pageOfPeople(usersById(searchParams.getAll('accountId'))));
      case 'user/current':
        return json({ ...userOf(ADMIN), operations: this.isAdministrator ? [ADMINISTERS] : [USES] });
      case 'user/memberof':
        return this.#groupsOf(searchParams.get('accountId') ?? '');
      case 'search/user':
        return json(pageOfPeople(usersLike(searchParams.get('cql') ?? '')));
      case 'group':
        return json(pageOfPeople(this.#groupsWith(searchParams.get('accessType'))));
      case 'group/picker':
        return json(pageOfPeople(this.groups));
      default:
        return json({ message: `There is no ${pathname}.` }, 404);
    }
  };

  /** Does to a membership what a change does. */
  change(action: Action, groupId: string, accountId: string): void {
    const group = this.groups.find(({ id }) => id === groupId);
    if (!group) throw new Error(`There is no group ${groupId}.`);
    const others = group.memberIds.filter((id) => id !== accountId);
    group.memberIds = { add: [...others, accountId], remove: others }[action];
  }

  #groupsOf(accountId: string): PageResponse {
    if (!userOf(accountId)) return json({ message: 'There is no such account.' }, 404);
    const groups = this.groups.filter(({ memberIds }) => memberIds.includes(accountId));
    return json(pageOfPeople(groups, this.hidesGroups ? { next: '/memberof' } : {}));
  }

  /** Without an access, the first by name. */
  #groupsWith(access: string | null): readonly SiteGroup[] {
    return access === null ? this.groups : this.groups.filter((one) => one.access === access);
  }
}

const USES = { operation: 'use', targetType: 'application' };
const ADMINISTERS = { operation: 'administer', targetType: 'application' };

function group(
  id: string,
  name: string,
  memberIds: string[],
  special: Partial<Pick<SiteGroup, 'access' | 'managedBy'>> = {},
): SiteGroup {
  return { id, name, managedBy: 'ADMINS', memberIds, ...special };
}

function userOf(accountId: string): SiteUser | undefined {
  return USERS.find((user) => user.accountId === accountId);
}

function usersById(accountIds: readonly string[]): SiteUser[] {
  return USERS.filter(({ accountId }) => accountIds.includes(accountId)).map((user) => ({
    operations: [USES],
    ...user,
  }));
}

/** Those whose name has the words that CQL looks for. */
function usersLike(cql: string): object[] {
  const [, words = ''] = /~ "(.*)"/.exec(cql) ?? [];
  return USERS.filter(({ displayName }) => displayName.toLowerCase().includes(words)).map((user) => ({
    user: { operations: [USES], ...user },
  }));
}
