import fc from 'fast-check';
import { groupIds } from '../../../sandbox/confluence';
import { TestSite, column, errorWords, pageOf } from './support/testSite';

let site: TestSite;
beforeAll(async () => {
  site = await TestSite.start();
});
beforeEach(() => site.confluence.reset());

const list = (groupId: string, query = '') => `group/${groupId}/membersByGroupId?${query}`;
const jonas = () => site.confluence.personas.member.accountId;
const priya = () => site.confluence.personas['confluence-admin'].accountId;

describe('GET membersByGroupId', () => {
  it('lists members in a stable order', async () => {
    const first = await site.memberIds(groupIds.designTeam);
    expect(first).toHaveLength(24);
    expect(await site.memberIds(groupIds.designTeam)).toEqual(first);
  });

  it('answers 200 at most without a limit, and the rest next', async () => {
    const page = pageOf(await site.get(list(groupIds.contractors)));
    expect(page.results).toHaveLength(200);
    expect(page._links.next).toBe(
      `/rest/api/group/${groupIds.contractors}/membersByGroupId?start=200&limit=200`,
    );
    expect(await site.memberIds(groupIds.contractors)).toHaveLength(240);
  });

  it('gives the same members whatever the page size', async () => {
    const all = await site.memberIds(groupIds.contractors);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 260 }),
        async (limit, start) => {
          const reply = await site.get(list(groupIds.contractors, `start=${start}&limit=${limit}`));
          expect(column(reply, 'accountId')).toEqual(all.slice(start, start + limit));
          expect(pageOf(reply)._links.next === undefined).toBe(start + limit >= all.length);
        },
      ),
      { numRuns: 50, seed: 7 },
    );
  });

  it('tells the total only when asked', async () => {
    expect(pageOf(await site.get(list(groupIds.contractors, 'limit=1'))).totalSize).toBeUndefined();
    const asked = await site.get(list(groupIds.contractors, 'limit=1&shouldReturnTotalSize=true'));
    expect(pageOf(asked).totalSize).toBe(240);
  });

  it('answers an empty group', async () => {
    const reply = await site.get(list(groupIds.emptyGroup, 'shouldReturnTotalSize=true'));
    expect(reply.body).toMatchObject({ results: [], size: 0, totalSize: 0 });
  });

  it.each([
    ['expand=operations', ['operations']],
    ['expand=operations,personalSpace', ['operations', 'personalSpace']],
    ['expand=operations&expand=personalSpace,isExternalCollaborator', ['operations', 'personalSpace']],
    ['expand=operations,', ['operations']],
    ['expand=%20operations%20,+personalSpace', ['operations', 'personalSpace']],
    ['expand=', []],
    ['expand=,&expand=%20', []],
    ['', []],
  ])('expands what %p asks for and offers the rest', async (query, expanded) => {
    const [member] = pageOf(await site.get(list(groupIds.designTeam, `limit=1&${query}`))).results;
    for (const field of ['operations', 'personalSpace']) {
      const [present, absent] = expanded.includes(field)
        ? [field, `_expandable.${field}`]
        : [`_expandable.${field}`, field];
      expect(member).toHaveProperty(present);
      expect(member).not.toHaveProperty(absent);
    }
  });

  it('shows a deactivated member with no operations', async () => {
    const { results } = pageOf(await site.get(list(groupIds.designTeam, 'expand=operations')));
    const without = results.filter(({ operations }) => Array.isArray(operations) && operations.length === 0);
    expect(without.map(({ displayName }) => displayName)).toEqual(['Dana Okonkwo']);
  });

  describe('of a group with somebody who is suspended', () => {
    const finance = groupIds.deptFinance;
    const suspendedId = '5d21c0899a4b3f0c8e61d2a5';

    it('leaves them out without a word, and counts them all the same', async () => {
      const page = pageOf(await site.get(list(finance, 'shouldReturnTotalSize=true')));
      expect([page.results.length, page.totalSize, page._links.next]).toEqual([19, 20, undefined]);
      expect(await site.memberIds(finance)).not.toContain(suspendedId);
    });

    it('ends where the list does, whatever the page size', async () => {
      const all = await site.memberIds(finance);
      for (const limit of [1, 5, 18, 19, 20]) {
        const ids: unknown[] = [];
        for (let next: string | undefined = list(finance, `limit=${limit}`); next !== undefined;) {
          const reply = await site.get(next);
          ids.push(...column(reply, 'accountId'));
          next = pageOf(reply)._links.next?.replace('/rest/api/', '');
        }
        expect(ids).toEqual(all);
      }
    });

    it('lets them be taken out and put back, which only the count shows', async () => {
      const path = `group/userByGroupId?groupId=${finance}`;
      const total = async () =>
        pageOf(await site.get(list(finance, 'limit=1&shouldReturnTotalSize=true'))).totalSize;
      expect((await site.delete(`${path}&accountId=${suspendedId}`)).status).toBe(204);
      expect(await total()).toBe(19);
      expect((await site.post(path, { accountId: suspendedId })).status).toBe(201);
      expect(await total()).toBe(20);
      expect(await site.memberIds(finance)).toHaveLength(19);
    });
  });

  it.each([
    ['a limit over 200', list(groupIds.designTeam, 'limit=201'), 'limit'],
    ['a bad start', list(groupIds.designTeam, 'start=x'), 'start'],
    ['an unknown expansion', list(groupIds.designTeam, 'expand=secrets'), 'expand'],
    ['a bad flag', list(groupIds.designTeam, 'shouldReturnTotalSize=maybe'), 'shouldReturnTotalSize'],
    ['an unknown group', list('nope'), 'groupId'],
    ['a path that does not decode', list('%E0%A4%A'), 'path'],
  ])('refuses %s with 400', async (_, path, word) => {
    const reply = await site.get(path);
    expect(reply.status).toBe(400);
    expect(errorWords(reply)).toContain(word);
  });
});

