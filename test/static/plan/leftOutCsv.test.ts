import { leftOutFile } from '../../../static/admin-panel/src/plan/leftOutCsv';

const GROUPS = new Map([['g', { id: 'g', name: 'R&D / Zürich' }]]);
const NOW = new Date(2026, 2, 1);

it('has every line that is left out, with its reason', () => {
  const { name, text } = leftOutFile(
    [
      { reason: 'notMatched', line: 17, text: '=HYPERLINK("x")', groupId: 'g' },
      { reason: 'protected', accountId: 'ada', groupId: 'g' },
    ],
    GROUPS,
    NOW,
  );
  expect(name).toBe('R&D - Zürich left out 2026-03-01.csv');
  expect(text.replace('\uFEFF', '').split('\r\n')).toEqual([
    'Line,Text,Account ID,Group,Reason',
    `17,"'=HYPERLINK(""x"")",,R&D / Zürich,Not matched`,
    ',,ada,R&D / Zürich,Protected from removal',
  ]);
});

it('is about changes where it is about several groups, or none', () => {
  const of = (...groupIds: string[]) =>
    leftOutFile(
      groupIds.map((groupId) => ({ reason: 'groupGone' as const, groupId })),
      GROUPS,
      NOW,
    ).name;
  expect(of('g', 'gone')).toBe('changes left out 2026-03-01.csv');
  expect(of()).toBe('changes left out 2026-03-01.csv');
  expect(of('gone')).toBe('gone left out 2026-03-01.csv');
});
