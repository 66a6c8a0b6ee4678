import { App, CONTRACTORS, DESIGN_TEAM, EMPTY_GROUP, UMLAUT_GROUP } from './support/app';
import { newDriver, removeAll } from './support/runs';
import { CALL_NAMES, validInputs } from './support/validInputs';

let app: App;
beforeAll(async () => {
  app = await App.start();
});
beforeEach(() => app.host.reset());
afterAll(() => app.host.close());

describe('searchGroups', () => {
  it('finds groups by any part of the name, in any case', async () => {
    const answer = await app.call('member', 'searchGroups', { query: 'TEAM', limit: 20 });
    expect(answer).toMatchObject({ ok: true, groups: [{ name: 'design-team' }], more: false, total: 1 });
  });

  it('lists the first groups by name where nothing was typed', async () => {
    const answer = await app.call('member', 'searchGroups', { query: ' ', limit: 2 });
    expect(answer).toMatchObject({
      ok: true,
      groups: [{ name: 'all-staff' }, { name: 'contractors' }],
      more: true,
    });
  });

  it('takes what was typed as text, not as part of the URL', async () => {
    const answer = await app.call('member', 'searchGroups', { query: 'R&D / Zürich (北)', limit: 20 });
    expect(answer).toMatchObject({ ok: true, groups: [{ id: UMLAUT_GROUP }] });
  });
});

describe('getGroup', () => {
  it('knows the group', async () => {
    expect(await app.call('member', 'getGroup', { groupId: DESIGN_TEAM })).toEqual({
      ok: true,
      group: { id: DESIGN_TEAM, name: 'design-team' },
    });
  });

  it('says that there is none', async () => {
    const answer = await app.call('member', 'getGroup', { groupId: 'gone' });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'groupNotFound', status: 404 } });
  });
});

describe('listMembers', () => {
  const page = { groupId: DESIGN_TEAM, start: 0, limit: 200, withTotal: true };

  it('describes each person', async () => {
    const answer = await app.call('member', 'listMembers', page);
    if (!answer.ok) throw new Error(answer.error.kind);
    expect(answer.members).toHaveLength(24);
    expect(answer.total).toBe(24);
    expect(answer.nextStart).toBeUndefined();
    expect(
      answer.members.filter(({ deactivated, accountType }) => deactivated && accountType === 'person'),
    ).toHaveLength(1);
    expect(answer.members.filter(({ guest }) => guest)).toHaveLength(1);
    expect(answer.members.filter(({ accountType }) => accountType === 'app')).toHaveLength(1);
    expect(answer.members.some(({ email }) => email === undefined)).toBe(true);
    expect(answer.members.some(({ displayName }) => displayName.includes('<img'))).toBe(true);
  });

  it('goes on where the page before ended, and asks for the total only when told to', async () => {
    const first = await app.call('member', 'listMembers', { ...page, groupId: CONTRACTORS, limit: 200 });
    expect(first).toMatchObject({ ok: true, total: 240, nextStart: 200 });
    const last = await app.call('member', 'listMembers', {
      groupId: CONTRACTORS,
      start: 200,
      limit: 200,
      withTotal: false,
    });
    if (!last.ok) throw new Error(last.error.kind);
    expect(last.members).toHaveLength(40);
    expect(last.total).toBeUndefined();
    expect(last.nextStart).toBeUndefined();
  });

  it('costs one request of 1 point and 2 a member', async () => {
    await app.call('member', 'listMembers', { ...page, groupId: CONTRACTORS, limit: 50 });
    expect(app.requests.map(({ points }) => points)).toEqual([101]);
  });

  it('shows an empty group as empty', async () => {
    const answer = await app.call('member', 'listMembers', { ...page, groupId: EMPTY_GROUP });
    expect(answer).toEqual({ ok: true, members: [], total: 0 });
  });

  it('says that the group is gone, although the operation has no answer for it', async () => {
    const answer = await app.call('member', 'listMembers', { ...page, groupId: 'gone' });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'groupNotFound' } });
  });

  it('passes on a 400 that is not about the group', async () => {
    app.fault({ path: 'membersByGroupId', status: 400, body: { message: 'No such expand' } });
    const answer = await app.call('member', 'listMembers', page);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'invalid', detail: 'No such expand' } });
  });

  it.each(['a/b', 'a?b#c', '%2e%2e', '北', 'x\\y'])(
    'asks for a group with the id %s without leaving the path',
    async (groupId) => {
      const answer = await app.call('member', 'listMembers', { ...page, groupId });
      expect(answer).toMatchObject({ ok: false, error: { kind: 'groupNotFound' } });
      expect(app.asked[0]).toContain(`/wiki/rest/api/group/${encodeURIComponent(groupId)}/membersByGroupId`);
    },
  );
});