describe.each([
  ['group/userByGroupId?groupId=', groupIds.designTeam, 'by id'],
  ['group/user?name=', 'Design-TEAM', 'by name in any case'],
])('DELETE and POST %s', (path, designTeam, how) => {
  const target = path + encodeURIComponent(designTeam);

  it(`takes a member out and puts them back, ${how}`, async () => {
    expect(await site.memberIds(groupIds.designTeam)).toContain(jonas());
    const removed = await site.delete(`${target}&accountId=${jonas()}`);
    expect([removed.status, removed.text]).toEqual([204, '']);
    expect(await site.memberIds(groupIds.designTeam)).not.toContain(jonas());
    const added = await site.post(target, { accountId: jonas() });
    expect([added.status, added.text]).toEqual([201, '']);
    expect((await site.memberIds(groupIds.designTeam)).at(-1)).toBe(jonas());
  });

  it.each([
    ['as Atlassian describes it', 204, 204, 201],
    ['as a vendor reports it', 404, 404, 409],
  ] as const)('answers what changes nothing %s', async (_, nonMember, removed, added) => {
    const other = await TestSite.start({ nonMember });
    const before = await other.memberIds(groupIds.designTeam);
    expect((await other.delete(`${target}&accountId=${priya()}`)).status).toBe(removed);
    expect((await other.post(target, { accountId: jonas() })).status).toBe(added);
    expect(await other.memberIds(groupIds.designTeam)).toEqual(before);
  });

  it('does not say with a 404 that it was the membership that is missing', async () => {
    const other = await TestSite.start({ nonMember: 404 });
    const texts = [
      (await other.delete(`${target}&accountId=${priya()}`)).text,
      (await other.delete(`${target}&accountId=nobody`)).text,
    ];
    expect(new Set(texts).size).toBe(1);
  });

  it('says with a 409 that somebody is a member already', async () => {
    const other = await TestSite.start({ nonMember: 404 });
    const reply = await other.post(target, { accountId: jonas() });
    expect(errorWords(reply)).toBe('The user is already a member of the group');
  });

  it('touches no other group', async () => {
    await site.delete(`${target}&accountId=${jonas()}`);
    expect(await site.memberIds(groupIds.allStaff)).toContain(jonas());
  });

  it('answers 404 without saying whether group or account is missing', async () => {
    const replies = [
      await site.delete(`${path}nope&accountId=${jonas()}`),
      await site.delete(`${target}&accountId=nobody`),
      await site.post(`${path}nope`, { accountId: jonas() }),
      await site.post(target, { accountId: 'nobody' }),
    ];
    expect(replies.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
  });

  it.each(['', '&accountId=', '&key=jonas', '&username=jonas'])(
    'refuses a removal without account id (%p)',
    async (query) => {
      const reply = await site.delete(target + query);
      expect(reply.status).toBe(400);
      expect(errorWords(reply)).toContain('accountId');
    },
  );

  it('ignores the older ways to name a person beside the account id', async () => {
    const reply = await site.delete(`${target}&key=a&username=b&accountId=${jonas()}`);
    expect(reply.status).toBe(204);
    expect(await site.memberIds(groupIds.designTeam)).not.toContain(jonas());
  });

  it('refuses a request without group', async () => {
    const [endpoint = ''] = path.split('?');
    expect((await site.delete(`${endpoint}?accountId=${jonas()}`)).status).toBe(400);
    expect((await site.post(endpoint, { accountId: jonas() })).status).toBe(400);
    expect((await site.delete(`${path}&accountId=${jonas()}`)).status).toBe(400);
  });

  it.each([
    ['no body', undefined],
    ['no JSON', 'accountId=x'],
    ['a list', []],
    ['no account id', {}],
    ['an empty account id', { accountId: '' }],
    ['a number', { accountId: 5 }],
  ])('refuses an addition with %s', async (_, body) => {
    const reply = await site.post(target, body, { headers: { 'content-type': 'application/json' } });
    expect(reply.status).toBe(400);
  });

  it('refuses a body that is not said to be JSON', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const reply = await site.post(target, { accountId: jonas() }, { headers: form });
    expect(reply.status).toBe(400);
    expect(errorWords(reply)).toContain('application/json');
  });
});

