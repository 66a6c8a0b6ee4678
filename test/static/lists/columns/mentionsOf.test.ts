import fc from 'fast-check';
import { csvOf } from '../../../../static/admin-panel/src/csv/csv';
import { createGroupTest, groupsIn } from '../../../../static/admin-panel/src/lists/columns/groupsIn';
import { mentionsOf, type ListInput } from '../../../../static/admin-panel/src/lists/columns/mentionsOf';
import type { RowFilter } from '../../../../static/admin-panel/src/lists/columns/rowFilter';
import type { ColumnRoles } from '../../../../static/admin-panel/src/lists/columns/tableColumns';
import type { ListContent } from '../../../../static/admin-panel/src/lists/listContent';
import { ADA, BOB, CLEO, DAN, listTable, noPause } from '../support/listTable';

const DESIGN = '41b0b334-7e2b-460b-a270-105d83ca558f';
const ALL = 'afae61a7-bd25-4b68-8ebf-0d2c519710e8';

const inputOf = (
  content: ListContent,
  roles: ColumnRoles = {},
  more: Partial<ListInput> = {},
): ListInput => ({
  ...{ content, roles, filters: [], use: 'people', ...more },
});

/** @param onlyGroup the group whose rows are wanted */
async function mentions(
  inputs: readonly ListInput[],
  { onlyGroup }: { onlyGroup?: { id: string; name: string } } = {},
) {
  const isGroupWanted = onlyGroup && createGroupTest(onlyGroup, await groupsIn(inputs, noPause));
  return mentionsOf(inputs, { today: '2026-11-28', ...(isGroupWanted && { isGroupWanted }) }, noPause);
}

const PERSON: ColumnRoles = { accountId: 0, email: 1, name: { full: 2 } };

it('says why a line cannot be read: nobody, another product, somebody else', async () => {
  const unreadable = [
    { line: 1, excerpt: 'Hi' },
    { line: 2, excerpt: '00uNtEU7xvOdLMfxM1Yv', otherProduct: 'okta' },
    { line: 3, excerpt: 'From: eve@x.org', isOtherRole: true },
  ] as const;
  const reasons = ['unreadable', 'otherProduct', 'otherRole'];
  for (const content of [
    { kind: 'prose', mentions: [], unreadable },
    { ...listTable('A'), unreadable },
  ] as const) {
    const { omissions, lines } = await mentions([inputOf(content)]);
    expect(omissions.map(({ why }) => why)).toEqual(reasons);
    expect(lines).toBe(3);
  }
});

