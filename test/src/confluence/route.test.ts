import { assumeTrustedRoute, route as forgeRoute } from '@forge/api';
import fc from 'fast-check';
import { InvalidRoute, route } from '../../../src/confluence/route';

const text = fc.string({ unit: 'binary', maxLength: 20 }).filter((value) => value.isWellFormed());

it('inserts text, numbers and truth values', () => {
  expect(route`/wiki/rest/api/group`).toBe('/wiki/rest/api/group');
  expect(route`/wiki/${'a'}/b?start=${0}&all=${false}`).toBe('/wiki/a/b?start=0&all=false');
});

it('keeps a value within its segment and its parameter', () => {
  expect(route`/wiki/${'a/b?c#d%2e'}/e?f=${'a&b=c#d+e f'}`).toBe(
    '/wiki/a%2Fb%3Fc%23d%252e/e?f=a%26b%3Dc%23d%2Be%20f',
  );
});

it('inserts search parameters as they are', () => {
  const query = new URLSearchParams([
    ['accountId', 'a:b'],
    ['accountId', 'c&d'],
  ]);
  expect(route`/wiki/bulk?${query}&limit=${2}`).toBe('/wiki/bulk?accountId=a%3Ab&accountId=c%26d&limit=2');
});

it.each(['.', '..', 'a..b', '../..'])('refuses %s in the path, and takes it in the query', (value) => {
  expect(() => route`/wiki/group/${value}/members`).toThrow(InvalidRoute);
  expect(route`/wiki/group?id=${value}`).toContain('id=');
});

it.each(['\ud800', 'a\udfff'])('refuses a lone surrogate', (value) => {
  expect(() => route`/wiki/group?id=${value}`).toThrow(InvalidRoute);
});

it('brings every value back out of the URL', () => {
  fc.assert(
    fc.property(text, text, text, (segment, first, second) => {
      fc.pre(segment !== '.' && !segment.includes('..'));
      const url = new URL(route`/wiki/${segment}/end?a=${first}&b=${second}`, 'https://site');
      expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'wiki', segment, 'end']);
      expect([...url.searchParams]).toEqual([
        ['a', first],
        ['b', second],
      ]);
    }),
  );
});

it('makes of a query what the platform’s own makes of it', () => {
  fc.assert(
    fc.property(text, fc.integer(), (name, start) => {
      const own = assumeTrustedRoute(route`/wiki/group?name=${name}&start=${start}`);
      expect(own.value).toBe(forgeRoute`/wiki/group?name=${name}&start=${start}`.value);
    }),
  );
});
