import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, waitFor } from '@testing-library/react';
import type { Person } from '../../../../src/contract';
import { browserTools } from '../../../../static/admin-panel/src/host/tools';
import type { GroupMembers } from '../../../../static/admin-panel/src/lists/match/knownGroups';
import type { MatchedList } from '../../../../static/admin-panel/src/lists/match/matchedList';
import {
  useMatchedList,
  type MatchedListState,
} from '../../../../static/admin-panel/src/lists/match/useMatchedList';
import type { Mention, Mentions } from '../../../../static/admin-panel/src/lists/mention';
import { restLoaderOf } from '../../../../static/admin-panel/src/members/loading/restLoaderOf';
import { MemberList } from '../../../../static/admin-panel/src/members/memberList';
import { bridge, json, type PageRequest, type PageResponse } from '../../support/bridge';
import { confluencePerson, pageOfPeople } from '../../support/people';

const NO_BOOK = new Map<string, string>();

interface Account {
  accountId: string;
  name: string;
  email?: string;
}

const hidden = (name: string): Account => ({ accountId: `712020:${name.toLowerCase()}-0000`, name });
const account = (name: string, email = `${name.toLowerCase()}@x.com`): Account => ({
  ...hidden(name),
  email,
});

/** A Confluence with people and groups, which counts what it is asked. */
class Site {
  readonly asked: string[] = [];
  /** What it answers instead, while that gives an answer. */
  refuse: (what: string, query: string) => PageResponse | undefined = () => undefined;
  groups: Record<string, Account[]> = {};
  gate: Promise<void> | undefined;

  constructor(readonly people: Account[]) {}

  readonly answer = async ({ path }: PageRequest): Promise<PageResponse> => {
    const { pathname, searchParams } = new URL(path, 'https://site.example');
    const what = pathname.replace('/wiki/rest/api/', '');
    const members = /^group\/(.*)\/membersByGroupId$/.exec(what)?.[1];
    const cql = /~ "(.*)"/.exec(searchParams.get('cql') ?? '')?.[1] ?? '';
    this.asked.push(
      members !== undefined
        ? `${members} ${searchParams.get('start') ?? ''}+${searchParams.get('limit') ?? ''}`
        : cql || (searchParams.get('accessType') ?? `bulk ${searchParams.getAll('accountId').length}`),
    );
    await this.gate;
    const refusal = this.refuse(what, cql);
    if (refusal) return refusal;
    if (members !== undefined) return this.#members(this.groups[members] ?? [], searchParams);
    switch (what) {
      case 'user/bulk': {
        const ids = searchParams.getAll('accountId');
        return json(pageOfPeople(this.people.filter(({ accountId }) => ids.includes(accountId)).map(shown)));
      }
      case 'search/user': {
        const words = cql.split(' ');
        const found = this.people.filter(({ name }) =>
          words.every((word) => ` ${name.toLowerCase()}`.includes(` ${word}`)),
        );
        return json({ results: found.map((one) => ({ user: shown(one) })) });
      }
      case 'group':
        return json({ results: Object.keys(this.groups).map((id) => ({ id, name: id })) });
      default:
        return json({ message: `There is no ${what}.` }, 404);
    }
  };

  #members(members: readonly Account[], query: URLSearchParams): PageResponse {
    const start = Number(query.get('start'));
    const end = start + Number(query.get('limit'));
    return json(
      pageOfPeople(members.slice(start, end).map(shown), {
        ...(end < members.length && { next: `/rest/api/group/g/membersByGroupId?start=${end}` }),
        ...(query.get('shouldReturnTotalSize') === 'true' && { totalSize: members.length }),
      }),
    );
  }
}

const shown = ({ accountId, name, email }: Account) => ({
  ...confluencePerson(accountId),
  ...{ displayName: name },
  ...(email !== undefined && { email }),
});
const personOf = ({ accountId, name, email }: Account): Person => ({
  ...{ accountId, displayName: name, accountType: 'person', lacksAccess: false, guest: false },
  ...(email !== undefined && { email }),
});

/** The group `g`, of whose members so many are loaded. */
function groupOf(members: readonly Account[], loaded = members.length): GroupMembers {
  const list = new MemberList();
  const page = { members: members.slice(0, loaded).map(personOf), total: members.length };
  list.place({ start: 0, limit: loaded }, { ...page, last: loaded === members.length }, list.mark());
  return { id: 'g', list };
}

const many = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => account(`Person${n + from}`, `person${n + from}@x.com`));

type Named = Pick<Mention, 'accountId' | 'email' | 'name'>;
const listOf = (named: readonly Named[]): Mentions => ({
  mentions: named.map((one, n) => ({ file: 0, line: n + 1, text: '', ...one })),
  omissions: [],
  lines: named.length,
});
const emailsOf = (accounts: readonly Account[]) => listOf(accounts.map(({ email = '' }) => ({ email })));

