import type { Change, Group } from '../../../../src/contract';
import { json, type PageRequest, type PageResponse } from '../../support/bridge';
import { pageOfPeople } from '../../support/people';

/** Who looks. */
export const ME = 'admin-1';

interface SiteGroup extends Group {
  memberIds: string[];
}

/** A Confluence with groups that share people, to be changed before the page asks. */
export class CompareSite {
  isAdministrator = true;
  /** Operations that Confluence does not answer now, such as `user/memberof`. */
  readonly down = new Set<string>();
  /** Account ids whom `membersByGroupId` counts and leaves out, everywhere or, after the id of a group and a blank, there. */
  readonly unlisted = new Set<string>();
  readonly groups: SiteGroup[] = [
    { id: 'g-con', name: 'contractors', memberIds: ['ada', 'bo', 'cy', 'dee'] },
    { id: 'g-des', name: 'design-team', memberIds: ['dee', 'eve', 'fay'] },
    { id: 'g-one', name: 'one-person', memberIds: ['ada'] },
    { id: 'g-okta', name: 'okta-engineering', managedBy: 'EXTERNAL', memberIds: ['ada', 'gus'] },
    // The last of them are in no small group: they come late when it is read.
    { id: 'g-all', name: 'all-staff', memberIds: [...numbered(2_400), 'ada', 'bo', 'eve'] },
    { id: 'g-site', name: 'whole-site', memberIds: [...numbered(2_600), 'ada'] },
  ];

  readonly answer = ({ path }: PageRequest): PageResponse => {
    const { pathname, searchParams: query } = new URL(path, 'https://site.example');
    const operation = pathname.replace('/wiki/rest/api/', '');
    const [, listed] = /^group\/(.*)\/membersByGroupId$/.exec(operation) ?? [];
    // So long that nothing asks again by itself.
    if (this.down.has(operation)) return json({ message: 'Not now.' }, 503, { 'retry-after': '600' });
    if (listed !== undefined) return this.#members(listed, query);
    switch (operation) {
      case 'group/by-id':
        return this.#group(query.get('id'));
      case 'group/picker':
        return json(pageOfPeople(this.groups.filter(({ name }) => name.includes(query.get('query') ?? ''))));
      case 'group':
        return json(pageOfPeople(query.has('accessType') ? [] : this.groups));
      case 'user/current':
        return json({ ...described(ME), operations: [this.isAdministrator ? ADMINISTERS : USES] });
      case 'user/bulk':
        return json(pageOfPeople(query.getAll('accountId').map(described)));
      case 'search/user':
        return json(pageOfPeople(this.#peopleLike(query.get('cql') ?? '')));
      case 'user/memberof':
        return json(
          pageOfPeople(this.groups.filter((one) => one.memberIds.includes(query.get('accountId') ?? ''))),
        );
      default:
        return json({ message: `There is no ${pathname}.` }, 404);
    }
  };

  /** Does to a membership what a change does. */
  change({ action, groupId, accountId }: Change): void {
    const changed = this.groups.find(({ id }) => id === groupId);
    if (!changed) throw new Error(`There is no group ${groupId}.`);
    const others = changed.memberIds.filter((id) => id !== accountId);
    changed.memberIds = { add: [...others, accountId], remove: others }[action];
  }

  /** Those of small groups whose name has the words that CQL looks for. */
  #peopleLike(cql: string): object[] {
    const [, words = ''] = /~ "(.*)"/.exec(cql) ?? [];
    const small = this.groups.filter(({ memberIds }) => memberIds.length < 10);
    const ids = new Set(small.flatMap(({ memberIds }) => memberIds));
    return [...ids].filter((id) => words.includes(id)).map((id) => ({ user: described(id) }));
  }

  #group(groupId: string | null): PageResponse {
    const found = this.groups.find(({ id }) => id === groupId);
    return found ? json(found) : json({ message: 'There is no such group.' }, 404);
  }

  #members(groupId: string, query: URLSearchParams): PageResponse {
    const memberIds = this.groups.find(({ id }) => id === groupId)?.memberIds ?? [];
    const listed = memberIds.filter((id) => !this.unlisted.has(id) && !this.unlisted.has(`${groupId} ${id}`));
    const start = Number(query.get('start'));
    const end = start + Number(query.get('limit'));
    return json(
      pageOfPeople(listed.slice(start, end).map(described), {
        ...(end < listed.length && { next: `/rest/api/group/${groupId}/membersByGroupId?start=${end}` }),
        ...(query.get('shouldReturnTotalSize') === 'true' && { totalSize: memberIds.length }),
      }),
    );
  }
}

const USES = { operation: 'use', targetType: 'application' };
const ADMINISTERS = { operation: 'administer', targetType: 'application' };

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `m${n}`);
}

function described(accountId: string): object {
  return {
    ...{ type: 'known', accountType: 'atlassian', operations: [USES] },
    ...{ accountId, displayName: `Name ${accountId}`, email: `${accountId}@example.com` },
  };
}
