import Papa from 'papaparse';
import type { Change, Person } from '../../../src/contract';
import type { FilePart } from '../../../static/admin-panel/src/csv/saveFile';
import { knownById } from '../../../static/admin-panel/src/directory/chosen';
import {
  addressesFile,
  entraFile,
  leftOutFile,
  planFile,
  type FileFacts,
} from '../../../static/admin-panel/src/plan/planFiles';
import { fileText } from '../support/fileText';

const PEOPLE = new Map(
  [
    ['ada', 'Ada Lovelace', 'ada@example.com'],
    ['bea', 'Bea Park', undefined],
    ['caleb', '\u200b', '=cmd@example.com'],
    ['dora', 'Dora', "d.o'neil+x@example.com"],
  ].map(([accountId = '', displayName = '', email]): [string, Person] => [
    accountId,
    {
      ...{ accountId, displayName, accountType: 'person', lacksAccess: false, guest: false },
      ...(email !== undefined && { email }),
    },
  ]),
);
const FACTS: FileFacts = {
  personOf: (accountId) => PEOPLE.get(accountId) ?? knownById(accountId),
  groups: new Map([
    ['g', { id: 'g', name: 'R&D / Zürich' }],
    ['h', { id: 'h', name: 'sales' }],
  ]),
  files: ['leavers.csv', 'more.csv'],
  now: new Date(2026, 2, 1),
};
const linesOf = (parts: readonly FilePart[]) => fileText(parts).replace('\uFEFF', '').split('\r\n');
const removal = (accountId: string, groupId = 'g'): Change => ({ accountId, groupId, action: 'remove' });

describe('what is left out', () => {
  it('is a file with who and what as the page reads it again, and where it stood, in the order of the lines', async () => {
    const { name, parts } = await leftOutFile(
      [
        { reason: 'protected', ...removal('ada') },
        { reason: 'unchanged', ...removal('bea'), file: 1, line: 2 },
        { reason: 'notMatched', file: 0, line: 17, text: '=HYPERLINK("x")', groupId: 'g' },
      ],
      FACTS,
    );
    expect(name).toBe('R&D - Zürich left out 2026-03-01.csv');
    expect(fileText(parts).startsWith('\uFEFF')).toBe(true);
    expect(linesOf(parts)).toEqual([
      'User id,User name,email,Action,Group id,Group,Line,File,Text,Reason',
      `,,,,g,R&D / Zürich,17,leavers.csv,"'=HYPERLINK(""x"")",Not matched`,
      'bea,Bea Park,,remove,g,R&D / Zürich,2,more.csv,,No change needed',
      'ada,Ada Lovelace,ada@example.com,remove,g,R&D / Zürich,,,,Protected from removal',
    ]);
  });

  it('has the numbers of files where their names were not kept', async () => {
    const { parts } = await leftOutFile([{ reason: 'filtered', file: 1, line: 3 }], { ...FACTS, files: [] });
    expect(linesOf(parts)[1]).toBe(',,,,,,3,2,,Left out by a filter');
  });

  it('is about changes where it is about several groups, or none', async () => {
    const nameFor = async (...groupIds: string[]) =>
      (
        await leftOutFile(
          groupIds.map((groupId) => ({ reason: 'groupGone', groupId })),
          FACTS,
        )
      ).name;
    expect(await nameFor('g', 'gone')).toBe('changes left out 2026-03-01.csv');
    expect(await nameFor()).toBe('changes left out 2026-03-01.csv');
    expect(await nameFor('gone')).toBe('gone left out 2026-03-01.csv');
  });
});

it('has all changes of a plan, what they do, and where they come from', async () => {
  const entries = [
    { ...removal('ada'), key: '1', file: 0, line: 2 },
    { ...removal('caleb', 'h'), key: '2' },
  ];
  const { name, parts } = await planFile(
    entries,
    ({ accountId }) =>
      accountId === 'ada' ? { kind: 'keeps', through: { id: 'h', name: 'sales' } } : { kind: 'loses' },
    FACTS,
  );
  expect(name).toBe('changes planned changes 2026-03-01.csv');
  expect(linesOf(parts)).toEqual([
    'User id,User name,email,Action,Group id,Group,Keeps or loses,Line,File',
    'ada,Ada Lovelace,ada@example.com,remove,g,R&D / Zürich,Keeps Confluence through sales,2,leavers.csv',
    `caleb,,"'=cmd@example.com",remove,h,sales,Loses Confluence,,`,
  ]);
});

it('has all of very many changes', async () => {
  const entries = Array.from({ length: 1_001 }, (_, n) => ({ ...removal(`p${n}`), key: String(n) }));
  const { parts } = await planFile(entries, () => ({ kind: 'none' }), FACTS);
  const { data } = Papa.parse<string[]>(fileText(parts).slice(1));
  expect(data.slice(1).map(([accountId]) => accountId)).toEqual(entries.map(({ accountId }) => accountId));
});

describe('for an identity provider', () => {
  const changes = ['ada', 'bea', 'caleb', 'dora'].map((accountId) => removal(accountId));

  it('Entra takes the header of its template and an address a line, and nothing else', () => {
    const { name, parts } = entraFile(changes, FACTS);
    expect(name).toBe('R&D - Zürich to remove in Entra 2026-03-01.csv');
    expect(fileText(parts)).toBe(
      [
        'Member object ID or user principal name [memberObjectIdOrUpn] Required',
        'ada@example.com',
        "d.o'neil+x@example.com",
        '',
      ].join('\r\n'),
    );
    const added = entraFile(
      changes.map((change) => ({ ...change, action: 'add' })),
      FACTS,
    );
    expect(added.name).toBe('R&D - Zürich to add in Entra 2026-03-01.csv');
    expect(added.parts).toEqual(parts);
  });

  it.each(['＝cmd@example.com', '＋1@example.com', '@x@example.com', 'a;b@example.com', 'a b@example.com'])(
    'Entra gets no cell that a spreadsheet would run or divide: %s',
    (email) => {
      const personOf = (accountId: string): Person => ({
        ...{ accountId, displayName: 'Eve', accountType: 'person', lacksAccess: false, guest: false, email },
      });
      const { parts } = entraFile([removal('eve')], { ...FACTS, personOf });
      expect(fileText(parts)).not.toContain('example.com');
    },
  );

  it('any other gets addresses and ids', async () => {
    const { name, parts } = await addressesFile(changes.slice(0, 2), FACTS);
    expect(name).toBe('R&D - Zürich to remove 2026-03-01.csv');
    expect(linesOf(parts)).toEqual([
      'User id,User name,email,Action,Group id,Group',
      'ada,Ada Lovelace,ada@example.com,remove,g,R&D / Zürich',
      'bea,Bea Park,,remove,g,R&D / Zürich',
    ]);
  });
});
