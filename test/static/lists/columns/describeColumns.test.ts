import { describeColumns } from '../../../../static/admin-panel/src/lists/columns/describeColumns';
import type { ListTable } from '../../../../static/admin-panel/src/lists/listContent';
import { ADA, BOB, CLEO, listTable, noPause } from '../support/listTable';

const contents = async (table: ListTable) =>
  (await describeColumns(table, noPause)).map(({ content }) => content);

describe('columns', () => {
  it('are known by their cells, whatever they are called', async () => {
    const table = listTable(
      'email,A,B,C,D,E,F',
      `${ADA},Ada <ada@example.com>,00uNtEU7xvOdLMfxM1Yv,12 Mar 2025,4711,Active,some words`,
      `${BOB},bob@example.com; b@example.com,00uSOmqFiQmA5eJyQ90i,Never accessed,4711,Active,others`,
      `[~accountid:${CLEO}],mailto:cleo@example.com,00ugFSNWEnz91eO9joov,—,4712,Suspended,and more`,
    );
    expect(await contents(table)).toEqual([
      'accountId',
      'email',
      'otherId',
      'date',
      'number',
      'words',
      'text',
    ]);
  });

  it('are known by their names where cells leave it open', async () => {
    const rows = [
      'Ada Lovelace,Ada,10442,ada',
      'Bob Dylan,Bob,10443,bob',
      `Cleo Ann,Cleo,${CLEO},cleo@example.com`,
    ];
    expect(await contents(listTable('Name,Vorname,User id,Mail', ...rows))).toEqual([
      ...['name', 'name', 'accountId', 'email'],
    ]);
    expect(await contents(listTable('A,B,C,D', ...rows))).toEqual(['text', 'text', 'text', 'text']);
  });

  it('have addresses in remarks that name nobody, unless nobody is named elsewhere', async () => {
    const remarks = [
      'handover to bob@example.com',
      'Deputy: Bob <bob@example.com>',
      'laptop still with bob@example.com',
    ];
    expect(await contents(listTable('Mail,Note', ...remarks.map((one) => `ada@example.com,${one}`)))).toEqual(
      [...['email', 'text']],
    );
    expect(await contents(listTable('Key,Note', ...remarks.map((one, n) => `A-${n},${one}`)))).toEqual([
      ...['text', 'email'],
    ]);
    const written = [
      'Bob van der Berg <bob@example.com>',
      'cleo@example.com (left in May)',
      "'Ada' <ada@example.com>",
    ];
    expect(await contents(listTable('Name,Contact', ...written.map((one) => `A B,${one}`)))).toEqual([
      ...['name', 'email'],
    ]);
  });

  it('have no names in them that are sign-ins', async () => {
    const table = listTable(
      'username,User name',
      'adalovel,Ada Lovelace',
      'adalovel,Ada Lovelace',
      'bobdylan,Bob Dylan',
    );
    expect(await contents(table)).toEqual(['text', 'name']);
  });

  it('have nothing in them where cells only say so', async () => {
    expect(await contents(listTable('A,B,C', 'n/a,-,null', ',,'))).toEqual(['empty', 'empty', 'empty']);
  });

  it('are of dates where all cells say never', async () => {
    expect(await contents(listTable('Last seen', 'Never accessed', 'Never accessed'))).toEqual(['date']);
  });

  it('show a few different cells, shortened', async () => {
    const long = 'x'.repeat(100);
    const table = listTable('Text,', 'one,', 'one,', ',', `"two\n lines",`, `${long},`, 'four,');
    const [text, nameless] = await describeColumns(table, noPause);
    expect(text?.samples).toEqual(['one', 'two lines', `${'x'.repeat(40)}…`]);
    expect(nameless).toEqual({ column: 1, title: '', content: 'empty', samples: [] });
  });

  it('are found in rows anywhere in a long table', async () => {
    const rows = Array.from({ length: 20_001 }, (_, n) => ({
      line: n + 2,
      cells: [n === 19_997 ? ADA : '', n > 10_000 ? `user${n}@example.com` : ''],
    }));
    const table: ListTable = { kind: 'table', header: ['Anything', 'Else'], rows, unreadable: [] };
    expect(await contents(table)).toEqual(['accountId', 'email']);
  });
});
