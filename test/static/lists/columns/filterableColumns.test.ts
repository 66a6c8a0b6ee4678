import { describeColumns } from '../../../../static/admin-panel/src/lists/columns/describeColumns';
import {
  filterableColumns,
  withoutRoleColumns,
} from '../../../../static/admin-panel/src/lists/columns/filterableColumns';
import { proposeColumns } from '../../../../static/admin-panel/src/lists/columns/proposeColumns';
import { ADA, BOB, CLEO, DAN, listTable, noPause } from '../support/listTable';

async function filterable(...lines: readonly string[]) {
  const table = listTable(...lines);
  const facts = await describeColumns(table, noPause);
  return filterableColumns(table, facts, (await proposeColumns(table, facts, noPause)).roles, noPause);
}

describe('columns to filter by', () => {
  it('are dates, then words, then numbers of an export', async () => {
    const columns = await filterable(
      'User id,User name,email,Number,Level,User status,Added,Last seen in Jira,Last seen in Confluence,Jira',
      `${ADA},Ada Lovelace,a@example.com,10001,1,Active,03 May 2021,Never accessed,12 Mar 2025,User`,
      `${BOB},Bob Dylan,b@example.com,10002,2,Active,04 May 2022,01 Jan 2026,Never accessed,`,
      `${CLEO},Cleo Ann,c@example.com,10003,3,Suspended,05 May 2022,,no date,User`,
      `${DAN},Dan Brown,d@example.com,10004,3,Active,06 May 2022,,01 Jan 2026,User`,
    );
    expect(columns.map(({ title, kind }) => `${title}: ${kind}`)).toEqual([
      ...['Last seen in Confluence: date', 'Last seen in Jira: date', 'Added: date'],
      ...['User status: words', 'Jira: words', 'Level: number', 'Number: number'],
    ]);
    expect(columns[0]).toEqual({
      ...{ kind: 'date', column: 8, title: 'Last seen in Confluence', order: 'dayFirst' },
      counts: { dated: 2, never: 1, empty: 0, unreadable: 1 },
    });
    expect(columns[3]).toMatchObject({
      values: [
        { value: 'Active', count: 3 },
        { value: 'Suspended', count: 1 },
      ],
    });
    expect(columns[4]).toMatchObject({
      values: [
        { value: 'User', count: 3 },
        { value: '', count: 1 },
      ],
    });
    expect(columns[5]).toMatchObject({ least: 1, most: 3 });
  });

  it.each([
    ['dayFirst', ['01/02/2026', '28/02/2026']],
    ['monthFirst', ['01/02/2026', '02/28/2026']],
    ['dayFirst', ['01/02/2026', '28/02/2026', '27/02/2026', '02/28/2026']],
    [undefined, ['01/02/2026', '03/04/2026']],
    ['dayFirst', ['01.02.2026', '03.04.2026']],
    ['dayFirst', ['2026-02-01', '2026-03-04']],
  ])('have dates written %s', async (order, days) => {
    const [column] = await filterable('email,Leaving', ...days.map((day, n) => `p${n}@example.com,${day}`));
    expect(column).toMatchObject({ kind: 'date', order });
  });

  it('are none of other people, of ids, of names, and none where all rows are alike or all different', async () => {
    expect(
      await filterable(
        'email,Manager,Object,Last name,Billable,Remark',
        'a@example.com,m.one@example.com,70b7dcbf-d362-4488-bef6-e5367ded5b2d,Lovelace,Yes,one',
        'b@example.com,m.two@example.com,ed87c5d2-612a-4d00-898f-9f4ebd51f3fa,Dylan,Yes,two',
      ),
    ).toEqual([]);
  });

  it('have at most thirty values', async () => {
    const rows = (count: number) =>
      Array.from({ length: 2 * count }, (_, n) => `p${n}@example.com,team ${n % count}`);
    expect(await filterable('email,Team', ...rows(31))).toEqual([]);
    expect(await filterable('email,Team', ...rows(30))).toHaveLength(1);
  });
});

it('leaves out filters of columns that were given a role since', () => {
  const filters = [0, 1, 2, 3].map((column) => ({ kind: 'words' as const, column, values: ['x'] }));
  const left = withoutRoleColumns(filters, { name: { first: 0, last: 2 }, memberType: 3 });
  expect(left.map(({ column }) => column)).toEqual([1, 3]);
  expect(withoutRoleColumns(filters, { memberType: 3 })).toBe(filters);
});