interface Input {
  mentions: Mentions | undefined;
  group?: GroupMembers;
  book?: ReadonlyMap<string, string>;
}

let client: QueryClient;
let site: Site;

function show(input: Input) {
  let latest: MatchedListState | undefined;
  const told: MatchedListState[] = [];
  function List({ mentions, group, book = NO_BOOK }: Input) {
    latest = useMatchedList({ key: 'k', mentions, group, book, apart: false });
    told.push(latest);
    return null;
  }
  const page = (props: Input) => (
    <QueryClientProvider client={client}>
      <List {...props} />
    </QueryClientProvider>
  );
  const { rerender, unmount } = render(page(input));
  const state = () => {
    if (!latest) throw new Error('Nothing was drawn.');
    return latest;
  };
  return {
    ...{ state, told, leave: unmount },
    change: (props: Input) => rerender(page(props)),
    settled: async () => {
      await waitFor(() => expect(state()).toMatchObject({ isSettled: true }));
      return countsOf(state().matched);
    },
  };
}

/** How many are in each bin that is not empty. */
function countsOf(matched: MatchedList | undefined): Record<string, number> {
  if (!matched) return {};
  const { found, choices, unmatched, repeated, pending } = matched;
  const counts: Record<string, number> = {};
  const count = (bin: string) => (counts[bin] = (counts[bin] ?? 0) + 1);
  for (const { by } of found) count(by);
  for (const { why } of choices) count(why);
  for (const { why } of unmatched) count(why);
  repeated.forEach(() => count('repeated'));
  pending.forEach(() => count('pending'));
  return counts;
}

/** Lets nobody wait for the pace of reading, and has the time pass all the same. */
function hurry(): void {
  let aheadMs = 0;
  const sleep = (ms: number) => {
    aheadMs += ms;
    return new Promise<void>((resolve) => setTimeout(resolve));
  };
  vi.spyOn(browserTools, 'clock', 'get').mockReturnValue({ now: () => performance.now() + aheadMs, sleep });
}

function connect(people: Account[], groups: Record<string, Account[]> = {}): Site {
  site = new Site(people);
  site.groups = groups;
  bridge.answerConfluence(site.answer);
  return site;
}

/** Holds back what Confluence answers. @returns lets it go */
function hold(): () => void {
  let open: () => void = () => undefined;
  site.gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    site.gate = undefined;
    open();
  };
}

beforeEach(() => {
  bridge.reset();
  hurry();
  client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
});

it('has nothing to say where there is no list', () => {
  const { state } = show({ mentions: undefined });
  expect(state()).toMatchObject({ matched: undefined, progress: undefined, isSettled: false });
});

it('asks nothing of Confluence where the members tell everything', async () => {
  const members = many(3);
  connect(members);
  const { settled, state } = show({ mentions: emailsOf([...members, ...members]), group: groupOf(members) });
  expect(await settled()).toEqual({ email: 3, repeated: 3 });
  expect(state()).toMatchObject({ progress: undefined, offer: undefined, error: undefined });
  expect(site.asked).toEqual([]);
});

it('looks ids up by the hundred, addresses and names one by one, each once', async () => {
  connect([account('Ada'), hidden('Ben'), account('Cleo Marsh'), ...many(150)]);
  const mentions = listOf([
    ...many(150).map(({ accountId }) => ({ accountId })),
    { accountId: '712020:gone-0000' },
    { email: 'ADA@x.com' },
    { email: 'ada@x.com' },
    { email: 'ben@x.com', name: 'Ben' },
    { name: 'Marsh, Cleo' },
    { name: 'Nobody' },
  ]);
  const { settled } = show({ mentions });
  expect(await settled()).toEqual({
    ...{ accountId: 150, noSuchId: 1, email: 1, name: 2, noSuchName: 1, repeated: 1 },
  });
  expect(site.asked.filter((what) => what.startsWith('bulk')).length).toBeLessThanOrEqual(2);
  expect(site.asked.filter((what) => !what.startsWith('bulk'))).toEqual([
    ...['ada', 'ben', 'cleo marsh', 'nobody'],
    // By its name, once nobody has its address.
    'ben',
  ]);
});

it('keeps what was answered for the visit', async () => {
  connect([account('Ada'), account('Ben')]);
  const mentions = listOf([
    { accountId: account('Ada').accountId },
    { email: 'ben@x.com' },
    { name: 'Cleo' },
  ]);
  const first = show({ mentions });
  const counts = await first.settled();
  expect(counts).toEqual({ accountId: 1, email: 1, noSuchName: 1 });
  first.leave();
  const asked = site.asked.length;
  const again = show({ mentions: { ...mentions } });
  expect(await again.settled()).toEqual(counts);
  expect(site.asked).toHaveLength(asked);
});

