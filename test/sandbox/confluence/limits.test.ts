import { groupIds, type Caller, type HeaderStyle } from '../../../sandbox/confluence';
import { TestSite, app, bridge, pageOf, type Ask, type Reply } from './support/testSite';

let site: TestSite;
beforeAll(async () => {
  site = await TestSite.start({ scale: 1000, nonMember: 204 });
});
beforeEach(() => {
  site.confluence.reset();
  site.clock.set('2025-03-10T09:15:00.000Z');
});

const removal = `group/userByGroupId?groupId=${groupIds.emptyGroup}&accountId=5b10a2844c20165700ede21f`;
const addition = `group/userByGroupId?groupId=${groupIds.emptyGroup}`;
const page = (limit: number) => `group/${groupIds.allStaff}/membersByGroupId?limit=${limit}`;
const points = () => site.confluence.requestLog.entries().map((entry) => entry.points);

async function burst(count: number, method: string, path: string, ask: Ask = {}): Promise<Reply[]> {
  const replies: Reply[] = [];
  for (let sent = 0; sent < count; sent += 1) replies.push(await site.sendAtOnce(method, path, ask));
  return replies;
}
const statuses = (replies: Reply[]) => [...new Set(replies.map(({ status }) => status))];

describe('bursts', () => {
  it.each([
    ['GET', 'user/current', 100, 200],
    ['POST', addition, 100, 201],
    ['DELETE', removal, 50, 204],
  ])('%s: %s lets %i through at once', async (method, path, rate, success) => {
    const ask = method === 'POST' ? { body: { accountId: '5b10a2844c20165700ede21f' } } : {};
    expect(statuses(await burst(rate, method, path, ask))).toEqual([success]);
    const [refused] = await burst(1, method, path, ask);
    expect(refused).toMatchObject({
      status: 429,
      headers: {
        'retry-after': '1',
        'x-ratelimit-limit': String(rate),
        'x-ratelimit-remaining': '0',
        'x-ratelimit-nearlimit': 'true',
        'x-ratelimit-reset': '2025-03-10T09:15:01.000Z',
        'ratelimit-reason': 'confluence-burst-based',
      },
    });
  });

  it('refill continuously, up to one second of them', async () => {
    await burst(51, 'DELETE', removal);
    site.clock.advance(100);
    const after100ms = await burst(6, 'DELETE', removal);
    expect(after100ms.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204, 429]);
    site.clock.advance(60_000);
    const later = await burst(51, 'DELETE', removal);
    expect(later.filter(({ status }) => status === 204)).toHaveLength(50);
  });

  it('sustain the documented rate', async () => {
    await burst(50, 'DELETE', removal);
    for (let sent = 0; sent < 100; sent += 1) {
      site.clock.advance(20);
      expect(statuses(await burst(1, 'DELETE', removal))).toEqual([204]);
    }
  });

  it('are counted for each operation by itself', async () => {
    await burst(51, 'DELETE', removal);
    const other = `group/user?name=empty-group&accountId=5b10a2844c20165700ede21f`;
    expect(statuses(await burst(1, 'DELETE', other))).toEqual([204]);
    expect(statuses(await burst(1, 'GET', 'user/current'))).toEqual([200]);
  });

  it('are one for everybody, and hold for the app too', async () => {
    await burst(25, 'DELETE', removal, { as: 'site-admin' });
    await burst(15, 'DELETE', removal, { caller: app() });
    await burst(10, 'DELETE', removal, { caller: bridge() });
    expect(statuses(await burst(1, 'DELETE', removal, { caller: app() }))).toEqual([429]);
    expect(statuses(await burst(1, 'DELETE', removal, { caller: bridge() }))).toEqual([429]);
    expect(statuses(await burst(1, 'DELETE', removal, { as: 'new-admin' }))).toEqual([429]);
  });

  it('count requests that are refused for other reasons, and come before those', async () => {
    await burst(50, 'DELETE', removal, { as: null });
    expect(statuses(await burst(1, 'DELETE', removal, { as: null }))).toEqual([429]);
  });

  it('are told in the headers of a normal answer', async () => {
    const [first, second] = await burst(2, 'DELETE', removal);
    expect(first?.headers).toMatchObject({ 'x-ratelimit-limit': '50', 'x-ratelimit-remaining': '49' });
    expect(second?.headers).toMatchObject({ 'x-ratelimit-limit': '50', 'x-ratelimit-remaining': '48' });
  });

  it('warn clients under 20 %, and the app only of its quota', async () => {
    const replies = await burst(50, 'DELETE', removal);
    const warned = replies.map(({ headers }) => headers['x-ratelimit-nearlimit']);
    expect(warned.indexOf('true')).toBe(40);
    expect(replies[40]?.headers['x-ratelimit-remaining']).toBe('9');
    expect(warned.slice(40)).toEqual(Array.from({ length: 10 }, () => 'true'));
    site.clock.advance(20);
    const [toApp] = await burst(1, 'DELETE', removal, { caller: app() });
    expect(toApp?.headers).not.toHaveProperty('x-ratelimit-nearlimit');
  });

  it('change nothing when refused', async () => {
    const target = `group/userByGroupId?groupId=${groupIds.designTeam}&accountId=`;
    await burst(50, 'DELETE', removal);
    const { accountId } = site.confluence.personas.member;
    await burst(1, 'DELETE', target + accountId);
    expect(await site.memberIds(groupIds.designTeam)).toContain(accountId);
  });
});