describe('checkMembership', () => {
  it('asks Confluence which groups the person is in', async () => {
    const [accountId] = await app.memberIds(DESIGN_TEAM);
    expect(await app.call('member', 'checkMembership', { groupId: DESIGN_TEAM, accountId })).toEqual({
      ok: true,
      member: true,
    });
    expect(await app.call('member', 'checkMembership', { groupId: EMPTY_GROUP, accountId })).toEqual({
      ok: true,
      member: false,
    });
  });

  it('reads on while there are further groups, from where the page before ended', async () => {
    const page = (start: number, next: boolean) => ({
      path: `memberof.*start=${start}&`,
      status: 200,
      body: {
        results: [{ id: `g${start}`, name: 'g', type: 'group' }],
        _links: next ? { next: '/more' } : {},
      },
    });
    app.fault(page(0, true), page(1, true), page(2, false));
    const ask = (groupId: string) => app.call('member', 'checkMembership', { groupId, accountId: 'abc' });
    expect(await ask('g2')).toEqual({ ok: true, member: true });
    expect(await ask('g3')).toEqual({ ok: true, member: false });
    expect(app.asked).toHaveLength(6);
  });
});

describe('every call', () => {
  it('goes as the person who clicked', async () => {
    const principals = async (as: 'member' | 'site-admin') => {
      app.host.confluence.requestLog.clear();
      await app.call(as, 'getGroup', { groupId: DESIGN_TEAM });
      await removeAll(app, DESIGN_TEAM, ['nobody'], as);
      return app.requests.map(({ principal }) => principal);
    };
    expect(new Set((await principals('member')).map((who) => JSON.stringify(who)))).toEqual(
      new Set([JSON.stringify({ type: 'user', persona: 'member' })]),
    );
    expect((await principals('site-admin'))[0]).toEqual({ type: 'user', persona: 'site-admin' });
  });

  it.each(CALL_NAMES)(
    'leaves the missing consent of %s to the host, which asks and calls again',
    async (name) => {
      const ticket = { runId: '9999999999999-0123456789abcdef', driver: newDriver(), next: 0 };
      const input = validInputs(ticket)[name];
      await expect(app.call('new-admin', name, input)).rejects.toMatchObject({
        name: 'NEEDS_AUTHENTICATION_ERR',
      });
      expect(app.requests).toEqual([]);
      expect(app.stored.size).toBe(0);
      app.host.consent('new-admin');
      await expect(app.call('new-admin', name, input)).resolves.toBeDefined();
    },
  );

  it('says which scope problem stopped it', async () => {
    app.fault({ status: 401, body: { message: 'Unauthorized; scope does not match' } });
    const answer = await app.call('member', 'getGroup', { groupId: DESIGN_TEAM });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'scopeMissing', status: 401 } });
  });

  it.each([
    [{ status: 401 }, 'signedOut'],
    [{ status: 403 }, 'permission'],
    [{ status: 429, headers: { 'ratelimit-reason': 'confluence-quota-global-based' } }, 'rateLimited'],
    [{ status: 500 }, 'unavailable'],
    [{ status: 503, body: '<html>Down</html>' }, 'unavailable'],
    [{ status: 200, body: '<html>Log in</html>' }, 'unavailable'],
    [{ status: 200, body: { results: 'none' } }, 'unavailable'],
    [{ drop: 'before' }, 'unavailable'],
    [{ drop: 'after' }, 'unavailable'],
  ])('makes a read that ends in %j %s', async (fault, kind) => {
    app.fault(fault);
    const answer = await app.call('member', 'searchGroups', { query: 'team', limit: 5 });
    expect(answer).toMatchObject({ ok: false, error: { kind } });
  });

  it('that does not exist is refused by name', async () => {
    expect(await app.host.invoke('member', 'noSuchCall', {})).toMatchObject({
      error: { message: expect.stringContaining('noSuchCall') as string },
    });
  });
});
