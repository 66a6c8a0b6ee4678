import { readDelayMs, timeOfAnswer } from '../../../src/confluence/readDelay';

const NOW = Date.parse('2026-03-01T10:00:00.000Z');
const DAY_S = 86_400;

describe('a delay', () => {
  it.each([
    ['90', 90_000],
    ['0', 0],
    ['1.5', 1_500],
    ['"30"', 30_000],
    ['30s', 30_000],
    [' 30 ', 30_000],
    ['5, 5', 5_000],
    ['5,7', 7_000],
    ['soon, 5', 5_000],
    ['5, 99999999', 5_000],
    [String(DAY_S), DAY_S * 1_000],
    ['86000', 86_000_000],
    ['Sun, 01 Mar 2026 10:05:00 GMT', 300_000],
    ['Sun, 01 Mar 2026 10:05:00 GMT, Sun, 01 Mar 2026 10:06:00 GMT', 360_000],
    ['Sunday, 01-Mar-26 10:05:00 GMT', 300_000],
    ['Sun Mar  1 10:05:00 2026', 300_000],
    ['2026-03-01T10:05Z', 300_000],
    ['2026-03-01T10:05:00.500Z', 300_500],
    ['2026-03-01T11:05:00+01:00', 300_000],
    ['2026-03-01T11:05:00+0100', 300_000],
    ['2026-03-01T10:05:00', 300_000],
    ['2026-03-01 10:05:00 UTC', 300_000],
    ['Sun, 01 Mar 2026 09:59:00 GMT', 0],
    [String(NOW / 1_000 + 45), 45_000],
    [String(NOW + 45_000), 45_000],
  ])('%j is %i ms', (text, ms) => {
    expect(readDelayMs(text, NOW)).toBe(ms);
  });

  it.each([
    undefined,
    '',
    '-1',
    '+5',
    'soon',
    '5 minutes',
    '1e3',
    'NaN',
    'Infinity',
    '2026-03-01',
    '10:05',
    'March 1',
    'Sun, 01 Mar 2026',
    'Thu, 01 Jan 1970 00:00:00 GMT',
    '2027-03-01T10:05:00Z',
    '2026-13-41T99:99:99Z',
    String(DAY_S + 1),
    '99999999999999999',
    String(NOW / 1_000 + 365 * DAY_S),
  ])('%j is none', (text) => {
    expect(readDelayMs(text, NOW)).toBeUndefined();
  });
});

describe('the time of an answer', () => {
  it('is that of its own clock, however wrong', () => {
    expect(timeOfAnswer({ date: 'Sun, 01 Mar 2026 11:00:00 GMT' }, NOW)).toBe(NOW + 3_600_000);
    expect(timeOfAnswer({ date: '2026-03-01T09:00:00Z' }, NOW)).toBe(NOW - 3_600_000);
  });

  it.each([{}, { date: '' }, { date: 'now' }, { date: '45' }])('is the asker’s with %j', (headers) => {
    expect(timeOfAnswer(headers, NOW)).toBe(NOW);
  });
});
