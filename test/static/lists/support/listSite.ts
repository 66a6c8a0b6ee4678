import type { Group, Person } from '../../../../src/contract';
import { browserTools } from '../../../../static/admin-panel/src/host/tools';
import { MemberList } from '../../../../static/admin-panel/src/members/memberList';
import { bridge, json, type PageRequest, type PageResponse } from '../../support/bridge';
import { confluencePerson, pageOfPeople } from '../../support/people';

export const CONTRACTORS: Group = { id: 'g-con', name: 'contractors' };
export const DESIGN: Group = { id: 'g-des', name: 'design' };
export const OKTA: Group = { id: 'g-okta', name: 'okta-engineering', managedBy: 'EXTERNAL' };

export const idOf = (name: string) => `712020:${name.toLowerCase()}000-0000-4000-8000`;

/** A person called by one word, who shows an address. */
export function personCalled(word: string): Person {
  return { ...hiddenPersonCalled(word), email: `${word}@x.com` };
}

/** One whose address is hidden. */
export function hiddenPersonCalled(word: string): Person {
  const [first = '', ...rest] = word;
  return {
    ...{ accountId: idOf(word), displayName: `${first.toUpperCase()}${rest.join('')} Person` },
    ...{ accountType: 'person', lacksAccess: false, guest: false },
  };
}

/** A Confluence with people and groups, to be changed before the page asks. */
export class ListSite {
  people: Person[] = ['ada', 'ben', 'cleo', 'dora', 'zoe'].map((word) => personCalled(word));
  groups: Group[] = [CONTRACTORS, DESIGN, OKTA];
  /** Says what it answers instead to some operations. */
  refuse: (operation: string) => PageResponse | undefined = () => undefined;

  /** A site that answers the page from now on; whatever was asked before is forgotten. */
  static open(): ListSite {
    const site = new ListSite();
    bridge.reset();
    bridge.answerConfluence(site.#answer);
    return site;
  }

  readonly #answer = ({ path }: PageRequest): PageResponse => {
    const { pathname, searchParams } = new URL(path, 'https://site.example');
    const operation = pathname.replace('/wiki/rest/api/', '');
    const refusal = this.refuse(operation);
    if (refusal) return refusal;
    switch (operation) {
      case 'user/bulk': {
        const wanted = searchParams.getAll('accountId');
        return this.#people(({ accountId }) => wanted.includes(accountId));
      }
      case 'search/user': {
        const [, words = ''] = /~ "(.*)"/.exec(searchParams.get('cql') ?? '') ?? [];
        const found = this.people.filter(({ displayName }) => displayName.toLowerCase().includes(words));
        return json({ results: found.map((person) => ({ user: described(person) })) });
      }
      case 'group':
        return json(pageOfPeople(searchParams.has('accessType') ? [] : this.groups));
      case 'group/picker': {
        const query = (searchParams.get('query') ?? '').toLowerCase();
        return json(pageOfPeople(this.groups.filter(({ name }) => name.toLowerCase().includes(query))));
      }
      case 'group/by-id': {
        const group = this.groups.find(({ id }) => id === searchParams.get('id'));
        return group ? json(group) : json({ message: 'There is no such group.' }, 404);
      }
      default:
        return json({ message: `There is no ${pathname}.` }, 404);
    }
  };

  #people(isWanted: (person: Person) => boolean): PageResponse {
    return json(pageOfPeople(this.people.filter(isWanted).map(described)));
  }
}

const described = ({ accountId, displayName, email }: Person) => ({
  ...{ ...confluencePerson(accountId), displayName },
  ...(email !== undefined && { email }),
});

/** A group's members, all of whom are read. */
export function membersOf(people: readonly Person[]): MemberList {
  const list = new MemberList();
  list.openedAt = browserTools.clock.now();
  list.place({ start: 0, limit: 200 }, { members: people, total: people.length, last: true }, list.mark());
  return list;
}

/** A file as one drops it. */
export function fileOf(name: string, ...lines: string[]): File {
  return new File([lines.join('\r\n')], name);
}