describe('the rest of the members', () => {
  it('is read where that takes fewer requests than searching', async () => {
    const members = many(2_500);
    connect(members, { g: members });
    const { settled } = show({ mentions: emailsOf(members.slice(100, 130)), group: groupOf(members, 50) });
    expect(await settled()).toEqual({ email: 30 });
    expect(site.asked.every((what) => what.startsWith('g '))).toBe(true);
    expect(site.asked.length).toBeLessThan(16);
  });

  it('is not read where the directory finds the few that are wanted', async () => {
    const members = many(2_500);
    connect([account('Ada')], { g: members });
    const { settled } = show({ mentions: emailsOf([account('Ada')]), group: groupOf(members, 50) });
    expect(await settled()).toEqual({ email: 1 });
    expect(site.asked).toEqual(['ada']);
  });

  it('is read before it is said that nobody has an address', async () => {
    const members = [...many(2_500), account('Zoe', 'quite-different@x.com')];
    connect([], { g: members });
    const mentions = listOf([{ email: 'quite-different@x.com' }, { email: 'nobody@x.com' }]);
    const { settled } = show({ mentions, group: groupOf(members, 50) });
    expect(await settled()).toEqual({ email: 1, noSuchEmail: 1 });
  });

  it('is read together with the page of the group', async () => {
    const members = many(2_500);
    connect(members, { g: members });
    const group = groupOf(members, 50);
    const letGo = restLoaderOf('g', group.list).hold();
    const reading = restLoaderOf('g', group.list).start();
    const { settled } = show({ mentions: emailsOf(members.slice(100, 130)), group });
    expect(await settled()).toEqual({ email: 30 });
    expect(await reading).toEqual({ status: 'complete' });
    expect(new Set(site.asked).size).toBe(site.asked.length);
    letGo();
  });

  it('goes on being read where the list changes meanwhile', async () => {
    const members = many(2_500);
    connect(members, { g: members });
    const letGoOn = hold();
    const group = groupOf(members, 50);
    const { settled, change, state } = show({ mentions: emailsOf(members.slice(100, 130)), group });
    await waitFor(() => expect(state().progress?.stage).toBe('members'));
    change({ mentions: emailsOf(members.slice(100, 140)), group });
    letGoOn();
    expect(await settled()).toEqual({ email: 40 });
  });

  it('that cannot be read is said, and read after all', async () => {
    const members = many(2_500);
    connect([], { g: members });
    site.refuse = (what) => (what.includes('members') ? json({ message: 'No.' }, 403) : undefined);
    const { settled, state } = show({
      mentions: emailsOf(members.slice(100, 130)),
      group: groupOf(members, 50),
    });
    expect(await settled()).toEqual({ notAnswered: 30 });
    expect(state().error).toMatchObject({ kind: 'permission' });
    site.refuse = () => undefined;
    act(() => state().retry());
    expect(state().error).toBeUndefined();
    expect(await settled()).toEqual({ email: 30 });
  });
});

