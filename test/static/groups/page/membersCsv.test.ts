import fc from 'fast-check';
import Papa from 'papaparse';
import type { Person } from '../../../../src/contract';
import { csvFileName } from '../../../../static/admin-panel/src/csv/csv';
import { membersCsv as membersCsvOf } from '../../../../static/admin-panel/src/groups/page/membersCsv';

const ADA: Person = {
  accountId: '5b10a2844c20165700ede21f',
  displayName: 'Ada Lovelace',
  email: 'ada@example.com',
  accountType: 'person',
  lacksAccess: false,
  guest: false,
};
const GROUP = { id: 'g-1', name: 'design' };
const membersCsv = (people: readonly Person[]) => membersCsvOf(people, GROUP);
const UNKNOWN = { accountType: 'person', lacksAccess: false, guest: false } as const;

it('has a byte order mark, a header, CRLF, and quotes doubled', () => {
  const csv = membersCsv([
    ADA,
    { ...ADA, accountId: '2', displayName: 'O"Neil, "Al"\nJr.', guest: true, lacksAccess: true },
    { ...ADA, accountId: '3', displayName: '北', accountType: 'app' },
  ]);
  expect(csv).toBe(
    '\uFEFFUser id,User name,email,Status,Group id,Group\r\n' +
      '5b10a2844c20165700ede21f,Ada Lovelace,ada@example.com,Active,g-1,design\r\n' +
      '2,"O""Neil, ""Al""\nJr.",ada@example.com,"No Confluence access, Guest",g-1,design\r\n' +
      '3,北,ada@example.com,App,g-1,design',
  );
});

it('has no id for an account that Confluence listed without one', () => {
  const csv = membersCsv([{ ...ADA, accountId: 'row-17', isUnidentified: true }]);
  expect(csv).toMatch(/\r\n,Ada Lovelace,ada@example.com,Active,g-1,design$/);
  expect(csv).not.toContain('row-17');
});

it('leaves a hidden email empty', () => {
  expect(membersCsv([{ accountId: '1', displayName: 'Ada Lovelace', ...UNKNOWN }])).toContain(
    'Ada Lovelace,,Active',
  );
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '=1\n+2', '＝1', '"=1"'])(
  'makes %j harmless',
  (displayName) => {
    const { data } = Papa.parse<string[]>(membersCsv([{ ...ADA, displayName }]).slice(1));
    expect(data[1]?.[1]).toMatch(/^['"]/);
    expect(data[1]?.[1]?.replace(/^'/, '')).toBe(displayName);
  },
);

it('is read back as it was, whatever the name, and no cell begins as a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (displayName, email) => {
      const { data } = Papa.parse<string[]>(membersCsv([{ ...ADA, displayName, email }]).slice(1));
      const cells = data[1] ?? [];
      expect(cells).toHaveLength(6);
      for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      expect([displayName, `'${displayName}`]).toContain(cells[1]);
    }),
  );
});

it.each([
  ['design-team', 'design-team members 2026-03-09.csv'],
  ['R&D / Zürich (北)', 'R&D - Zürich (北) members 2026-03-09.csv'],
  ['../../etc', 'etc members 2026-03-09.csv'],
  ['a\u202Egpj.exe', 'a-gpj.exe members 2026-03-09.csv'],
  ['???', 'group members 2026-03-09.csv'],
])('names the file of %j', (group, name) => {
  expect(csvFileName(group, 'members', new Date(2026, 2, 9))).toBe(name);
});

it('cuts the name of a file between characters', () => {
  const nameOf = (group: string) => csvFileName(group, 'members', new Date(2026, 2, 9));
  for (let before = 110; before <= 120; before += 1) {
    const name = nameOf(`${'x'.repeat(before)}👩‍👩‍👧👍🏽e\u0301`);
    expect(name.isWellFormed()).toBe(true);
    expect(name).toMatch(/^x+(?:👩|👩-👩|👩-👩-👧|👩-👩-👧👍🏽|👩-👩-👧👍🏽é)? members/u);
  }
  expect(nameOf('a\ud83dz').isWellFormed()).toBe(true);
});
