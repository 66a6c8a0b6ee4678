import fc from 'fast-check';
import { groupIds } from '../../../sandbox/confluence';
import { findPeople } from '../../../src/confluence/findPeople';
import { listMembers } from '../../../src/confluence/listMembers';
import type { PeoplePage, Person } from '../../../src/contract/directory';
import { Site } from './support/site';

let site: Site;
beforeAll(async () => {
  // The properties ask more often than a person types.
  site = await Site.start({ limits: false });
});
beforeEach(() => site.sandbox.reset());

const ask = (query: string, limit = 50) => findPeople(site.as('member'), query, limit);

async function find(query: string, limit?: number): Promise<PeoplePage> {
  const page = await ask(query, limit);
  if (!page.ok) throw new Error(`${page.error.kind}: ${page.error.detail}`);
  return page.value;
}

async function membersOf(groupId: string): Promise<Person[]> {
  const page = await listMembers(site.as('member'), groupId, { start: 0, limit: 200, withTotal: false });
  if (!page.ok) throw new Error(page.error.kind);
  return page.value.members;
}

const namesOf = ({ people }: PeoplePage) => people.map(({ displayName }) => displayName);

/** The CQL of each search that Confluence was asked. */
const searches = () =>
  site.requests.map(({ path }) => new URL(path, 'https://site').searchParams.get('cql') ?? path);

/** A hit of `search/user` as Confluence describes one. */
const hit = (accountId: string, email: string) => ({
  user: { type: 'known', accountId, displayName: 'Kim Lee', email },
});

describe('a name', () => {
  it.each([
    ['jonas', 'Jonas Berg'],
    [' BER ', 'Jonas Berg'],
    ['berg jonas', 'Jonas Berg'],
    ['Angstrom', 'Zoë Ångström-Çelik'],
    ['zoë ångström-çelik', 'Zoë Ångström-Çelik'],
    ['Zoe\u0308', 'Zoë Ångström-Çelik'],
    ['ŁUKASZ ŻÓŁĆ', 'Łukasz Żółć'],
    ['nguyen thi anh', 'Nguyễn Thị Ánh'],
    ['王', '王小明'],
    ['高橋', 'さくら 高橋'],
    ['김민', '김민준'],
    ['בן־דוד', 'ליאור בן־דוד'],
    ['الزهراء', 'فاطمة الزهراء'],
    ['ковальчук', 'Ольга Ковальчук'],
    ['अनन्या शर्मा', 'अनन्या शर्मा'],
    ["O'Brien", "Siobhán O'Brien"],
    ['"Jonas"', 'Jonas Berg'],
    ['Jonas\\', 'Jonas Berg'],
    ['jonas*', 'Jonas Berg'],
    ['jo? ber~', 'Jonas Berg'],
    ['(jonas) && -berg', 'Jonas Berg'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)> <b>Bold</b>'],
  ])('%j finds %s', async (query, name) => {
    expect(namesOf(await find(query))).toContain(name);
  });

  it.each([
    ['Jonas AND NOT Berg', 'jonas and not berg'],
    ['a" OR user.fullname ~ "b', 'a or user fullname b'],
    ['\\" OR type=user OR "\\', 'or type user or'],
    ["O’Brien + D'Arcy-", "o’brien d'arcy"],
    ['* ? [a TO b] {c} x^4 y~2', 'a to b c x 4 y 2'],
    ['علی\u200cرضا', 'علی\u200cرضا'],
  ])('%j is looked for as the words %j', async (query, words) => {
    await find(query);
    expect(searches()).toEqual([`user.fullname ~ "${words}"`]);
  });

  it.each(['"', '\\', '* * *', '()', '…', '🙂', '\u0301', "'", '\u200d', '-_-'])(
    '%j has no word: nobody, and nothing is asked of Confluence',
    async (query) => {
      expect(await find(query)).toEqual({ people: [], more: false });
      expect(site.requests).toEqual([]);
    },
  );

  it('finds guests, apps and deactivated people, and tells what they are', async () => {
    expect(await find('castellanos')).toMatchObject({ people: [{ guest: true, lacksAccess: false }] });
    expect(await find('okonkwo')).toMatchObject({ people: [{ guest: false, lacksAccess: true }] });
    expect(await find('design digest')).toMatchObject({ people: [{ accountType: 'app' }] });
  });

  it('finds nobody by a name that nobody has', async () => {
    expect(await find('xyzzy')).toEqual({ people: [], more: false });
  });

  it('says whether there are more', async () => {
    const { people, more } = await find('grace adeyemi');
    expect(more).toBe(false);
    expect(people.length).toBeGreaterThan(1);
    expect(await find('grace adeyemi', people.length)).toMatchObject({ more: false });
    const some = await find('grace adeyemi', people.length - 1);
    expect(some).toMatchObject({ people: people.slice(0, -1), more: true });
  });

  it('costs one request of 1 point and 2 a person', async () => {
    const { people } = await find('a', 5);
    expect(people).toHaveLength(5);
    expect(site.requests.map(({ points }) => points)).toEqual([11]);
  });

  it('passes over a hit that is no person', async () => {
    const odd = [{ user: null }, {}, null, 'x', { user: { accountId: 7 } }, { user: { accountId: '' } }];
    site.fault({ status: 200, body: { results: [...odd, hit('abc', '')] } });
    expect(await find('kim')).toMatchObject({ people: [{ accountId: 'abc' }], more: false });
  });
});

