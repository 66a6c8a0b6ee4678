import { bridge, json, type PageRequest, type PageResponse } from './bridge';
import { confluencePerson, pageOfPeople } from './people';

/** A Confluence with the group `g`, whose members a test takes out and puts in. */
export class GroupSite {
  /** Those whom it lists, by account id. */
  listed: string[];
  /** Those who are in the group, and whom it does not list. */
  unlisted: string[] = [];

  constructor(listed: string[]) {
    this.listed = listed;
  }

  static of(size: number): GroupSite {
    return new GroupSite(Array.from({ length: size }, (_, n) => `m${n}`));
  }

  readonly answer = ({ path }: PageRequest): PageResponse => {
    const { pathname, searchParams } = new URL(path, 'https://site.example');
    switch (pathname.replace('/wiki/rest/api/', '')) {
      case 'group/g/membersByGroupId':
        return this.#members(searchParams);
      case 'user/memberof':
        return json(pageOfPeople(this.#groupsOf(searchParams.get('accountId') ?? '')));
      case 'group/by-id':
        return json({ id: 'g', name: 'contractors' });
      default:
        return json({ message: `There is no ${pathname}.` }, 404);
    }
  };

  #members(query: URLSearchParams): PageResponse {
    const start = Number(query.get('start'));
    const end = start + Number(query.get('limit'));
    const hasNext = end < this.listed.length;
    return json(
      pageOfPeople(this.listed.slice(start, end).map(confluencePerson), {
        ...(hasNext && { next: `/rest/api/group/g/membersByGroupId?start=${end}` }),
        ...(query.get('shouldReturnTotalSize') === 'true' && {
          totalSize: this.listed.length + this.unlisted.length,
        }),
      }),
    );
  }

  #groupsOf(accountId: string): object[] {
    const isMember = [...this.listed, ...this.unlisted].includes(accountId);
    return isMember ? [{ id: 'g', name: 'contractors' }] : [];
  }
}

/** What the page asked for of the members and of each person's groups, in short. */
export function readsOf(): string[] {
  return bridge.requests.map(({ path }) => {
    const { pathname, searchParams } = new URL(path, 'https://site.example');
    const what = pathname.split('/').at(-1) ?? '';
    const start = searchParams.get('start');
    return searchParams.has('accountId')
      ? `${what} ${searchParams.get('accountId') ?? ''}`
      : `${what} ${start === null ? '' : `${start}+${searchParams.get('limit') ?? ''}`}`.trim();
  });
}