describe.each(['userByGroupId?groupId=' + groupIds.oktaEngineering, 'user?name=okta-engineering'])(
  'a group that an identity provider manages (%s)',
  (endpoint) => {
    const path = `group/${endpoint}`;

    it('is not changed by Confluence, which says so', async () => {
      for (const reply of [
        await site.delete(`${path}&accountId=${jonas()}`),
        await site.post(path, { accountId: priya() }),
      ]) {
        expect(reply.status).toBe(400);
        expect(errorWords(reply)).toContain('okta-engineering is managed by an external directory');
      }
      expect(await site.memberIds(groupIds.oktaEngineering)).toContain(jonas());
      expect(await site.memberIds(groupIds.oktaEngineering)).not.toContain(priya());
    });

    it('is told of to nobody who may not change groups, nor for accounts that are none', async () => {
      const asMember = await site.delete(`${path}&accountId=${jonas()}`, { as: 'member' });
      expect([asMember.status, (await site.delete(`${path}&accountId=nobody`)).status]).toEqual([403, 404]);
    });
  },
);

it('is in the end as any order of additions and removals leaves it', async () => {
  const accounts = await site.memberIds(groupIds.designTeam);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.boolean(), fc.constantFrom(...accounts)), { maxLength: 30 }),
      async (changes) => {
        site.confluence.reset();
        const expected = new Set<string>();
        for (const [add, accountId] of changes) {
          const path = `group/userByGroupId?groupId=${groupIds.emptyGroup}`;
          if (add) await site.post(path, { accountId });
          else await site.delete(`${path}&accountId=${accountId}`);
          if (add) expected.add(accountId);
          else expected.delete(accountId);
        }
        expect(await site.memberIds(groupIds.emptyGroup)).toEqual([...expected]);
      },
    ),
    { numRuns: 25, seed: 11 },
  );
});