describe('a row', () => {
  const read = async (line: string, roles: ColumnRoles = PERSON) => {
    const {
      mentions: found,
      omissions,
      lines,
    } = await mentions([inputOf(listTable('A,B,C,D', line), roles)]);
    expect(lines).toBe(1);
    return [
      ...found.map(({ accountId, email, name }) => ({ accountId, email, name })),
      ...omissions.map(({ why }) => why),
    ];
  };

  it('says all that it says of a person', async () => {
    expect(
      await mentions([inputOf(listTable('A,B,C', ` ${ADA} ,Ada@Example.com,Ada Lovelace`), PERSON)]),
    ).toEqual({
      mentions: [
        {
          ...{ file: 0, line: 2, text: 'Ada Lovelace <ada@example.com>' },
          ...{ accountId: ADA, email: 'ada@example.com', name: 'Ada Lovelace' },
        },
      ],
      omissions: [],
      lines: 1,
    });
  });

  it.each<[string, readonly unknown[]]>([
    ['null,ada@example.com,', [{ email: 'ada@example.com' }]],
    ['10442,ada@example.com,Ada', [{ email: 'ada@example.com', name: 'Ada' }]],
    [`[~accountid:${ADA.toUpperCase()}],,`, [{ accountId: ADA }]],
    [',n/a,Ada Lovelace', [{ name: 'Ada Lovelace' }]],
    [',,"Lovelace, Ada"', [{ name: 'Lovelace, Ada' }]],
    [',Ada <mailto:ada@example.com>,', [{ email: 'ada@example.com' }]],
    [',ada_example.com#EXT#@tenant.onmicrosoft.com,', [{ email: 'ada@example.com' }]],
    [',a@example.com; b@example.com,Team', [{ email: 'a@example.com' }, { email: 'b@example.com' }]],
    [
      ',"""Lovelace, Ada"" <a@example.com>, B <b@example.com>",',
      [{ email: 'a@example.com' }, { email: 'b@example.com' }],
    ],
    [',a@example.com; A@example.com,', [{ email: 'a@example.com' }]],
    [`${ADA},a@example.com; b@example.com,Ada`, [{ accountId: ADA }]],
    [`${ADA}; ${BOB},a@example.com,`, [{ accountId: ADA }, { accountId: BOB }]],
    // In the other column.
    ['ada@example.com,,', [{ email: 'ada@example.com' }]],
    [`,${ADA},`, [{ accountId: ADA }]],
    [',,ada@example.com', [{ email: 'ada@example.com' }]],
    // Names of nobody.
    ['00uNtEU7xvOdLMfxM1Yv,,', ['otherProduct']],
    [',,,70b7dcbf-d362-4488-bef6-e5367ded5b2d', ['otherProduct']],
    [',,,something', ['unreadable']],
    [',,4711', ['unreadable']],
    [',-,—', ['unreadable']],
  ])('is read: %s', async (line, people) => {
    expect(await read(line)).toEqual(people);
  });

  it('has a name in two cells, or in one of them', async () => {
    const roles: ColumnRoles = { name: { first: 0, last: 1 } };
    const names = await mentions([inputOf(listTable('A,B', 'Ada,Lovelace', ',Suharto', 'Ada,-'), roles)]);
    expect(names.mentions.map(({ name }) => name)).toEqual(['Ada Lovelace', 'Suharto', 'Ada']);
  });

  it('says which group, and what is to be done', async () => {
    const roles: ColumnRoles = { email: 0, action: 1, groupId: 2, groupName: 3 };
    const table = listTable(
      'A,B,C,D',
      `a@example.com,REMOVE,${DESIGN},design`,
      'b@example.com,Add,,',
      'c@example.com,keep',
    );
    expect((await mentions([inputOf(table, roles)])).mentions).toEqual([
      {
        ...{ file: 0, line: 2, text: 'a@example.com', email: 'a@example.com' },
        ...{ action: 'remove', groupId: DESIGN, groupName: 'design' },
      },
      { file: 0, line: 3, text: 'b@example.com', email: 'b@example.com', action: 'add' },
      { file: 0, line: 4, text: 'c@example.com', email: 'c@example.com' },
    ]);
  });

  it('is as it was before a spreadsheet’s apostrophe', async () => {
    const [, cells = ''] = csvOf(['A', 'B'], [['-a@example.com', '=Ada+Bob']]).split('\r\n');
    const { mentions: found } = await mentions([
      inputOf(listTable('A,B', cells), { email: 0, name: { full: 1 } }),
    ]);
    expect(found).toMatchObject([{ email: '-a@example.com', name: '=Ada+Bob' }]);
  });

  it('of a group, a service or a device is about no person', async () => {
    const table = listTable(
      'A,B',
      ...['User', 'Group', 'Service Principal', 'CUSTOMER', ''].map((type) => `Ada,${type}`),
    );
    const { mentions: found, omissions } = await mentions([
      inputOf(table, { name: { full: 0 }, memberType: 1 }),
    ]);
    expect(found.map(({ line }) => line)).toEqual([2, 6]);
    expect(omissions).toEqual([3, 4, 5].map((line) => ({ file: 0, line, text: 'Ada', why: 'notAPerson' })));
  });

  it('is shown by its beginning where it names nobody', async () => {
    const { omissions } = await mentions([
      inputOf(listTable('A,B,C', `,4711,"two\nlines ${'x'.repeat(99)}"`), {}),
    ]);
    expect(omissions[0]?.text).toMatch(/^4711, two lines x+…$/);
  });
});

