import fc from 'fast-check';
import * as v from 'valibot';
import { listPersonEventsInput, listRunsInput } from '../../../src/contract/inputs';
import {
  historyInput,
  isFiltered,
  usableFilters,
  withoutFilter,
} from '../../../static/admin-panel/src/history/filters/filters';

const HOUR = 3_600_000;

it('takes a day from its first moment to its last, where the admin is', () => {
  const { from = 0, to = 0 } = historyInput({ from: '2026-03-02', to: '2026-03-03' });
  expect(new Date(from)).toEqual(new Date(2026, 2, 2, 0, 0, 0, 0));
  expect(new Date(to)).toEqual(new Date(2026, 2, 4, 0, 0, 0, 0));
  expect(new Date(to - 1).toDateString()).toBe('Tue Mar 03 2026');
});

it('takes a day whole though the clocks change in it', () => {
  for (const day of ['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01']) {
    const { from = 0, to = 0 } = historyInput({ from: day, to: day });
    const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
    expect([from, to]).toEqual([
      new Date(year, month - 1, date).getTime(),
      new Date(year, month - 1, date + 1).getTime(),
    ]);
    expect([23 * HOUR, 24 * HOUR, 25 * HOUR]).toContain(to - from);
  }
});

it('asks for nothing before 1970, nor for another year than the one named', () => {
  expect(historyInput({ from: '0026-03-02', to: '0099-01-01' })).toEqual({ from: 0, to: 0 });
  expect(new Date(historyInput({ to: '2026-12-31' }).to ?? 0)).toEqual(new Date(2027, 0, 1));
});

it('hands on the others as they are, and not whom it is about', () => {
  expect(
    historyInput({ personId: 'p', groupId: 'g', actorId: 'a', action: 'add', outcome: 'failed' }),
  ).toEqual({ groupId: 'g', actorId: 'a', action: 'add', outcome: 'failed' });
  expect(historyInput({})).toEqual({});
});

it('leaves out what names nothing, and keeps the rest', () => {
  expect(usableFilters({ personId: 'a b', groupId: '../x', actorId: 'ü', action: 'remove' })).toEqual({
    action: 'remove',
  });
  const filters = { personId: '5b10:a-b_c', groupId: '7d5a-ü', actorId: '557058:f8-1', to: '2026-03-01' };
  expect(usableFilters(filters)).toEqual(filters);
  expect(usableFilters({})).toEqual({});
});

it('leaves nothing that the resolver would not take, whatever the link says', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 300 }));
  fc.assert(
    fc.property(text, text, text, (personId, groupId, actorId) => {
      const filters = usableFilters({ personId, groupId, actorId });
      const input = historyInput(filters);
      expect(v.is(listRunsInput, { limit: 25, ...input })).toBe(true);
      if (filters.personId !== undefined) {
        const asked = { limit: 25, personId: filters.personId, ...input };
        expect(v.is(listPersonEventsInput, asked)).toBe(true);
      }
    }),
  );
});

it('knows whether any is in use, and takes one away', () => {
  expect(isFiltered({})).toBe(false);
  expect(isFiltered({ to: '2026-03-01' })).toBe(true);
  expect(withoutFilter({ to: '2026-03-01', action: 'add' }, 'to')).toEqual({ action: 'add' });
});
