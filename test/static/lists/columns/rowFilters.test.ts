import type { DateCondition, RowFilter } from '../../../../static/admin-panel/src/lists/columns/rowFilter';
import { compileFilters } from '../../../../static/admin-panel/src/lists/columns/rowFilters';

const TODAY = '2026-11-28';
const passing = (filters: readonly RowFilter[], cells: readonly string[]) => {
  const passes = compileFilters(filters, TODAY);
  return cells.filter((cell) => passes([cell]));
};
const dates = (when: DateCondition, withEmpty = false): RowFilter => ({
  ...{ kind: 'date', column: 0, order: 'dayFirst', when, withEmpty },
});

const CELLS = [
  '30.08.2026',
  '31 Aug 2026',
  '2026-11-28T23:00:00Z',
  '29/11/2026',
  'Never accessed',
  '',
  'n/a',
  'soon',
];

describe('rows pass', () => {
  it.each<[string, DateCondition, readonly string[]]>([
    ['not seen for 90 days', { is: 'olderThan', days: 90 }, ['30.08.2026', 'Never accessed']],
    ['not seen for 89 days', { is: 'olderThan', days: 89 }, ['30.08.2026', '31 Aug 2026', 'Never accessed']],
    ['before a day', { is: 'before', day: TODAY }, ['30.08.2026', '31 Aug 2026']],
    ['until a day', { is: 'until', day: TODAY }, ['30.08.2026', '31 Aug 2026', '2026-11-28T23:00:00Z']],
    ['from a day', { is: 'from', day: TODAY }, ['2026-11-28T23:00:00Z', '29/11/2026']],
    ['never', { is: 'never' }, ['Never accessed']],
  ])('%s', (_, when, cells) => {
    expect(passing([dates(when)], CELLS)).toEqual(cells);
    expect(passing([dates(when, true)], CELLS)).toEqual(
      CELLS.filter((cell) => cells.includes(cell) || /^(n\/a)?$/.test(cell)),
    );
  });

  it('over the ends of months and years', () => {
    const older: RowFilter[] = [dates({ is: 'olderThan', days: 333 })];
    expect(passing(older, ['2025-12-30', '2025-12-31', '2024-02-29'])).toEqual(['2025-12-30', '2024-02-29']);
    expect(passing([dates({ is: 'olderThan', days: Number.MAX_VALUE })], ['1900-01-01', 'Never'])).toEqual([
      'Never',
    ]);
  });

  it('not by a date whose order is not known', () => {
    const filter: RowFilter = {
      ...{ kind: 'date', column: 0, order: undefined, withEmpty: false },
      when: { is: 'until', day: TODAY },
    };
    expect(passing([filter], ['01/02/2026', '2026-02-01'])).toEqual(['2026-02-01']);
  });

  it('by words', () => {
    expect(
      passing([{ kind: 'words', column: 0, values: ['Active', ''] }], ['Active ', 'active', '', 'Suspended']),
    ).toEqual([...['Active ', '']]);
  });

  it('by numbers, with points and commas', () => {
    const cells = ['4710', '4711', '4,711', '4.711,5', '4713', '', 'x'];
    expect(passing([{ kind: 'number', column: 0, atLeast: 4711, atMost: 4712 }], cells)).toEqual([
      '4711',
      '4,711',
      '4.711,5',
    ]);
    expect(passing([{ kind: 'number', column: 0, atLeast: 4712 }], cells)).toEqual(['4713']);
  });

  it('all filters, or none', () => {
    const passes = compileFilters(
      [
        { kind: 'words', column: 0, values: ['a'] },
        { kind: 'words', column: 1, values: ['b'] },
      ],
      TODAY,
    );
    expect([passes(['a', 'b']), passes(['a', 'c']), passes(['a'])]).toEqual([true, false, false]);
    expect(compileFilters([], TODAY)([])).toBe(true);
  });
});