describe('rows', () => {
  const roles: ColumnRoles = { email: 0, groupId: 1, groupName: 2 };
  const pivoted = listTable(
    'email,Group id,Group,Status',
    `a@example.com,${DESIGN},design,Active`,
    `a@example.com,${ALL},all,Active`,
    `b@example.com,${DESIGN.toUpperCase()},Renamed since,Suspended`,
    'c@example.com,,DESIGN,Active',
    'd@example.com,,designers,Active',
    'e@example.com,,,Active',
  );

  it('are only about the group that is wanted', async () => {
    const onlyGroup = { id: DESIGN, name: 'Design' };
    const { mentions: found, omissions } = await mentions([inputOf(pivoted, roles)], { onlyGroup });
    expect(found.map(({ line }) => line)).toEqual([2, 4, 5, 7]);
    expect(omissions.map(({ line, why }) => [line, why])).toEqual([
      ...[
        [3, 'otherGroup'],
        [6, 'otherGroup'],
      ],
    ]);
    const bare = listTable('email', 'a@example.com');
    expect((await mentions([inputOf(bare, { email: 0 })], { onlyGroup })).mentions).toHaveLength(1);
  });

  it('have to pass the filters first', async () => {
    const filters = [{ kind: 'words', column: 3, values: ['Suspended'] }] as const;
    const { mentions: found, omissions } = await mentions([inputOf(pivoted, roles, { filters })], {
      onlyGroup: { id: ALL, name: 'all' },
    });
    expect(found).toEqual([]);
    expect(omissions.map(({ why }) => why)).toEqual([
      'filtered',
      'filtered',
      'otherGroup',
      'filtered',
      'filtered',
      'filtered',
    ]);
    expect(omissions[0]).toEqual({ file: 0, line: 2, text: 'a@example.com', why: 'filtered' });
  });

  it('of files that only tell whose an address is are none', async () => {
    const table = listTable('email', 'a@example.com');
    const inputs = [inputOf(table, { email: 0 }, { use: 'lookUp' }), inputOf(table, { email: 0 })];
    const { mentions: found, lines } = await mentions(inputs);
    expect(found).toEqual([{ file: 1, line: 2, text: 'a@example.com', email: 'a@example.com' }]);
    expect(lines).toBe(1);
  });

  it('that cannot be read are said, and running text is as it is', async () => {
    const table = { ...listTable('email', 'a@example.com'), unreadable: [{ line: 3, excerpt: '"open' }] };
    const prose: ListContent = {
      kind: 'prose',
      mentions: [
        { line: 1, text: 'a@example.com', email: 'a@example.com' },
        { line: 1, text: CLEO, accountId: CLEO },
      ],
      unreadable: [{ line: 2, excerpt: 'hello' }],
    };
    const {
      omissions,
      mentions: found,
      lines,
    } = await mentions([inputOf(table, { email: 0 }), inputOf(prose)]);
    expect(lines).toBe(4);
    expect(found.slice(1)).toEqual(prose.mentions.map((mention) => ({ file: 1, ...mention })));
    expect(omissions).toEqual([
      { file: 0, line: 3, text: '"open', why: 'unreadable' },
      { file: 1, line: 2, text: 'hello', why: 'unreadable' },
    ]);
  });

  it('are each a mention or an omission, whatever is in them', async () => {
    const cell = fc.oneof(
      fc.constantFrom(
        '',
        ' ',
        ADA,
        BOB,
        DAN,
        'a@example.com',
        'a@example.com; b@example.com',
        'Ada Lovelace',
        'Group',
        'add',
      ),
      fc.constantFrom('00uNtEU7xvOdLMfxM1Yv', DESIGN, 'Never', '12 Mar 2025', '4711', 'null', '-'),
      fc.string({ unit: 'binary', maxLength: 30 }),
    );
    const column = fc.nat(5);
    const roles = fc.record(
      {
        ...{ accountId: column, email: column, name: column.map((full) => ({ full })) },
        ...{ groupId: column, groupName: column, action: column, memberType: column },
      },
      { requiredKeys: [] },
    );
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(
        table,
        roles,
        fc.boolean(),
        fc.boolean(),
        async (rows, known, isOneGroup, isFiltered) => {
          const content: ListContent = {
            ...{ kind: 'table', header: ['', '', '', '', '', ''], unreadable: [{ line: 1, excerpt: '' }] },
            rows: rows.map((cells, n) => ({ line: n + 2, cells })),
          };
          const when = { is: 'olderThan', days: 3 } as const;
          const filter: RowFilter = { kind: 'date', column: 2, order: undefined, when, withEmpty: true };
          const input = inputOf(content, known, { filters: isFiltered ? [filter] : [] });
          const result = await mentions(
            [input, input],
            isOneGroup ? { onlyGroup: { id: DESIGN, name: 'x' } } : {},
          );
          const named = new Set(result.mentions.map(({ file, line }) => `${file}:${line}`));
          const omitted = result.omissions.map(({ file, line }) => `${file}:${line}`);
          expect(new Set(omitted).size).toBe(omitted.length);
          expect(omitted.filter((line) => named.has(line))).toEqual([]);
          expect(named.size + omitted.length).toBe(result.lines);
          expect(result.lines).toBe(2 * (rows.length + 1));
          for (const { accountId, email, name, text } of result.mentions) {
            expect(accountId ?? email ?? name).toBeTruthy();
            expect(text.length).toBeLessThan(70);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
