import { ConnectionLost, InvalidFaults, groupIds } from '../../../sandbox/confluence';
import { TestSite, app } from './support/testSite';

let site: TestSite;
beforeAll(async () => {
  site = await TestSite.start();
});
beforeEach(() => site.confluence.reset());

const jonas = () => site.confluence.personas.member.accountId;
const group = `group/userByGroupId?groupId=${groupIds.designTeam}`;
const removal = () => `${group}&accountId=${jonas()}`;
const isMember = async () => (await site.memberIds(groupIds.designTeam)).includes(jonas());
const fail = (...faults: object[]) => site.confluence.faults.set(faults);
const statusOf = async (method: string, path: string, body?: object) =>
  (await site.send(method, path, { faulted: true, body })).status;

describe('status', () => {
  it('is the answer, and nothing is applied', async () => {
    fail({ method: 'DELETE', status: 503 });
    const reply = await site.delete(removal(), { faulted: true });
    expect(reply).toMatchObject({ status: 503, body: { statusCode: 503 } });
    expect(reply.headers['atl-traceid']).toMatch(/^[0-9a-f]{32}$/);
    expect(await isMember()).toBe(true);
  });

  it('has the headers and the body asked for', async () => {
    fail({ status: 429, headers: { 'Retry-After': '7' }, body: { message: 'slow down' } });
    const reply = await site.get('group', { faulted: true });
    expect(reply.headers).toMatchObject({ 'retry-after': '7', 'content-type': 'application/json' });
    expect(reply.body).toEqual({ message: 'slow down' });
  });

  it.each([
    ['<h1>Down</h1>', 'text/html;charset=UTF-8'],
    ['down', 'text/plain;charset=UTF-8'],
    ['', undefined],
  ])('can have %p for a body', async (body, type) => {
    fail({ status: 502, body });
    const reply = await site.get('group', { faulted: true });
    expect([reply.text, reply.headers['content-type']]).toEqual([body, type]);
  });

  it.each([
    [401, { code: 401, message: 'Unauthorized' }],
    [429, { code: 429, message: 'Rate limit exceeded' }],
  ])('%i without a body has that of the gateway', async (status, body) => {
    fail({ status });
    expect((await site.get('group')).body).toEqual(body);
  });

  it('can have null for a body', async () => {
    fail({ status: 401, body: null });
    expect((await site.get('group', { faulted: true })).body).toBeNull();
  });

  it.each([
    ['GET', 'group', '100'],
    ['DELETE', removal, '50'],
  ])('429 to %s without headers has those of a burst', async (method, path, limit) => {
    fail({ status: 429 });
    const reply = await site.send(method, typeof path === 'string' ? path : path(), { caller: app() });
    expect(reply.headers).toMatchObject({
      'retry-after': '1',
      'ratelimit-reason': 'confluence-burst-based',
      'x-ratelimit-limit': limit,
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': new Date(site.clock.now() + 1000).toISOString(),
      'x-ratelimit-nearlimit': 'true',
    });
  });

  it('429 with headers has only those', async () => {
    for (const headers of [{}, { 'Retry-After': '7' }]) {
      fail({ status: 429, headers });
      const reply = await site.get('group', { faulted: true });
      expect(reply.headers['retry-after']).toBe(Object.values(headers)[0]);
      expect(reply.headers).not.toHaveProperty('ratelimit-reason');
      expect(reply.body).toEqual({ code: 429, message: 'Rate limit exceeded' });
    }
  });

  it('can be a success that lies', async () => {
    fail({ method: 'DELETE', status: 204 });
    expect(await statusOf('DELETE', removal())).toBe(204);
    expect(await isMember()).toBe(true);
  });
});

