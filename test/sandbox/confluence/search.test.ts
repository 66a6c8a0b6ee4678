import fc from 'fast-check';
import { TestSite, column, errorWords, pageOf } from './support/testSite';

let site: TestSite;
beforeAll(async () => {
  site = await TestSite.start();
});

const search = (cql: string, more = '') =>
  site.get(`search/user?cql=${encodeURIComponent(cql)}&limit=200&sitePermissionTypeFilter=all${more}`);
const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
const titles = async (cql: string) => column(await search(cql), 'title');

describe('a full name', () => {
  it.each([
    ['user.fullname~"jonas"', 'Jonas Berg'],
    ['user.fullname ~ "BER"', 'Jonas Berg'],
    ['USER.FULLNAME~"jonas berg"', 'Jonas Berg'],
    ['user.fullname~"berg jonas"', 'Jonas Berg'],
    ['user.fullname~"jon*"', 'Jonas Berg'],
    ["user.fullname~'jonas'", 'Jonas Berg'],
    ['user.fullname~jonas', 'Jonas Berg'],
    ['user.fullname~"angstrom"', 'Zoë Ångström-Çelik'],
    ['user.fullname~"celik"', 'Zoë Ångström-Çelik'],
    ['user.fullname~"ZOË"', 'Zoë Ångström-Çelik'],
    ['user.fullname~"lukasz zolc"', 'Łukasz Żółć'],
    ['user.fullname~"nguyen thi anh"', 'Nguyễn Thị Ánh'],
    ['user.fullname~"王"', '王小明'],
    ['user.fullname~"ליאור"', 'ליאור בן־דוד'],
    ['user.fullname~"ковал"', 'Ольга Ковальчук'],
    ['user.fullname~"शर्मा"', 'अनन्या शर्मा'],
    ['user.fullname~"o\'brien"', "Siobhán O'Brien"],
    ['user.fullname~"\\<img src=x\\>"', '<img src=x onerror=alert(1)> <b>Bold</b>'],
    ['user.fullname~"\\"jonas\\""', 'Jonas Berg'],
    ['user.fullname~"jo\\nas"', 'Jonas Berg'],
  ])('%s finds %s', async (cql, name) => {
    expect(await titles(cql)).toContain(name);
  });

  it.each(['user.fullname~"onas"', 'user.fullname~"jonas x"', 'user.fullname~"--"', 'user.fullname~"*"'])(
    '%s finds nobody',
    async (cql) => {
      expect(await titles(cql)).toEqual([]);
    },
  );

  it('is found by any text of it, however odd', async () => {
    const names = column(await site.get('search/user?cql=user.fullname~%22a%22&limit=200'), 'title').map(
      String,
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), async (name) => {
        expect(await titles(`user.fullname~${quote(name)}`)).toContain(name);
      }),
      { numRuns: 30, seed: 3 },
    );
  });

  it('is never the cause of an error when quoted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, unit: 'grapheme' }), async (text) => {
        expect((await search(`user.fullname~${quote(text)}`)).status).toBe(200);
      }),
      { numRuns: 100, seed: 5 },
    );
  });
});

describe('an account id', () => {
  it.each(['user="ID"', 'user = "ID"', 'user.accountid="ID"', "user.accountId = 'ID'"])(
    'finds one by %s',
    async (cql) => {
      const { accountId, displayName } = site.confluence.personas.member;
      expect(await titles(cql.replace('ID', accountId))).toEqual([displayName]);
    },
  );

  it('finds nobody for an unknown one', async () => {
    expect(await titles('user="nobody"')).toEqual([]);
  });
});

describe('anything else', () => {
  it.each([
    'user.fullname~"jonas',
    'user.fullname~jonas"',
    'user.fullname~"a"b"',
    'user.fullname~""',
    'user.fullname~',
    'user.fullname="jonas"',
    'user~"jonas"',
    'user!="jonas"',
    'user.email="jonas.berg@example.com"',
    'title~"x"',
    'user.fullname~"a" AND user.fullname~"b"',
    'user IN ("a","b")',
    'user = currentUser()',
    'user.fullname ~ f(x)',
    'user.fullname~jon*',
    'user.fullname~j.berg',
    'user.fullname~jonas@example',
    'user.fullname~or',
    'user.fullname ~ Not',
    'jonas',
    '"',
    ' ',
  ])('%p is refused as CQL', async (cql) => {
    const reply = await search(cql);
    expect(reply.status).toBe(400);
    expect(errorWords(reply)).toMatch(/^Could not parse cql/);
  });

  it('a function call is named', async () => {
    expect(errorWords(await search('user=currentUser()'))).toMatch(/function call currentUser\(\)$/);
    expect((await search('user="currentUser()"')).status).toBe(200);
  });

  it('no query at all is refused', async () => {
    expect((await site.get('search/user')).status).toBe(400);
    expect((await site.get('search/user?cql=')).status).toBe(400);
  });
});

describe('the answer', () => {
  it('holds the person and where they are', async () => {
    const { accountId } = site.confluence.personas.member;
    const found = await search(`user="${accountId}"`);
    expect(pageOf(found).results).toMatchObject([
      {
        user: { accountId, displayName: 'Jonas Berg' },
        title: 'Jonas Berg',
        entityType: 'user',
        breadcrumbs: [],
        url: `/people/${encodeURIComponent(accountId)}`,
      },
    ]);
    expect(found.body).toMatchObject({ cqlQuery: `user="${accountId}"`, totalSize: 1 });
  });

  it('expands operations', async () => {
    const [result] = pageOf(await search('user.fullname~"dana"', '&expand=operations')).results;
    expect(result).toMatchObject({ user: { operations: [] } });
  });

  it('has 25 results by default and says how many there are', async () => {
    const first = pageOf(await site.get('search/user?cql=user.fullname~a'));
    expect(first.results).toHaveLength(25);
    expect(first.totalSize).toBeGreaterThan(25);
    const second = pageOf(await site.get(first._links.next?.replace('/rest/api/', '') ?? ''));
    expect(second.results[0]).not.toEqual(first.results[0]);
  });
});

describe('sitePermissionTypeFilter', () => {
  const found = async (name: string, filter: string) =>
    column(await site.get(`search/user?cql=user.fullname~${name}${filter}`), 'title');

  it('leaves only people with a license by default', async () => {
    for (const filter of ['', '&sitePermissionTypeFilter=none']) {
      expect(await found('jonas', filter)).toContain('Jonas Berg');
      expect(await found('castellanos', filter)).toEqual([]);
      expect(await found('okonkwo', filter)).toEqual([]);
    }
  });

  it('leaves only guests with externalCollaborator', async () => {
    const filter = '&sitePermissionTypeFilter=externalCollaborator';
    expect(await found('castellanos', filter)).toEqual(['Robin Castellanos']);
    expect(await found('berg', filter)).not.toContain('Jonas Berg');
  });

  it('leaves everybody with all', async () => {
    const filter = '&sitePermissionTypeFilter=all';
    expect(await found('castellanos', filter)).toEqual(['Robin Castellanos']);
    expect(await found('okonkwo', filter)).toEqual(['Dana Okonkwo']);
  });

  it('refuses other words', async () => {
    expect((await site.get('search/user?cql=user=a&sitePermissionTypeFilter=some')).status).toBe(400);
  });
});
