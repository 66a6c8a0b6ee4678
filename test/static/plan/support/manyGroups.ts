import { json, type PageRequest, type PageResponse } from '../../support/bridge';
import { confluencePerson, pageOfPeople } from '../../support/people';

interface ManyGroup {
  id: string;
  name: string;
  managedBy: string;
  /** Those whom Confluence lists, by account id, and those whom it does not. */
  listed: ReadonlySet<string>;
  unlisted: ReadonlySet<string>;
}

/** A Confluence with any groups, in which it knows everybody but `nobody`. */
export class ManyGroups {
  readonly #groups = new Map<string, ManyGroup>();
  /** People of whom it does not say in which groups they are. */
  readonly refused = new Set<string>();
  /** People who are in more groups than it lists. */
  readonly moreGroups = new Set<string>();

  add(
    id: string,
    memberIds: readonly string[],
    managedBy = 'ADMINS',
    unlistedIds: readonly string[] = [],
  ): this {
    this.#groups.set(id, {
      ...{ id, name: id, managedBy, listed: new Set(memberIds), unlisted: new Set(unlistedIds) },
    });
    return this;
  }

  isMember(groupId: string, accountId: string): boolean {
    const group = this.#groups.get(groupId);
    return group !== undefined && (group.listed.has(accountId) || group.unlisted.has(accountId));
  }

  readonly answer = ({ path }: PageRequest): PageResponse => {
    const { pathname, searchParams } = new URL(path, 'https://site.example');
    const call = pathname.replace('/wiki/rest/api/', '');
    const [, groupId] = /^group\/(.+)\/membersByGroupId$/.exec(call) ?? [];
    if (groupId !== undefined) return this.#members(groupId, searchParams);
    if (call === 'user/memberof') return this.#groupsOf(searchParams.get('accountId') ?? '');
    const group = this.#groups.get(searchParams.get('id') ?? '');
    if (call === 'group/by-id' && group) return json(describe(group));
    return json({ message: `There is no ${pathname}.` }, 404);
  };

  #members(groupId: string, query: URLSearchParams): PageResponse {
    const { listed = new Set<string>(), unlisted = new Set() } = this.#groups.get(groupId) ?? {};
    const start = Number(query.get('start'));
    const end = start + Number(query.get('limit'));
    const page = [...listed].slice(start, end);
    return json(
      pageOfPeople(page.map(confluencePerson), {
        ...(end < listed.size && { next: `/rest/api/group/${groupId}/membersByGroupId?start=${end}` }),
        ...(query.get('shouldReturnTotalSize') === 'true' && { totalSize: listed.size + unlisted.size }),
      }),
    );
  }

  #groupsOf(accountId: string): PageResponse {
    if (accountId === 'nobody') return json({ message: 'No such user' }, 404);
    if (this.refused.has(accountId)) return json({ message: 'Odd' }, 400);
    const groups = [...this.#groups.values()].filter(({ id }) => this.isMember(id, accountId)).map(describe);
    // Pages that are empty although there are more.
    const more = this.moreGroups.has(accountId) ? { next: '/rest/api/user/memberof?start=1' } : {};
    return json(pageOfPeople(groups, more));
  }
}

function describe({ id, name, managedBy }: ManyGroup): object {
  return { id, name, managedBy };
}