describe('which request', () => {
  it('is said by method', async () => {
    fail({ method: 'delete', status: 500 });
    expect(await statusOf('GET', 'group')).toBe(200);
    expect(await statusOf('DELETE', removal())).toBe(500);
  });

  it('is said by a pattern on path and query', async () => {
    fail({ path: 'picker\\?query=a$', status: 500 });
    expect(await statusOf('GET', 'group/picker?query=ab')).toBe(200);
    expect(await statusOf('GET', 'group/picker?query=a')).toBe(500);
  });

  it('is said by the account in the query or the body', async () => {
    fail({ accountId: jonas(), status: 500 });
    const other = site.confluence.personas['new-admin'].accountId;
    expect(await statusOf('POST', group, { accountId: other })).toBe(201);
    expect(await statusOf('DELETE', `${group}&accountId=${other}`)).toBe(204);
    expect(await statusOf('GET', 'user/current')).toBe(200);
    expect(await statusOf('DELETE', `${group}&accountId=${encodeURIComponent(jonas())}`)).toBe(500);
    expect(await statusOf('POST', group, { accountId: jonas() })).toBe(500);
  });

  it('must fit in every way', async () => {
    fail({ method: 'DELETE', path: 'by-id', status: 500 });
    expect(await statusOf('DELETE', removal())).toBe(204);
  });

  it('is the first that fits', async () => {
    fail({ path: 'current', status: 500 }, { status: 502 }, { path: 'group', status: 503 });
    expect(await statusOf('GET', 'user/current')).toBe(500);
    expect(await statusOf('GET', 'group')).toBe(502);
  });
});

it('happens as often as times says, then the next takes over', async () => {
  fail({ status: 500, times: 2 }, { status: 503, times: 1 });
  const statuses = [];
  for (let sent = 0; sent < 4; sent += 1) statuses.push(await statusOf('GET', 'group'));
  expect(statuses).toEqual([500, 500, 503, 200]);
  expect(site.confluence.faults.list()).toEqual([]);
});

it('tells what is left of times', async () => {
  fail({ status: 500, times: 3 });
  await statusOf('GET', 'group');
  expect(site.confluence.faults.list()).toEqual([{ status: 500, times: 2 }]);
});

describe('drop', () => {
  it('before: nothing is applied, and there is no answer', async () => {
    fail({ method: 'DELETE', drop: 'before', times: 1 });
    await expect(site.delete(removal())).rejects.toBeInstanceOf(ConnectionLost);
    expect(await isMember()).toBe(true);
  });

  it('after: it is applied, and there is no answer', async () => {
    fail({ method: 'DELETE', drop: 'after', times: 1 });
    await expect(site.delete(removal())).rejects.toBeInstanceOf(ConnectionLost);
    expect(await isMember()).toBe(false);
  });

  it('after does not apply what Confluence refuses', async () => {
    fail({ method: 'DELETE', drop: 'after', times: 1 });
    await expect(site.delete(removal(), { as: 'member' })).rejects.toBeInstanceOf(ConnectionLost);
    expect(await isMember()).toBe(true);
  });

  it('is logged with status 0, and costs what was done', async () => {
    fail({ drop: 'before', times: 1 }, { drop: 'after', times: 1 });
    await expect(site.get('user/current')).rejects.toThrow();
    await expect(site.get('user/current')).rejects.toThrow();
    const entries = site.confluence.requestLog.entries();
    expect(entries.map(({ status, points }) => [status, points])).toEqual([
      [0, 0],
      [0, 3],
    ]);
  });
});

it('delays the request, which then goes on as usual', async () => {
  fail({ method: 'DELETE', delayMs: 5000, times: 1 });
  const reply = site.delete(removal());
  const arrived = site.clock.now();
  await untilSleeping(1);
  expect(await isMember()).toBe(true);
  site.clock.advance(arrived + 5000 - site.clock.now());
  expect((await reply).status).toBe(204);
  expect(await isMember()).toBe(false);
});

it('delays before a status and before a drop', async () => {
  fail({ delayMs: 100, status: 500, times: 1 }, { delayMs: 100, drop: 'before', times: 1 });
  for (const expected of [500, 0]) {
    const reply = site.get('group', { faulted: true }).catch(() => undefined);
    await untilSleeping(1);
    site.clock.advance(100);
    await reply;
    expect(site.confluence.requestLog.entries().at(-1)?.status).toBe(expected);
  }
});

it('comes after the limits, and can happen to those not signed in', async () => {
  fail({ status: 500 });
  expect(await statusOf('GET', 'group')).toBe(500);
  const reply = await site.get('group', { as: null, faulted: true });
  expect(reply.status).toBe(500);
  for (let sent = 0; sent < 100; sent += 1) await site.sendAtOnce('GET', 'group', { faulted: true });
  expect((await site.sendAtOnce('GET', 'group')).status).toBe(429);
});

