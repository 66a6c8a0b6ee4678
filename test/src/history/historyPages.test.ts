import {
  endPage,
  isBeforePeriod,
  isInPeriod,
  mayBeInPeriod,
  readCursor,
} from '../../../src/history/historyPages';
import { newRunId } from '../../../src/history/keys';

const NOON = Date.parse('2026-03-01T12:00:00.000Z');
const DAY_MS = 24 * 3_600_000;
/** The id of a run that was made then. */
const at = (time: number) => newRunId(time);

describe('a period', () => {
  it('has its first moment and not its last', () => {
    const day = { from: NOON, to: NOON + DAY_MS };
    expect([-1, 0, DAY_MS - 1, DAY_MS].map((ms) => isInPeriod(NOON + ms, day))).toEqual([
      ...[false, true, true, false],
    ]);
    expect(isInPeriod(NOON, {})).toBe(true);
  });

  it('may have a run whose id was made up to a day before it, and none whose id was made at its end', () => {
    const hour = { from: NOON, to: NOON + 3_600_000 };
    const may = (ms: number) => mayBeInPeriod(at(NOON + ms), hour);
    expect([-DAY_MS - 1, -DAY_MS, 3_600_000 - 1, 3_600_000].map(may)).toEqual([false, true, true, false]);
    expect(mayBeInPeriod(at(NOON), {})).toBe(true);
  });

  it('begins after every run from a certain id on', () => {
    expect(isBeforePeriod(at(NOON - DAY_MS - 1), { from: NOON })).toBe(true);
    expect(isBeforePeriod(at(NOON - DAY_MS), { from: NOON })).toBe(false);
    expect(isBeforePeriod(at(0), {})).toBe(false);
  });
});

describe('a cursor', () => {
  it('comes back as what it was made of', () => {
    for (const place of [
      { cursor: 'the storage’s own, with blanks', after: at(NOON) },
      { cursor: undefined, after: at(NOON) },
      { cursor: 'x', after: '' },
    ]) {
      expect(readCursor(endPage(place, undefined).cursor)).toEqual(place);
    }
  });

  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['one without a blank', 'abc'],
    ['one of several lines', 'abc def\nghi'],
    ['one that begins with a line end', '\nabc def'],
  ])('is the beginning where the page gives %s', (_, text) => {
    expect(readCursor(text)).toEqual({ cursor: undefined, after: '' });
  });

  it('says how far back was looked, where that is known', () => {
    const next = { cursor: 'c', after: 'a' };
    expect(endPage(next, at(NOON))).toEqual({ cursor: 'a c', searchedTo: '2026-03-01T12:00:00.000Z' });
    expect(endPage(next, undefined)).toEqual({ cursor: 'a c' });
    expect(endPage(next, 'no id')).toEqual({ cursor: 'a c' });
  });
});