describe('an account id', () => {
  it('finds that person directly, for 3 points', async () => {
    for (const accountId of (await membersOf(groupIds.designTeam)).map((person) => person.accountId)) {
      site.sandbox.requestLog.clear();
      expect(await find(` ${accountId} `)).toMatchObject({ people: [{ accountId }], more: false });
      expect(site.requests.map(({ points }) => points)).toEqual([3]);
    }
  });

  it('tells what they are', async () => {
    expect(await find('5c3a2000e0d7426a91b8c02d')).toMatchObject({ people: [{ lacksAccess: true }] });
    expect(await find('5c3a200be0d7426a91b8c02e')).toMatchObject({ people: [{ guest: true }] });
  });

  it.each(['5b10a2844c20165700ede2ff', '557058:00000000-0000-0000-0000-000000000000', 'qm:a-b:c_d:1234'])(
    'finds nobody by %s, which nobody has',
    async (accountId) => {
      expect(await find(accountId)).toEqual({ people: [], more: false });
      expect(site.asked).toEqual([
        expect.stringContaining(`user/bulk?accountId=${encodeURIComponent(accountId)}`),
      ]);
    },
  );

  it.each(['5b10a2844c20165700ede21', '557058:9c1f', `x:${'y'.repeat(130)}`, '557058:9c1f2d6e&accountId=b'])(
    'is not what %s is: that is searched as a name',
    async (query) => {
      await find(query);
      expect(site.asked).toEqual([expect.stringContaining('search/user')]);
    },
  );
});

describe('an email address', () => {
  it.each(['jonas.berg@example.com', ' JONAS.BERG@Example.com '])('%j finds whose it is', async (query) => {
    expect(await find(query, 1)).toMatchObject({
      people: [{ displayName: 'Jonas Berg', email: 'jonas.berg@example.com' }],
      more: false,
    });
    expect(searches()).toEqual(['user.fullname ~ "jonas berg"']);
  });

  it.each([
    ['jonas_berg+lists@example.com', 'jonas berg lists'],
    ['jonas-berg.1042@example.com', 'jonas berg'],
    ['jonas7@example.com', 'jonas'],
    ["o'brien@example.com", "o'brien"],
  ])('%s is looked for as %s', async (email, words) => {
    expect((await find(email)).people).toEqual([]);
    expect(searches()).toEqual([`user.fullname ~ "${words}"`]);
  });

  it('finds a person among their namesakes', async () => {
    const plain = /^[a-z]+ [a-z]+$/i;
    const people = (await membersOf(groupIds.contractors)).filter(
      ({ displayName, email }) => plain.test(displayName) && email !== undefined,
    );
    expect(people.length).toBeGreaterThan(20);
    for (const person of people.slice(0, 20)) {
      expect(await find(person.email ?? '')).toMatchObject({ people: [person] });
    }
  });

  it('does not find whose address is hidden, or says nothing of the name', async () => {
    expect(namesOf(await find('lukasz zolc'))).toEqual(['Łukasz Żółć']);
    expect((await find('lukasz.zolc@example.com')).people).toEqual([]);
    expect((await find('designer.1@example.com')).people).toEqual([]);
  });

  it.each(['1042@example.com', '+1-555@example.com'])(
    '%s has no word before the @: nothing is asked of Confluence',
    async (email) => {
      expect(await find(email)).toEqual({ people: [], more: false });
      expect(site.requests).toEqual([]);
    },
  );

  const namesakes = (start: number, emails: readonly string[]) => ({
    path: `start=${start}&`,
    status: 200,
    body: {
      results: emails.map((email, index) => hit(`kim${start + index}`, email)),
      totalSize: 90,
      _links: { next: '/more' },
    },
  });
  const others = Array.from({ length: 25 }, (_, index) => `kim.lee.${index}@example.com`);

  it('is looked for among the next namesakes too, and no further', async () => {
    site.fault(namesakes(0, others), namesakes(25, ['kim.lee@example.com']));
    expect(await find('kim.lee@example.com')).toMatchObject({
      people: [{ accountId: 'kim25' }],
      more: false,
    });
    site.fault(namesakes(0, others), namesakes(25, others));
    expect(await find('kim.lee@example.com')).toEqual({ people: [], more: false });
    expect(site.requests).toHaveLength(4);
  });

  it('is looked for where the next page begins, however short the first was', async () => {
    const next = {
      ...namesakes(0, others.slice(0, 10)).body,
      _links: { next: '/search/user?cql=x&start=25' },
    };
    site.fault({ ...namesakes(0, []), body: next }, namesakes(25, ['kim.lee@example.com']));
    expect((await find('kim.lee@example.com')).people).toHaveLength(1);
    site.sandbox.requestLog.clear();
    site.fault(namesakes(0, others.slice(0, 10)), namesakes(10, ['kim.lee@example.com']));
    expect((await find('kim.lee@example.com')).people).toHaveLength(1);
  });

  it('is not looked for further once it is found', async () => {
    site.fault(namesakes(0, [...others, 'kim.lee@example.com']));
    expect((await find('kim.lee@example.com')).people).toHaveLength(1);
    expect(site.requests).toHaveLength(1);
  });
});