it('costs the app a point, unless it is a 429', async () => {
  fail({ status: 500, times: 1 }, { status: 429, times: 1 });
  await site.get('group', { caller: app(), faulted: true });
  await site.get('group', { caller: app(), faulted: true });
  expect(site.confluence.requestLog.entries().map(({ points }) => points)).toEqual([1, 0]);
});

it('ends with clear and with reset', async () => {
  fail({ status: 500 });
  site.confluence.faults.clear();
  expect((await site.get('group')).status).toBe(200);
  fail({ status: 500 });
  site.confluence.reset();
  expect((await site.get('group')).status).toBe(200);
});

describe('a list of faults that does not parse', () => {
  it.each([
    [null, /must be a list/],
    [{}, /must be a list/],
    [[7], /^Fault 1: /],
    [[{}, { colour: 'red' }], /^Fault 2, "colour": there is no such field/],
    [[{ path: '(' }], /^Fault 1, "path": is not a valid regular expression/],
    [[{ path: 5 }], /^Fault 1, "path": /],
    [[{ method: '' }], /^Fault 1, "method": must not be empty/],
    [[{ accountId: 1 }], /^Fault 1, "accountId": /],
    [[{ status: '500' }], /^Fault 1, "status": /],
    [[{ status: 600 }], /^Fault 1, "status": /],
    [[{ status: 500, headers: { a: 1 } }], /^Fault 1, "headers", "a": /],
    [[{ status: 500, headers: { 'x y': '1' } }], /^Fault 1, "headers", "x y": is not a valid header name/],
    [[{ status: 500, headers: { '': '1' } }], /^Fault 1, "headers", "": is not a valid header name/],
    [[{}, { status: 500, headers: { a: '北' } }], /^Fault 2, "headers", "a": is not a valid header value/],
    [[{ status: 500, headers: { a: 'b\r\nc: d' } }], /^Fault 1, "headers", "a": is not a valid header value/],
    [
      [{ status: 500, headers: { 'Content-Length': '5' } }],
      /^Fault 1, "headers", "Content-Length": cannot be set/,
    ],
    [[{ status: 500, headers: { 'transfer-encoding': 'x' } }], /"transfer-encoding": cannot be set/],
    [[{ status: 500, headers: { Trailer: 'x' } }], /"Trailer": cannot be set/],
    [[{ delayMs: -1 }], /^Fault 1, "delayMs": /],
    [[{ delayMs: 2_147_483_648 }], /^Fault 1, "delayMs": .*2147483647/],
    [[{ drop: 'during' }], /^Fault 1, "drop": /],
    [[{ times: 0 }], /^Fault 1, "times": /],
    [[{ times: 1.5 }], /^Fault 1, "times": /],
    [[{ body: 'x' }], /need a "status"/],
    [[{ headers: {} }], /need a "status"/],
    [[{ status: 500, drop: 'after' }], /exclude each other/],
    [[{ service: 'queue', key: 'a' }], /"key" needs the "service" "storage"/],
    [[{ service: 'queue', accountId: 'a' }], /"accountId" is of requests to Confluence/],
    [[{ service: 'delivery', status: 500 }], /a delivery has no answer/],
  ])('%j is refused with a sentence', (input, sentence) => {
    const set = () => site.confluence.faults.set(input);
    expect(set).toThrow(InvalidFaults);
    expect(set).toThrow(sentence);
  });

  it('is not one with the longest delay and the oddest header there may be', () => {
    const fault = { delayMs: 2_147_483_647, status: 500, headers: { 'X-!#$': 'Zürich\t; "x"' } };
    fail(fault);
    expect(site.confluence.faults.list()).toEqual([fault]);
  });

  it('leaves the faults in force as they were', () => {
    fail({ status: 500 });
    expect(() => site.confluence.faults.set([{ status: 1 }])).toThrow(InvalidFaults);
    expect(site.confluence.faults.list()).toEqual([{ status: 500 }]);
  });
});

/** Lets the requests under way go on until `count` of them sleep. */
async function untilSleeping(count: number): Promise<void> {
  while (site.clock.sleeping < count) await Promise.resolve();
}
