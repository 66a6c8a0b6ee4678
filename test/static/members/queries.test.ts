import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { browserTools } from '../../../static/admin-panel/src/host/tools';
import type { MemberList } from '../../../static/admin-panel/src/members/memberList';
import { forgetMembers, membersQuery, reloadMembers } from '../../../static/admin-panel/src/members/queries';
import { bridge, json, type PageResponse } from '../support/bridge';
import { GroupSite, readsOf } from '../support/groupSite';
import { idsOf, person } from './churningGroup';

const FIRST = 'membersByGroupId 0+50';
const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
let site = GroupSite.of(3);
let hide: () => void = () => undefined;

beforeEach(() => {
  client.clear();
  bridge.reset();
  answerWith(GroupSite.of(3));
});
afterEach(() => hide());

function answerWith(group: GroupSite): void {
  site = group;
  bridge.answerConfluence(group.answer);
}

const known = () => client.getQueryData(membersQuery('g').queryKey);
const loaded = () => idsOf(known()?.loaded() ?? []);
const state = () => client.getQueryState(membersQuery('g').queryKey);

/** The group is on the page, until the test is over. @returns the lists that were shown, in order */
function show(): (MemberList | undefined)[] {
  const lists: (MemberList | undefined)[] = [];
  hide = new QueryObserver(client, membersQuery('g')).subscribe(({ data }) => {
    if (lists.at(-1) !== data) lists.push(data);
  });
  return lists;
}

/** Holds answers back from now on. @returns lets them go */
function hold(): () => void {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  bridge.answerConfluence(async (request) => {
    // Confluence has read it before the page gets it.
    const answer = site.answer(request);
    await released;
    return answer;
  });
  return release;
}

/** As far as promises go by themselves. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

it('opens a group with its first members and how many there are, in one request', async () => {
  answerWith(GroupSite.of(240));
  const before = browserTools.clock.now();
  const list = await client.query(membersQuery('g'));
  expect([list.size, list.total, list.length]).toEqual([50, 240, 240]);
  expect(readsOf()).toEqual([FIRST]);
  expect(list.openedAt).toBeGreaterThanOrEqual(before);
  expect(list.openedAt).toBeLessThanOrEqual(browserTools.clock.now());
});

it('keeps a first view for coming back, where the admin left while it was read', async () => {
  const release = hold();
  show();
  hide();
  release();
  await settle();
  await settle();
  expect(loaded()).toEqual(['m0', 'm1', 'm2']);
  show();
  await settle();
  expect(readsOf()).toEqual([FIRST]);
});

it('says why a group could not be read', async () => {
  bridge.answerConfluence(() => json({ message: 'No such group' }, 404));
  await expect(client.query(membersQuery('g'))).rejects.toMatchObject({ error: { status: 404 } });
});

describe('a reload', () => {
  /** A group that is shown, of which everybody is loaded. */
  async function showWhole(size: number): Promise<(MemberList | undefined)[]> {
    answerWith(GroupSite.of(size));
    const list = await client.query(membersQuery('g'));
    for (const stretch of list.allMissing(200)) {
      const { members, nextStart } = pageIn(site, stretch);
      list.place(stretch, { members, last: nextStart === undefined }, list.mark());
    }
    expect(list.isComplete).toBe(true);
    bridge.requests.length = 0;
    return show();
  }

  it('replaces a group that was read whole at once by all who are in it now', async () => {
    const lists = await showWhole(450);
    site.listed.push('new');
    const reloaded = client.refetchQueries({ queryKey: membersQuery('g').queryKey });
    await reloaded;
    expect(lists.map((list) => list?.size)).toEqual([450, 451]);
    expect(known()?.isComplete).toBe(true);
    expect(readsOf()).toEqual([
      FIRST,
      'membersByGroupId 48+200',
      'membersByGroupId 246+200',
      'membersByGroupId 444+200',
    ]);
  });

  it('of a large one opens it anew', async () => {
    const lists = await showWhole(2_001);
    await client.refetchQueries({ queryKey: membersQuery('g').queryKey });
    expect(lists.map((list) => list?.size)).toEqual([2_001, 50]);
    expect(readsOf()).toEqual([FIRST]);
  });

  it('of one that has grown large does so too', async () => {
    await showWhole(2_000);
    site.listed.push('new');
    await client.refetchQueries({ queryKey: membersQuery('g').queryKey });
    expect([known()?.size, known()?.total]).toEqual([50, 2_001]);
  });

  it('that does not get further shows what it has', async () => {
    await showWhole(450);
    let answers = 0;
    bridge.answerConfluence((request): PageResponse => {
      answers += 1;
      return answers === 1 ? site.answer(request) : json({ message: 'No' }, 403);
    });
    await client.refetchQueries({ queryKey: membersQuery('g').queryKey });
    expect([known()?.size, known()?.total]).toEqual([50, 450]);
  });

  it('that fails leaves what was shown', async () => {
    const lists = await showWhole(450);
    bridge.answerConfluence(() => json({ message: 'busy' }, 503));
    await client.refetchQueries({ queryKey: membersQuery('g').queryKey });
    expect(lists.map((list) => list?.size)).toEqual([450]);
    expect(state()?.error).toMatchObject({ error: { kind: 'unavailable' } });
  });

  it('is given up where the admin leaves before everybody is there', async () => {
    await showWhole(450);
    const release = hold();
    void reloadMembers(client, 'g');
    release();
    await settle();
    hide();
    await settle();
    await settle();
    expect(known()?.size).toBe(450);
    expect(state()?.fetchStatus).toBe('idle');
  });
});