describe.each([
  ['a name', 'jonas'],
  ['an account id', '5b10a2844c20165700ede21f'],
  ['an email address', 'jonas.berg@example.com'],
])('a failed search by %s', (_, query) => {
  it.each([
    [{ status: 400, body: { message: 'Could not parse cql' } }, 'invalid'],
    [{ status: 401, body: 'Unauthorized; scope does not match' }, 'scopeMissing'],
    [{ status: 403 }, 'permission'],
    [{ status: 429, headers: { 'ratelimit-reason': 'confluence-quota-global-based' } }, 'rateLimited'],
    [{ status: 500 }, 'unavailable'],
    [{ status: 200, body: { results: 'none' } }, 'unavailable'],
    [{ status: 200, body: '<html><title>Log in</title></html>' }, 'signedOut'],
    [{ status: 401, body: '<html>Edge</html>' }, 'unavailable'],
    [{ drop: 'before' }, 'unavailable'],
  ])('%j is %s', async (fault, kind) => {
    site.fault(fault);
    expect(await ask(query)).toMatchObject({ ok: false, error: { kind } });
  });
});

describe('whatever is typed', () => {
  const TYPED = { seed: 20_26, numRuns: 300 };
  const operators = Array.from('"\\*?~^+-&|!(){}[]/=,;<>. ');

  it('is data: only words reach Confluence, which never fails to parse them', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(...operators, "'", ':', '@', 'AND', ' OR ', 'NOT ', 'IN', 'a') }),
    );
    const query = text.filter((typed) => /\S/.test(typed) && typed.isWellFormed() && typed.length <= 255);
    await fc.assert(
      fc.asyncProperty(query, async (typed) => {
        site.sandbox.requestLog.clear();
        expect(await ask(typed, 5)).toMatchObject({ ok: true });
        for (const cql of searches()) {
          expect(cql).toMatch(/^user\.fullname ~ "(?:[\p{L}\p{N}\p{M}'’ ]|\u200C|\u200D)+"$/u);
          expect(cql).not.toMatch(/[A-Z]/);
        }
      }),
      TYPED,
    );
  });

  it('finds a person by beginnings of the words of their name, whatever stands between', async () => {
    const nameWords = (await membersOf(groupIds.designTeam))
      .map(({ accountId, displayName }) => ({ accountId, words: displayName.match(/[\p{L}\p{M}]+/gu) ?? [] }))
      .filter(({ words }) => words.join(' ').length < 60);
    const between = fc.string({ unit: fc.constantFrom(...operators), maxLength: 4 });
    const typed = fc.constantFrom(...nameWords).chain(({ accountId, words }) =>
      fc.record({
        accountId: fc.constant(accountId),
        beginnings: fc.tuple(
          ...words.map((word) => fc.integer({ min: 1, max: word.length }).map((n) => word.slice(0, n))),
        ),
        between: fc.array(between, { minLength: words.length + 1, maxLength: words.length + 1 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(typed, async ({ accountId, beginnings, between: [first = '', ...rest] }) => {
        const text = first + beginnings.map((word, index) => `${word} ${rest[index]}`).join('');
        const { people, more } = await find(text);
        if (!more) expect(people.map((person) => person.accountId)).toContain(accountId);
      }),
      TYPED,
    );
  });
});
