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
    ['add', 'cy', { ok: false, error: { kind: 'notMade', status: 404, detail: 'Catching up' } }],
    ['remove', 'ada', { ok: false, error: { kind: 'notMade', status: 404, detail: 'Catching up' } }],
  ] as const)('%s %s: 404, though group and account are there', async (action, accountId, expected) => {
    answerOnce(/^(POST|DELETE)/, 404, { message: 'Catching up' });
    expect(await make(action, accountId, 'g', api)).toMatchObject(expected);
  });

  it.each(ACTIONS.flatMap((action) => [401, 403, 404, 409].map((status) => [action, status] as const)))(
    '%s: a web page with the status %i says nothing of what is there or allowed, and leaves the change open',
    async (action, status) => {
      answerOnce(/^(POST|DELETE)/, status, '<!DOCTYPE html><title>Blocked</title>');
      const made = await make(action, 'ada', 'g', api);
      expect(made).toMatchObject({ ok: false, error: { kind: 'unavailable', status } });
      expect(made).not.toHaveProperty('changedNothing');
      expect(confluence.asked.at(-1)).toMatch(/^(POST|DELETE)/);
    },
  );

  it.each(ACTIONS.flatMap((action) => [408, 425, 499].map((status) => [action, status] as const)))(
    '%s: %i is as a gateway’s, and leaves the change open',
    async (action, status) => {
      answerOnce(/^(POST|DELETE)/, status, '<html>Timeout</html>');
      const made = await make(action, 'ada', 'g', api);
      expect(made).toMatchObject({ ok: false, error: { kind: 'unavailable', status } });
      expect(made).not.toHaveProperty('changedNothing');
    },
  );

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
    expect(await make(action, 'cy', 'g', api)).toMatchObject({ error: { kind: 'userNotFound' } });
  });

  it.each([
    [{ status: 404 }, 'add', { ok: true, status: 'unchanged' }],
    [{ status: 404 }, 'remove', { ok: false, error: { kind: 'notMade' } }],
    [{ status: 200, body: { results: [] } }, 'add', { ok: true, status: 'unchanged' }],
    [{ status: 200, body: { results: [] } }, 'remove', { ok: false, error: { kind: 'notMade' } }],
  ] as const)(
    'nobody is gone who is in the group, although the lookup of the account ends in %j: %s',
    async (answer, action, expected) => {
      answerOnce(/^(POST|DELETE)/, 404);
      confluence.faults.push({ match: /user\/bulk/, answer });
      expect(await make(action, 'ada', 'g', api)).toMatchObject(expected);
    },
  );

  it.each([
    ['cut', 'unconfirmed'],
    [{ status: 500 }, 'unavailable'],
    [{ status: 403 }, 'permission'],
    [{ status: 400 }, 'invalid'],
    [{ status: 413 }, 'invalid'],
    [{ status: 415 }, 'invalid'],
  ] as const)(
    'a change that ends in %j is %s, and nobody claims that it did nothing',
    async (answer, kind) => {
      confluence.faults.push({ match: /^DELETE/, answer });
      const made = await make('remove', 'ada', 'g', api);
      expect(made).toMatchObject({ ok: false, error: { kind } });
      expect(made).not.toHaveProperty('changedNothing');
    },
  );

  describe('a success that is not the documented one', () => {
    const OTHERS = [
      ['add', 'cy', { status: 200, body: {} }],
      ['add', 'cy', { status: 204 }],
      ['add', 'cy', { status: 202 }],
      ['add', 'cy', { status: 200, body: '<html>Welcome</html>' }],
      ['remove', 'ada', { status: 200, body: {} }],
      ['remove', 'ada', { status: 201 }],
      ['remove', 'ada', { status: 200, body: '<html>Welcome</html>' }],
    ] as const;
    const wanted = (action: Action, accountId: string) =>
      confluence.groups.get('g')?.members[action === 'add' ? 'add' : 'delete'](accountId);
    const written = () => confluence.asked.filter((asked) => !asked.startsWith('GET'));

    it.each(OTHERS)('%s %s, %j: is done where it is so', async (action, accountId, answer) => {
      confluence.faults.push({ match: /^(POST|DELETE)/, answer });
      confluence.onRequest = (asked) => {
        if (/^(POST|DELETE)/.test(asked)) wanted(action, accountId);
      };
      expect(await make(action, accountId, 'g', api)).toEqual({ ok: true, status: 'done' });
      expect(written()).toHaveLength(1);
    });

    it.each(OTHERS)(
      '%s %s, %j: may be asked for again where it is not so',
      async (action, accountId, answer) => {
        confluence.faults.push({ match: /^(POST|DELETE)/, answer });
        const made = await make(action, accountId, 'g', api);
        const { status } = answer;
        expect(made).toMatchObject({ error: { kind: 'unavailable', status, response: { status } } });
        expect(made).not.toHaveProperty('changedNothing');
      },
    );

    it.each(OTHERS)('%s %s, %j: is open where nobody knows', async (action, accountId, answer) => {
      confluence.faults.push(
        { match: /^(POST|DELETE)/, answer },
        { match: /memberof/, answer: { status: 500 } },
      );
      const made = await make(action, accountId, 'g', api);
      const { status } = answer;
      expect(made).toMatchObject({ error: { kind: 'unconfirmed', status, response: { status } } });
      expect(made).not.toHaveProperty('changedNothing');
    });

    it.each(ACTIONS)('%s: a login page is none, and nothing is looked up', async (action) => {
      const body = '<html><title>Log in</title></html>';
      confluence.faults.push({ match: /^(POST|DELETE)/, answer: { status: 200, body } });
      expect(await make(action, 'ada', 'g', api)).toMatchObject({ error: { kind: 'signedOut' } });
      expect(confluence.asked.at(-1)).toMatch(/^(POST|DELETE)/);
    });
  });

  describe('409', () => {
    it.each([undefined, { message: 'User is already a member' }, 'already a member'])(
      'of an addition says that they are in it: %j',
      async (body) => {
        answerOnce(/^POST/, 409, body);
        expect(await make('add', 'ada', 'g', api)).toEqual({ ok: true, status: 'unchanged' });
        expect(confluence.asked.at(-1)).toMatch(/^POST/);
      },
    );

    it('of a removal is a refusal in Confluence’s words', async () => {
      answerOnce(/^DELETE/, 409, { message: 'Last administrator' });
      expect(await make('remove', 'ada', 'g', api)).toMatchObject({
        ok: false,
        error: { kind: 'invalid', status: 409, detail: 'Last administrator' },
      });
    });

    it('of a removal changes nothing about who is not in the group', async () => {
      answerOnce(/^DELETE/, 409, { message: 'Not a member' });
      expect(await make('remove', 'cy', 'g', api)).toEqual({ ok: true, status: 'unchanged' });
    });

    it('of a removal stays one where the lookup fails', async () => {
      answerOnce(/^DELETE/, 409);
      answerOnce(/memberof/, 500);
      expect(await make('remove', 'cy', 'g', api)).toMatchObject({ error: { kind: 'invalid', status: 409 } });
    });
  });

  describe('a refusal in a group that an identity provider owns', () => {
    const REFUSALS = [
      ['add', 'cy', 400],
      ['add', 'cy', 403],
      ['add', 'cy', 405],
      ['add', 'cy', 422],
      ['remove', 'ada', 400],
      ['remove', 'ada', 403],
      ['remove', 'ada', 409],
    ] as const;
    const body = { message: 'Managed by SCIM' };
    const lookups = () => confluence.asked.filter((asked) => asked.includes('by-id'));
    const ownBy = (managedBy: string) => confluence.addGroup('g', ['ada', 'bob'], { managedBy });

    it.each(REFUSALS)(
      '%s %s, %i: is to be made there, and Confluence’s answer is kept',
      async (action, who, status) => {
        ownBy('EXTERNAL');
        answerOnce(/^(POST|DELETE)/, status, body);
        expect(await make(action, who, 'g', api)).toMatchObject({
          ok: false,
          error: { kind: 'managedExternally', status, detail: 'Managed by SCIM', response: { status } },
        });
      },
    );

    it.each(REFUSALS)('%s %s, %i: in another group is what it was', async (action, who, status) => {
      ownBy('ADMINS');
      answerOnce(/^(POST|DELETE)/, status, body);
      const kind = status === 403 ? 'permission' : 'invalid';
      expect(await make(action, who, 'g', api)).toMatchObject({ error: { kind, status } });
    });

    it.each([401, 408, 429, 499, 500])('is not looked for after a %i', async (status) => {
      ownBy('EXTERNAL');
      const change = prepareChanges(confluence, api);
      await change({ action: 'add', groupId: 'g', accountId: 'bob' });
      confluence.asked.length = 0;
      answerOnce(/^(POST|DELETE)/, status, body);
      expect(await change({ action: 'remove', groupId: 'g', accountId: 'ada' })).not.toMatchObject({
        error: { kind: 'managedExternally' },
      });
      expect(lookups()).toEqual([]);
    });

    it('is found out once a group, for 3 points', async () => {
      ownBy('EXTERNAL');
      const change = prepareChanges(confluence, api);
      confluence.faults.push({ match: /^DELETE/, answer: { status: 400, body } });
      const remove = (accountId: string) => change({ action: 'remove', groupId: 'g', accountId });
      const made = [...(await Promise.all(['ada', 'bob'].map(remove))), await remove('cy')];
      expect(made.map((one) => !one.ok && one.error.kind)).toEqual(Array(3).fill('managedExternally'));
      expect(lookups()).toHaveLength(1);
      expect(confluence.points).toBe(3 + 3);
    });

    it('is what it was where the group cannot be looked up', async () => {
      if (api === 'by-name') return; // Nothing is asked of a group without a name.
      ownBy('EXTERNAL');
      answerOnce(/^DELETE/, 403, body);
      answerOnce(/by-id/, 500);
      expect(await make('remove', 'ada', 'g', api)).toMatchObject({
        error: { kind: 'permission', status: 403 },
      });
    });
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

  it('costs a point, and 1 and 2 a group of the account more to explain a success', async () => {
    const change = prepareChanges(confluence, api);
    await change({ action: 'add', groupId: 'g', accountId: 'bob' });
    answerOnce(/^POST/, 200);
    confluence.points = 0;
    await change({ action: 'add', groupId: 'g', accountId: 'ada' });
    expect(confluence.points).toBe(1 + 1 + 2 * 2);
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
