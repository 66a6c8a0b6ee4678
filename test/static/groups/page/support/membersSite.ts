import type { Change } from '../../../../../src/contract';
import { json, type PageRequest, type PageResponse } from '../../../support/bridge';
import { pageOfPeople } from '../../../support/people';

/** As Confluence describes a user; of one who can use it where nothing else is said. */
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
  access?: 'user';
}

export const ZOE: SiteUser = {
  ...{ accountId: 'zoe-1', displayName: 'Zoë Ångström-Çelik', email: 'zoe@example.com' },
};
export const ROBIN: SiteUser = {
  ...{ accountId: 'robin-1', displayName: 'Robin Castellanos', isGuest: true },
};
/** Is in no group but `contractors`. */
const CHLOE: SiteUser = {
  ...{ accountId: 'chloe-1', displayName: 'Chloe Hughes', email: 'chloe@example.com' },
};
/** Who looks. */
const ADMIN: SiteUser = { accountId: 'admin-1', displayName: 'Sasha Whitfield', email: 'sasha@example.com' };

const DESIGNERS: readonly SiteUser[] = [
  ...[ADMIN, ZOE, ROBIN],
  { accountId: 'dana-1', displayName: 'Dana Okonkwo', email: 'dana@example.com', operations: [] },
  { accountId: 'digest-1', displayName: 'Design Digest', accountType: 'app' },
];

/** A Confluence with groups of different sizes, to be changed before the page asks. */
export class MembersSite {
  isAdministrator = true;
  /** What Confluence answers a change instead of making it. */
  refusal: number | undefined;
  readonly users: readonly SiteUser[] = [...DESIGNERS, CHLOE, ...employees(2_500)];
  readonly groups: readonly SiteGroup[] = [
    group('g-design', 'design-team', idsOf(DESIGNERS)),
    group('g-con', 'contractors', idsOf([CHLOE, ...this.users.slice(-239)])),
    group('g-all', 'all-staff', idsOf(this.users.slice(0, 2_500)), { access: 'user' }),
    group('g-empty', 'empty-group', []),
    group('g-okta', 'okta-engineering', idsOf([ROBIN]), { managedBy: 'EXTERNAL' }),
  ];

  readonly answer = ({ path }: PageRequest): PageResponse => {
    const { pathname, searchParams: query } = new URL(path, 'https://site.example');
    const operation = pathname.replace('/wiki/rest/api/', '');
    const [, listed] = /^group\/(.*)\/membersByGroupId$/.exec(operation) ?? [];
    if (listed !== undefined) return this.#members(listed, query);
    switch (operation) {
      case 'group/by-id':
        return json(this.#groupOf(query.get('id') ?? ''));
      case 'group':
        return json(pageOfPeople(this.groups.filter(({ access }) => access === query.get('accessType'))));
      case 'group/picker':
        return json(pageOfPeople(this.groups.filter(({ name }) => name.includes(query.get('query') ?? ''))));
      case 'user/current':
        return json({ ...ADMIN, operations: [this.isAdministrator ? ADMINISTERS : USES] });
      case 'user/memberof':
        return json(
          pageOfPeople(
            this.groups.filter(({ memberIds }) => memberIds.includes(query.get('accountId') ?? '')),
          ),
        );
      case 'user/bulk':
        return json(pageOfPeople(this.#described(query.getAll('accountId'))));
      case 'search/user':
        return json(pageOfPeople(this.#usersLike(query.get('cql') ?? '')));
      default:
        return json({ message: `There is no ${pathname}.` }, 404);
    }
  };

  /** Does to a membership what a change does. @returns the status of the answer */
  change({ action, groupId, accountId }: Change): number {
    if (this.refusal !== undefined) return this.refusal;
    const changed = this.#groupOf(groupId);
    const others = changed.memberIds.filter((id) => id !== accountId);
    changed.memberIds = { add: [...others, accountId], remove: others }[action];
    return 204;
  }

  #groupOf(groupId: string): SiteGroup {
    const found = this.groups.find(({ id }) => id === groupId);
    if (!found) throw new Error(`There is no group ${groupId}.`);
    return found;
  }

  #members(groupId: string, query: URLSearchParams): PageResponse {
    const { memberIds } = this.#groupOf(groupId);
    const start = Number(query.get('start'));
    const end = start + Number(query.get('limit'));
    return json(
      pageOfPeople(this.#described(memberIds.slice(start, end)), {
        ...(end < memberIds.length && { next: `/rest/api/group/${groupId}/membersByGroupId?start=${end}` }),
        ...(query.get('shouldReturnTotalSize') === 'true' && { totalSize: memberIds.length }),
      }),
    );
  }

  #described(accountIds: readonly string[]): object[] {
    const wanted = new Set(accountIds);
    return this.users.filter(({ accountId }) => wanted.has(accountId)).map(described);
  }

  /** Those whose name has the words that CQL looks for. */
  #usersLike(cql: string): object[] {
    const [, words = ''] = /~ "(.*)"/.exec(cql) ?? [];
    return this.users
      .filter(({ displayName }) => displayName.toLowerCase().includes(words.toLowerCase()))
      .map((user) => ({ user: described(user) }));
  }
}

const USES = { operation: 'use', targetType: 'application' };
const ADMINISTERS = { operation: 'administer', targetType: 'application' };

function described(user: SiteUser): object {
  return { type: 'known', accountType: 'atlassian', operations: [USES], ...user };
}

function employees(count: number): SiteUser[] {
  return Array.from({ length: count }, (_, n) => ({
    ...{ accountId: `m-${n}`, displayName: `Member ${n}`, email: `m${n}@example.com` },
  }));
}

function idsOf(users: readonly SiteUser[]): string[] {
  return users.map(({ accountId }) => accountId);
}

function group(
  id: string,
  name: string,
  memberIds: string[],
  special: Partial<Pick<SiteGroup, 'access' | 'managedBy'>> = {},
): SiteGroup {
  return { id, name, managedBy: 'ADMINS', memberIds, ...special };
}