describe('searches', () => {
  it('of more than 200 are offered, and made once they are asked for', async () => {
    connect(many(300));
    const { settled, state } = show({ mentions: emailsOf(many(201)) });
    await waitFor(() => expect(state().offer).toEqual({ count: 201, seconds: 3 }));
    expect(state()).toMatchObject({ progress: undefined, isSettled: false });
    expect(site.asked).toEqual(['site-admin', 'admin', 'user']);
    act(() => state().ask());
    expect(state().offer).toBeUndefined();
    expect(await settled()).toEqual({ email: 201 });
    expect(site.asked).toHaveLength(204);
  });

  it('that are offered can be left out', async () => {
    connect(many(300));
    const { settled, state } = show({ mentions: emailsOf(many(201)) });
    await waitFor(() => expect(state().offer).toBeDefined());
    act(() => state().stop());
    expect(await settled()).toEqual({ notAsked: 201 });
    act(() => state().retry());
    await waitFor(() => expect(state().offer).toBeDefined());
  });

  it('are stopped, and what was found stays', async () => {
    connect(many(200));
    let searches = 0;
    let stop = (): void => undefined;
    site.refuse = (what) => {
      searches += what === 'search/user' ? 1 : 0;
      if (searches === 101) stop();
      return searches > 100 ? json({}, 503) : undefined;
    };
    const { settled, state } = show({ mentions: emailsOf(many(200)) });
    stop = () => state().stop();
    await waitFor(() => expect(searches).toBeGreaterThan(100));
    const counts = await settled();
    expect((counts.email ?? 0) + (counts.notAsked ?? 0)).toBe(200);
    expect(counts.email).toBeGreaterThan(0);
    expect(counts.notAsked).toBeGreaterThan(0);
    site.refuse = () => undefined;
    act(() => state().retry());
    expect(await settled()).toEqual({ email: 200 });
  });

  it('that were too many at once are made again', async () => {
    connect(many(60));
    let refusals = 5;
    site.refuse = (what) => {
      if (what !== 'search/user' || refusals === 0) return undefined;
      refusals -= 1;
      return json({}, 429, { 'ratelimit-reason': 'confluence-burst-based', 'retry-after': '1' });
    };
    const { settled, state } = show({ mentions: emailsOf(many(60)) });
    expect(await settled()).toEqual({ email: 60 });
    expect([site.asked.length, state().error]).toEqual([65, undefined]);
  });

  it('end where the hourly limit is used up, and say so', async () => {
    connect(many(60));
    site.refuse = () =>
      json({}, 429, { 'ratelimit-reason': 'confluence-quota-global-based', 'retry-after': '1800' });
    const { settled, state } = show({ mentions: emailsOf(many(60)) });
    expect(await settled()).toEqual({ notAnswered: 60 });
    expect(state().error).toMatchObject({ kind: 'rateLimited', limit: 'quota' });
    expect(site.asked.length).toBeLessThan(60);
  });

  it('that Confluence refuses concern their line alone', async () => {
    connect([account('Ada'), account('Ben')]);
    site.refuse = (_, query) => (query === 'ben' ? json({}, 400) : undefined);
    const { settled, state } = show({ mentions: listOf([{ email: 'ada@x.com' }, { email: 'ben@x.com' }]) });
    const counts = await settled();
    expect([counts.notAnswered, state().error]).toEqual([1, undefined]);
  });

  it('are fewer where a large group is read whose members show their addresses', async () => {
    const everybody = many(3_000);
    connect(everybody, { small: many(10), large: everybody });
    const { settled, told } = show({ mentions: emailsOf(everybody.slice(0, 1_000)) });
    expect(await settled()).toEqual({ email: 1_000 });
    expect(site.asked.some((what) => what.startsWith('person'))).toBe(false);
    expect(site.asked.length).toBeLessThan(25);
    expect(told.some(({ progress }) => progress?.stage === 'others')).toBe(true);
  });
});

it('asks about another file’s id before the directory, and does not believe it blindly', async () => {
  const [ada, ben] = [hidden('Ada'), account('Ben')];
  connect([ada, ben]);
  const book = new Map([
    ['a.l@x.com', ada.accountId],
    ['b.o@x.com', ben.accountId],
  ]);
  const { settled } = show({ mentions: listOf([{ email: 'a.l@x.com' }, { email: 'b.o@x.com' }]), book });
  expect(await settled()).toEqual({ otherFile: 1, noSuchEmail: 1 });
  expect(site.asked).toEqual(['bulk 2', 'b o']);
});

it('takes choices, keeps them for the visit, and leaves out those that are open', async () => {
  const [one, other] = [hidden('Ann Lee'), { ...hidden('Ann Lee'), accountId: '712020:other-0000' }];
  connect([one, other]);
  const mentions = listOf([{ name: 'Ann Lee' }, { name: 'Lee, Ann' }, { accountId: other.accountId }]);
  const first = show({ mentions });
  expect(await first.settled()).toEqual({ sameName: 2, accountId: 1 });
  const [mention] = mentions.mentions;
  if (!mention) throw new Error('There is a mention.');

  act(() => first.state().choose(mention, other.accountId));
  expect(first.state().isSettled).toBe(false);
  expect(await first.settled()).toEqual({ choice: 1, sameName: 1, repeated: 1 });
  expect(first.state().matched?.chosen).toMatchObject([{ chosen: other.accountId }]);
  first.leave();

  const again = show({ mentions: { ...mentions } });
  expect(await again.settled()).toEqual({ choice: 1, sameName: 1, repeated: 1 });
  act(() => again.state().leaveOutAll());
  await again.settled();
  expect(again.state().matched?.choices).toMatchObject([{ chosen: null }]);
  act(() => again.state().choose(mention, undefined));
  expect(await again.settled()).toEqual({ sameName: 2, accountId: 1 });
});

it('asks nothing more once it is not shown', async () => {
  connect(many(200));
  const letGoOn = hold();
  const { leave, state } = show({ mentions: emailsOf(many(200)) });
  await waitFor(() => expect(site.asked.length).toBeGreaterThan(0));
  const asked = site.asked.length;
  const before = state();
  leave();
  letGoOn();
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  // What was under way in either batch, at most.
  expect(site.asked.length - asked).toBeLessThanOrEqual(80);
  expect(state()).toBe(before);
});