describe('people who were removed', () => {
  it('are taken out without asking for the list again', async () => {
    await client.query(membersQuery('g'));
    show();
    await forgetMembers(client, 'g', ['m1'], Infinity);
    expect([loaded(), known()?.total]).toEqual([['m0', 'm2'], 2]);
    expect(readsOf()).toEqual([FIRST]);
  });

  it('are taken out of a list that was read before, whatever the machine’s clock says now', async () => {
    await client.query(membersQuery('g'));
    show();
    const since = browserTools.clock.now() + 1;
    const now = Date.now();
    vi.spyOn(Date, 'now').mockReturnValue(now - 3_600_000);
    await forgetMembers(client, 'g', ['m1'], since);
    expect([loaded(), known()?.total]).toEqual([['m0', 'm2'], 2]);
    expect(readsOf()).toEqual([FIRST]);
  });

  it('have a list read again that was read while they were being removed', async () => {
    const since = browserTools.clock.now() - 1;
    await client.query(membersQuery('g'));
    show();
    site.listed = ['m0', 'm2'];
    await forgetMembers(client, 'g', ['m1'], since);
    expect([loaded(), known()?.total]).toEqual([['m0', 'm2'], 2]);
    expect(readsOf()).toEqual([FIRST, FIRST]);
  });

  it('are not brought back by a reload that was under way', async () => {
    await client.query(membersQuery('g'));
    show();
    const release = hold();
    void reloadMembers(client, 'g');
    await settle();
    site.listed = ['m0', 'm2'];
    const forgotten = forgetMembers(client, 'g', ['m1'], Infinity);
    release();
    await forgotten;
    expect(loaded()).toEqual(['m0', 'm2']);
    expect(readsOf()).toEqual([FIRST, FIRST, FIRST]);
  });

  it('are asked nothing about where the group is not loaded', async () => {
    await forgetMembers(client, 'g', ['m1'], 0);
    await reloadMembers(client, 'g');
    expect(readsOf()).toEqual([]);
  });
});

/** A page as the page reads it. */
function pageIn(group: GroupSite, { start, limit }: { start: number; limit: number }) {
  const ids = group.listed.slice(start, start + limit);
  const end = start + ids.length;
  return { members: ids.map(person), ...(end < group.listed.length && { nextStart: end }) };
}
