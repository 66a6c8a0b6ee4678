import type { Group } from '../../../../src/contract';
import { bridge, json, type PageRequest, type PageResponse } from '../../support/bridge';
import { pageOfPeople } from '../../support/people';

/** Who looks. */
export const ME = 'admin-1';

/** As Confluence describes a user; what is left out is as of a person who can use it. */
interface SiteUser {
  accountId: string;
  displayName: string;
  email?: string;
  accountType?: 'app';
  isGuest?: true;
}

interface SiteGroup extends Group {
  access?: 'site-admin' | 'user';
}

/** A Confluence with some groups and people, to be changed before the page asks. */
export class GroupsSite {
  isAdministrator = true;
  /** Operations that Confluence does not answer now, such as `group`. */
  readonly down = new Set<string>();
  /** Groups that `GET group` does not list: they come after its first page. */
  unlisted: SiteGroup[] = [];
  groups: SiteGroup[] = [
    { id: 'g-all', name: 'all-staff', access: 'user' },
    { id: 'g-con', name: 'contractors' },
    { id: 'g-okta', name: 'okta-engineering', managedBy: 'EXTERNAL' },
    { id: 'g-admins', name: 'site-admins', access: 'site-admin' },
  ];
  users: SiteUser[] = [
    { accountId: ME, displayName: 'Sasha Whitfield', email: 'sasha@example.com' },
    { accountId: 'ada-1', displayName: 'Ada Lovelace', email: 'ada@example.com' },
    { accountId: 'caleb-1', displayName: 'Caleb Norris', email: 'caleb@example.com', isGuest: true },
    { accountId: 'imogen-1', displayName: 'Imogen Prescott', email: 'imogen@example.com' },
    { accountId: 'imogen-2', displayName: 'Imogen Prescott' },
    { accountId: 'digest-1', displayName: 'Design Digest', accountType: 'app' },
  ];
  /** Who is in `contractors`. */
  members = new Set(['imogen-1']);

  /** A site that answers the page from now on; whatever was asked before is forgotten. */
  static open(): GroupsSite {
    const site = new GroupsSite();
    bridge.reset();
    bridge.answerConfluence(site.#answer);
    return site;
  }

  readonly #answer = ({ path }: PageRequest): PageResponse => {
    const { pathname, searchParams } = new URL(path, 'https://site.example');
    const operation = pathname.replace('/wiki/rest/api/', '');
    if (this.down.has(operation)) return json({ message: 'Not now.' }, 503);
    switch (operation) {
      case 'group':
        return json(this.#groupsWith(searchParams.get('accessType')));
      case 'group/by-id':
        return this.#groupOf(searchParams.get('id'));
      case 'group/g-con/membersByGroupId':
        return json(pageOfPeople(this.#usersById([...this.members]), { totalSize: this.members.size }));
      case 'user/current':
        return json({ ...this.users[0], operations: [this.isAdministrator ? ADMINISTERS : USES] });
      case 'user/bulk':
        return json(pageOfPeople(this.#usersById(searchParams.getAll('accountId'))));
      case 'user/memberof':
        return json(pageOfPeople(this.#groupsOf(searchParams.get('accountId') ?? '')));
      case 'search/user':
        return json(pageOfPeople(this.#usersLike(searchParams.get('cql') ?? '')));
      default:
        return json({ message: `There is no ${pathname}.` }, 404);
    }
  };

  /** Without an access, the first by name. */
  #groupsWith(access: string | null): object {
    if (access !== null) return pageOfPeople(this.groups.filter((one) => one.access === access));
    return pageOfPeople(this.groups, this.unlisted.length > 0 ? { next: '/rest/api/group?start=50' } : {});
  }

  #groupOf(groupId: string | null): PageResponse {
    const group = [...this.groups, ...this.unlisted].find(({ id }) => id === groupId);
    return group ? json(group) : json({ message: 'There is no such group.' }, 404);
  }

  #groupsOf(accountId: string): object[] {
    return this.members.has(accountId) ? [{ id: 'g-con', name: 'contractors' }] : [];
  }

  #usersById(accountIds: readonly string[]): object[] {
    return this.users.filter(({ accountId }) => accountIds.includes(accountId)).map(described);
  }

  /** Those whose name has the words that CQL looks for. */
  #usersLike(cql: string): object[] {
    const [, words = ''] = /~ "(.*)"/.exec(cql) ?? [];
    return this.users
      .filter(({ displayName }) => displayName.toLowerCase().includes(words))
      .map((user) => ({ user: described(user) }));
  }
}

const USES = { operation: 'use', targetType: 'application' };
const ADMINISTERS = { operation: 'administer', targetType: 'application' };

function described(user: SiteUser): object {
  return { type: 'known', accountType: 'atlassian', operations: [USES], ...user };
}