describe('points', () => {
  it.each([
    [page(50), 101],
    [page(200), 401],
    [page(0), 1],
    ['group', 37],
    ['group/picker?query=team', 3],
    [`group/by-id?id=${groupIds.designTeam}`, 3],
    ['group/by-id?id=nope', 1],
    ['user/current', 3],
    ['user/memberof?accountId=5b10a2844c20165700ede21f', 9],
    ['user/bulk?accountId=5b10a2844c20165700ede21f&accountId=nobody', 3],
    ['search/user?cql=user="5b10a2844c20165700ede21f"', 3],
  ])('GET %s costs %i', async (path, cost) => {
    await site.get(path);
    expect(points()).toEqual([cost]);
  });

  it('of a write are 1', async () => {
    await site.delete(removal);
    await site.post(addition, { accountId: '5b10a2844c20165700ede21f' });
    expect(points()).toEqual([1, 1]);
  });

  it('of a refusal are 1, of a 429 none', async () => {
    await burst(50, 'DELETE', removal, { as: 'member' });
    await burst(1, 'DELETE', removal, { as: 'member' });
    expect(points()).toEqual([...Array.from({ length: 50 }, () => 1), 0]);
  });
});

describe('the quota of an hour', () => {
  /** 162 pages of 200 cost 64,962 points. */
  const spendAlmostAll = async () => {
    for (let read = 0; read < 162; read += 1) await site.get(page(200), { caller: app() });
  };
  const remaining = (reply: Reply) => reply.headers['x-ratelimit-remaining'];

  it('is told to the app in every answer', async () => {
    const reply = await site.get(page(50), { caller: app() });
    expect(reply.headers).toMatchObject({ 'x-ratelimit-limit': '65000', 'x-ratelimit-remaining': '64899' });
  });

  it('warns under 20 %', async () => {
    let replies: Reply[] = [];
    while (replies.at(-1)?.headers['x-ratelimit-nearlimit'] === undefined) {
      replies = [...replies, await site.get(page(200), { caller: app() })];
    }
    const [before, at] = replies.slice(-2).map((reply) => Number(remaining(reply)));
    expect(before).toBeGreaterThanOrEqual(13_000);
    expect(at).toBeLessThan(13_000);
    expect(replies.at(-1)?.headers['x-ratelimit-nearlimit']).toBe('true');
  });

  it('refuses the app when it is spent, until the full hour', async () => {
    await spendAlmostAll();
    const last = await site.get(page(50), { caller: app() });
    expect([last.status, remaining(last)]).toEqual([200, '0']);
    const refused = await site.get('user/current', { caller: app('member') });
    const now = site.clock.now();
    expect(refused).toMatchObject({
      status: 429,
      headers: {
        'retry-after': String(Math.ceil((Date.parse('2025-03-10T10:00:00.000Z') - now) / 1000)),
        'x-ratelimit-limit': '65000',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-nearlimit': 'true',
        'x-ratelimit-reset': '2025-03-10T10:00:00.000Z',
        'ratelimit-reason': 'confluence-quota-global-based',
      },
    });
    site.clock.advance(Date.parse('2025-03-10T09:59:59.999Z') - now);
    expect((await site.sendAtOnce('GET', 'user/current', { caller: app() })).status).toBe(429);
    site.clock.advance(1);
    const again = await site.sendAtOnce('GET', 'user/current', { caller: app() });
    expect([again.status, remaining(again)]).toEqual([200, '64997']);
  });

  it('is not spent by other clients, nor holds for them', async () => {
    await spendAlmostAll();
    await site.get(page(50), { caller: app() });
    expect((await site.get('user/current')).status).toBe(200);
    site.confluence.reset();
    await site.get(page(200));
    const reply = await site.get('user/current', { caller: app() });
    expect(remaining(reply)).toBe('64997');
  });

  it('is neither spent nor told over the bridge, whose requests it never refuses', async () => {
    await spendAlmostAll();
    await site.get(page(50), { caller: app() });
    const reply = await site.get(page(200), { caller: bridge() });
    expect([reply.status, reply.headers['x-ratelimit-limit']]).toEqual([200, '100']);
    site.confluence.reset();
    await site.get(page(200), { caller: bridge() });
    expect(remaining(await site.get('user/current', { caller: app() }))).toBe('64997');
  });

  it('is the same for the app as itself and for people', async () => {
    await site.get('user/current', { caller: app('member') });
    const reply = await site.get('user/current', { caller: app(null) });
    expect(remaining(reply)).toBe('64994');
  });
});

