import fc from 'fast-check';
import { prepareChanges } from '../../../src/confluence/changeMembership';
import type { Action } from '../../../src/contract/changes';
import { MemoryConfluence } from './support/memoryConfluence';

const APIS = ['by-id', 'by-name'] as const;
const ACTIONS: readonly Action[] = ['add', 'remove'];

let confluence: MemoryConfluence;
beforeEach(() => {
  confluence = new MemoryConfluence();
  confluence.addGroup('g', ['ada', 'bob']);
  confluence.addGroup('h', ['ada']);
  confluence.accounts.set('cy', 'atlassian');
});

const make = (action: Action, accountId: string, groupId = 'g', api: (typeof APIS)[number] = 'by-id') =>
  prepareChanges(confluence, api)({ action, groupId, accountId });
const isIn = (accountId: string, groupId = 'g') => confluence.groups.get(groupId)?.members.has(accountId);
const answerOnce = (match: RegExp, status: number, body?: unknown) =>
  confluence.faults.push({ match, answer: { status, body }, times: 1 });

describe.each(APIS)('%s', (api) => {
  it.each(ACTIONS)('%s: the documented success is done, and so it is', async (action) => {
    const accountId = action === 'add' ? 'cy' : 'ada';
    expect(await make(action, accountId, 'g', api)).toEqual({ ok: true, status: 'done' });
    expect(isIn(accountId)).toBe(action === 'add');
  });

  it('makes changes of both kinds in several groups', async () => {
    const change = prepareChanges(confluence, api);
    await Promise.all([
      change({ action: 'add', groupId: 'h', accountId: 'cy' }),
      change({ action: 'remove', groupId: 'g', accountId: 'ada' }),
      change({ action: 'remove', groupId: 'h', accountId: 'ada' }),
    ]);
    expect([...confluence.groups.values()].map(({ members }) => [...members])).toEqual([['bob'], ['cy']]);
  });

  it.each([
    ['add', 'ada'],
    ['remove', 'cy'],
  ] as const)('%s of what is so already, refused by Confluence, is unchanged', async (action, accountId) => {
    confluence.alreadySo = 'refusal';
    expect(await make(action, accountId, 'g', api)).toEqual({ ok: true, status: 'unchanged' });
  });

  it.each(ACTIONS)('%s: 404 of a group that is gone', async (action) => {
    expect(await make(action, 'ada', 'gone', api)).toMatchObject({
      ok: false,
      changedNothing: true,
      error: { kind: 'groupNotFound', status: 404 },
    });
  });

  it.each(ACTIONS)('%s: 404 of an account that is gone', async (action) => {
    expect(await make(action, 'nobody', 'g', api)).toMatchObject({
      ok: false,
      changedNothing: true,
      error: { kind: 'userNotFound', status: 404, detail: 'Not there' },
    });
  });

  it.each([
    ['add', 'ada', { ok: true, status: 'unchanged' }],
    ['remove', 'cy', { ok: true, status: 'unchanged' }],
    ['add', 'cy', { ok: false, error: { kind: 'unavailable', status: 404, detail: 'Catching up' } }],
    ['remove', 'ada', { ok: false, error: { kind: 'unavailable', status: 404, detail: 'Catching up' } }],
  ] as const)('%s %s: 404, though group and account are there', async (action, accountId, expected) => {
    answerOnce(/^(POST|DELETE)/, 404, { message: 'Catching up' });
    expect(await make(action, accountId, 'g', api)).toMatchObject(expected);
  });

  it.each(ACTIONS)('%s: a web page with the status 404 says nothing of what is there', async (action) => {
    answerOnce(/^(POST|DELETE)/, 404, '<!DOCTYPE html><title>Not found</title>');
    const made = await make(action, 'ada', 'g', api);
    expect(made).toMatchObject({ ok: false, error: { kind: 'unavailable', status: 404 } });
    expect(made).not.toHaveProperty('changedNothing');
    expect(confluence.asked.at(-1)).toMatch(/^(POST|DELETE)/);
  });

  const LOOKUPS = ['by-id', 'user/bulk', 'user/memberof'];
  const FAILURES = [
    [401, 'signedOut'],
    [403, 'permission'],
    [429, 'rateLimited'],
    [500, 'unavailable'],
  ] as const;
  it.each(
    ACTIONS.flatMap((action) =>
      LOOKUPS.flatMap((lookup) => FAILURES.map(([status, kind]) => [action, lookup, status, kind] as const)),
    ),
  )('%s: 404, and %s answers %i: fails as %s', async (action, lookup, status, kind) => {
    const change = prepareChanges(confluence, api);
    await change({ action: 'add', groupId: 'g', accountId: 'bob' }); // by-name has looked the name up then.
    answerOnce(/^(POST|DELETE)/, 404);
    answerOnce(new RegExp(lookup), status);
    expect(await change({ action, groupId: 'g', accountId: 'ada' })).toMatchObject({
      ok: false,
      changedNothing: true,
      error: { kind, status },
    });
  });

  it.each(ACTIONS)('%s: 404 of the lookup of the memberships is about the account', async (action) => {
    answerOnce(/^(POST|DELETE)/, 404);
    answerOnce(/user\/memberof/, 404);
    expect(await make(action, 'ada', 'g', api)).toMatchObject({ error: { kind: 'userNotFound' } });
  });

  it.each(ACTIONS)('%s: 404 of the lookup of the account is about the account', async (action) => {
    answerOnce(/^(POST|DELETE)/, 404);
    answerOnce(/user\/bulk/, 404);
    expect(await make(action, 'ada', 'g', api)).toMatchObject({ error: { kind: 'userNotFound' } });
  });

  it.each([
    [{ status: 200, body: '<html>Log in</html>' }, 'unconfirmed'],
    ['cut', 'unconfirmed'],
    [{ status: 500 }, 'unavailable'],
    [{ status: 403 }, 'permission'],
    [{ status: 400 }, 'invalid'],
  ] as const)(
    'a change that ends in %j is %s, and nobody claims that it did nothing',
    async (answer, kind) => {
      confluence.faults.push({ match: /^DELETE/, answer });
      const made = await make('remove', 'ada', 'g', api);
      expect(made).toMatchObject({ ok: false, error: { kind } });
      expect(made).not.toHaveProperty('changedNothing');
    },
  );

  it('409 of a removal is a refusal', async () => {
    answerOnce(/^DELETE/, 409);
    expect(await make('remove', 'ada', 'g', api)).toMatchObject({ ok: false, error: { kind: 'invalid' } });
  });

  it('shares the lookup of a group between changes that meet a 404 together, not between groups', async () => {
    const change = prepareChanges(confluence, api);
    await change({ action: 'add', groupId: 'g', accountId: 'bob' });
    await change({ action: 'add', groupId: 'h', accountId: 'ada' });
    confluence.asked.length = 0;
    const missing = Array.from({ length: 40 }, (_, n) => `nobody${n}`);
    const made = await Promise.all(
      missing.map((accountId, n) =>
        change({ action: ACTIONS[n % 2] ?? 'add', groupId: n < 20 ? 'g' : 'h', accountId }),
      ),
    );
    expect(made.every((one) => !one.ok && one.error.kind === 'userNotFound')).toBe(true);
    const lookups = confluence.asked.filter((asked) => asked.includes('by-id'));
    expect(new Set(lookups).size).toBe(2);
    expect(lookups.length).toBeLessThanOrEqual(4);
  });

  it('costs a point, and 7 and 2 a group of the account more to explain a 404', async () => {
    const change = prepareChanges(confluence, api);
    await change({ action: 'add', groupId: 'g', accountId: 'bob' });
    confluence.points = 0;
    await change({ action: 'remove', groupId: 'g', accountId: 'bob' });
    expect(confluence.points).toBe(1);
    answerOnce(/^(POST|DELETE)/, 404);
    confluence.points = 0;
    await change({ action: 'add', groupId: 'g', accountId: 'ada' });
    expect(confluence.points).toBe(1 + 7 + 2 * 2);
  });

  it('says that nothing was asked for where no time is left', async () => {
    confluence.timeLeft = 0;
    expect(await make('remove', 'ada', 'g', api)).toMatchObject({
      ok: false,
      changedNothing: true,
      error: { kind: 'unavailable' },
    });
    expect(confluence.asked).toEqual([]);
  });

  it('whatever is asked for: it is so afterwards wherever that is claimed, and nothing else changed', async () => {
    const change = fc.record({
      action: fc.constantFrom(...ACTIONS),
      groupId: fc.constantFrom('g', 'h', 'gone'),
      accountId: fc.constantFrom('ada', 'bob', 'cy', 'nobody'),
    });
    const alreadySo = fc.constantFrom('success' as const, 'refusal' as const);
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 12 }), alreadySo, async (changes, manner) => {
        const site = new MemoryConfluence();
        site.alreadySo = manner;
        site.addGroup('g', ['ada', 'bob']);
        site.addGroup('h', ['ada']);
        site.accounts.set('cy', 'atlassian');
        const expected = new Map([...site.groups].map(([id, { members }]) => [id, new Set(members)]));
        const makeChange = prepareChanges(site, api);
        for (const one of changes) {
          const { action, groupId, accountId } = one;
          const members = expected.get(groupId);
          const wasMember = members?.has(accountId) ?? false;
          const made = await makeChange(one);
          expect(made.ok).toBe(members !== undefined && accountId !== 'nobody');
          if (!made.ok) continue;
          if (manner === 'refusal')
            expect(made.status === 'unchanged').toBe(wasMember === (action === 'add'));
          if (action === 'add') members?.add(accountId);
          else members?.delete(accountId);
        }
        for (const [id, { members }] of site.groups) expect(members).toEqual(expected.get(id));
      }),
      { seed: 20_26, numRuns: 60 },
    );
  });
});

it('names group and account to Confluence as they are, and asks with the token of the XSRF guard', async () => {
  confluence.addGroup('g&h=1', ['a:b']);
  const requests: unknown[] = [];
  const { requestConfluence } = confluence;
  confluence.requestConfluence = (path, init) => {
    requests.push({ path, ...init });
    return requestConfluence(path, init);
  };
  await make('remove', 'a:b', 'g&h=1');
  await make('add', 'a:b', 'g&h=1');
  expect(requests).toEqual([
    {
      path: '/wiki/rest/api/group/userByGroupId?groupId=g%26h%3D1&accountId=a%3Ab',
      method: 'DELETE',
      headers: { Accept: 'application/json', 'X-Atlassian-Token': 'no-check' },
    },
    {
      path: '/wiki/rest/api/group/userByGroupId?groupId=g%26h%3D1',
      method: 'POST',
      headers: {
        ...{ Accept: 'application/json', 'X-Atlassian-Token': 'no-check' },
        'Content-Type': 'application/json',
      },
      body: '{"accountId":"a:b"}',
    },
  ]);
});
