import fc from 'fast-check';
import { createDateReader, orderIn } from '../../../../static/admin-panel/src/lists/columns/readDate';

const dayOf = (text: string, order?: 'dayFirst' | 'monthFirst') => {
  const read = createDateReader(order)(text);
  return read.is === 'day' ? read.day : read.is;
};

describe('a date', () => {
  it.each([
    ...[
      '28 Nov 2026',
      '28 November 2026',
      '28-Nov-26',
      '28/Nov/26 3:31 PM',
      'Nov 28, 2026',
      'November 28th, 2026',
    ],
    ...[
      '2026-11-28',
      '2026/11/28',
      '2026-11-28T23:27:13.123Z',
      '2026-11-28T00:27:13+01:00',
      '2026-11-28 10:27:13',
    ],
    ...[
      '28.11.2026',
      '28.11.26',
      '28.11.2026, 14:05',
      '28. November 2026',
      '2026. 11. 28.',
      '2026年11月28日',
      '2026年11月28日(土)',
    ],
    ...[
      '2026년 11월 28일',
      '28 de noviembre de 2026',
      'sam. 28 nov. 2026',
      '28 novembre 2026',
      '28 listopada 2026',
      '28. listopadu 2026',
    ],
    ...[
      '28 ноября 2026 г.',
      '28 листопада 2026',
      '28 Kasım 2026',
      '28. marraskuuta 2026',
      '28 nov 2026',
      '28-nov-2026',
    ],
    ...['Sat Nov 28 10:27:13 UTC 2026', 'Sat Nov 28 2026 10:27:13 GMT+0000 (Coordinated Universal Time)'],
    ...['Saturday, 28 November 2026 10:27', '28/11/2026', '11/28/2026'],
  ])('is read: %s', (text) => {
    const order = text === '11/28/2026' ? 'monthFirst' : 'dayFirst';
    expect(dayOf(text, order)).toBe('2026-11-28');
  });

  it('is read as Atlassian’s exports write it', () => {
    expect(
      ['12 Mar 2025', '03 May 2021', '14 Dec 2019 15:31:57', '2026-11-20'].map((text) => dayOf(text)),
    ).toEqual([...['2025-03-12', '2021-05-03', '2019-12-14', '2026-11-20']]);
  });

  it('is the day in the zone it is written in', () => {
    expect(dayOf('2026-11-28T23:59:59-11:00')).toBe('2026-11-28');
  });

  it.each([
    'Mrz',
    'März',
    'Mär.',
    'mars',
    'marzo',
    'maart',
    'marca',
    'марта',
    'Mart',
    'marts',
    'maaliskuuta',
  ])('has its month in words: %s', (month) => {
    expect(dayOf(`5 ${month} 2026`)).toBe('2026-03-05');
  });

  it('has day and month in the order that is given', () => {
    expect(dayOf('05/06/2026', 'dayFirst')).toBe('2026-06-05');
    expect(dayOf('05/06/2026', 'monthFirst')).toBe('2026-05-06');
    expect(dayOf('05/06/2026')).toBe('unreadable');
    expect(dayOf('05.06.2026', 'monthFirst')).toBe('2026-06-05');
    expect(dayOf('05/05/2026')).toBe('2026-05-05');
  });

  it.each([
    '31.02.2026',
    '2026-13-01',
    '00.00.0000',
    '10233',
    '4711',
    '1.5',
    'Active',
    'v1.2.3',
    'room 12',
    '712020:448f',
    `1 Jan ${'2'.repeat(99)}`,
  ])('is none: %s', (text) => {
    expect(dayOf(text, 'dayFirst')).toBe('unreadable');
  });

  it.each([
    'Never',
    'Never accessed',
    'never logged in',
    'Nie',
    'noch nie',
    'jamais',
    'nunca',
    'mai',
    'Nooit',
    'никогда',
    '从未登录',
    '—',
    '-',
  ])('is never: %s', (text) => {
    expect(dayOf(text)).toBe('never');
  });

  it.each(['', 'n/a', 'NULL', 'none'])('is not there: %j', (text) => {
    expect(dayOf(text)).toBe('empty');
  });

  it('says how it is written', () => {
    expect(orderIn('28/11/2026')).toBe('dayFirst');
    expect(orderIn('11-28-2026 10:00')).toBe('monthFirst');
    expect(orderIn('11/12/2026')).toBe('both');
    for (const text of ['11/11/2026', '28.11.2026', '2026-11-12', 'Never', '40/40/2026']) {
      expect(orderIn(text)).toBeUndefined();
    }
  });

  it('is the same day however it is written', () => {
    const day = fc.date({
      min: new Date(Date.UTC(1990, 0, 1)),
      max: new Date(Date.UTC(2090, 0, 1)),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year = '', month = '', of = ''] = iso.split('-');
        const long = (language: string) =>
          new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
        expect(dayOf(`${of}.${month}.${year}`)).toBe(iso);
        expect(dayOf(`${of}/${month}/${year}`, 'dayFirst')).toBe(iso);
        expect(dayOf(`${month}/${of}/${year}`, 'monthFirst')).toBe(iso);
        for (const language of [
          'en-US',
          'en-GB',
          'de',
          'fr',
          'es',
          'it',
          'pt',
          'nl',
          'pl',
          'cs',
          'sv',
          'da',
          'fi',
          'ru',
          'uk',
          'ja',
          'zh',
        ]) {
          expect([language, dayOf(long(language))]).toEqual([language, iso]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('throws at nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => typeof dayOf(text, 'dayFirst') === 'string'),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('0123456789./-: TZapmNov')) }),
        (text) => typeof dayOf(text) === 'string',
      ),
    );
  });
});