describe('the headers', () => {
  const me = {
    method: 'GET',
    path: '/wiki/rest/api/user/current',
    headers: { authorization: 'Bearer member' },
  };
  const client: Caller = { kind: 'client' };

  /** The headers about limits, of the answer to one more request. */
  async function told({ confluence }: TestSite, caller: Caller): Promise<Record<string, string>> {
    const { headers } = await confluence.handle({ ...me, caller });
    const entries = Object.entries(headers).filter(([name]) => /ratelimit|retry/.test(name));
    return Object.fromEntries(entries);
  }
  async function untilRefused(at: TestSite, caller: Caller): Promise<void> {
    for (let sent = 0; sent < 100; sent += 1) await at.confluence.handle({ ...me, caller });
  }
  const startAt = async (rateLimitHeaders: HeaderStyle): Promise<TestSite> => {
    const started = await TestSite.start({ rateLimitHeaders });
    started.clock.set('2025-03-10T09:15:00.000Z');
    return started;
  };

  it('of the quota are marked as not enforced yet, and tell what is left from 80 % on only', async () => {
    const both = await startAt('both');
    expect(await told(both, app())).toEqual({
      'x-ratelimit-limit': '65000',
      'x-ratelimit-remaining': '64997',
      'beta-ratelimit-policy': '"global-app-quota";q=65000;w=3600',
      'beta-ratelimit': '"global-app-quota";t=2700',
    });
    for (let read = 0; read < 130; read += 1) await both.get(page(200), { caller: app() });
    both.clock.set('2025-03-10T09:40:00.500Z');
    expect(await told(both, app())).toMatchObject({
      'beta-ratelimit': expect.stringMatching(/^"global-app-quota";r=\d+;t=1200$/) as string,
    });
  });

  it('of a burst tell what is left, and are what bridge and other clients get', async () => {
    const both = await startAt('both');
    expect(await told(both, bridge())).toEqual({
      'x-ratelimit-limit': '100',
      'x-ratelimit-remaining': '99',
      'ratelimit-policy': '"confluence-burst-based";q=100;w=1',
      ratelimit: '"confluence-burst-based";r=99;t=1',
    });
    expect(await told(both, client)).toHaveProperty('ratelimit', '"confluence-burst-based";r=98;t=1');
  });

  it.each<[HeaderStyle, object, object]>([
    [
      'old',
      { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '99' },
      {
        ...{ 'retry-after': '1', 'ratelimit-reason': 'confluence-burst-based' },
        ...{ 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '0', 'x-ratelimit-nearlimit': 'true' },
        'x-ratelimit-reset': '2025-03-10T09:15:01.000Z',
      },
    ],
    [
      'structured',
      {
        'ratelimit-policy': '"confluence-burst-based";q=100;w=1',
        ratelimit: '"confluence-burst-based";r=99;t=1',
      },
      {
        ...{ 'retry-after': '1', 'ratelimit-reason': 'confluence-burst-based' },
        'ratelimit-policy': '"confluence-burst-based";q=100;w=1',
        ratelimit: '"confluence-burst-based";r=0;t=1',
      },
    ],
  ])('are of the %s kind where asked for', async (style, normal, refused) => {
    const one = await startAt(style);
    expect(await told(one, client)).toEqual(normal);
    await untilRefused(one, client);
    expect(await told(one, client)).toEqual(refused);
  });

  it('of a 429 tell of the limit that was met and of no other, without a mark', async () => {
    const both = await startAt('both');
    await untilRefused(both, app());
    const burst = await told(both, app());
    expect(burst).toMatchObject({ ratelimit: '"confluence-burst-based";r=0;t=1' });
    expect(Object.keys(burst).filter((name) => name.startsWith('beta-'))).toEqual([]);

    for (let read = 0; read < 163; read += 1) await both.get(page(200), { caller: app() });
    both.clock.set('2025-03-10T09:40:00.000Z');
    expect(await told(both, app())).toMatchObject({
      'retry-after': '1200',
      'ratelimit-reason': 'confluence-quota-global-based',
      'ratelimit-policy': '"global-app-quota";q=65000;w=3600',
      ratelimit: '"global-app-quota";r=0;t=1200',
    });
  });

  it('of a 429 by a fault are those of a burst, or what the fault says', async () => {
    const structured = await startAt('structured');
    structured.confluence.faults.set([
      { status: 429, times: 1 },
      { status: 429, headers: { 'Retry-After': '1.5' }, times: 1 },
    ]);
    expect(await told(structured, app())).toEqual({
      ...{ 'retry-after': '1', 'ratelimit-reason': 'confluence-burst-based' },
      'ratelimit-policy': '"confluence-burst-based";q=100;w=1',
      ratelimit: '"confluence-burst-based";r=0;t=1',
    });
    expect(await told(structured, app())).toEqual({ 'retry-after': '1.5' });
  });
});

it('can be switched off, costs are counted all the same', async () => {
  const { confluence } = await TestSite.start({ limits: false });
  const request = {
    method: 'GET',
    path: '/wiki/rest/api/user/current',
    headers: { authorization: 'Bearer member' },
    caller: { kind: 'client' } as const,
  };
  for (let sent = 0; sent < 500; sent += 1) {
    const { status, headers } = await confluence.handle(request);
    expect([status, headers['x-ratelimit-limit']]).toEqual([200, undefined]);
  }
  expect(confluence.requestLog.entries().at(-1)?.points).toBe(3);
});

it('makes listing 50,000 people cost more than an hour has', async () => {
  const reply = await site.get(`${page(200)}&shouldReturnTotalSize=true`, { caller: app() });
  const pages = 50_000 / pageOf(reply).results.length;
  expect(pages * Number(points()[0])).toBe(100_250);
});
