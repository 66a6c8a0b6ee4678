import { believableTotal, nextStartOf } from '../../../src/confluence/paging';
import { parseGroupPage } from '../../../src/confluence/parseAnswers';

const page = (count: number, rest: object = {}) => {
  const results = Array.from({ length: count }, (_, n) => ({ id: `g${n}`, name: '' }));
  const parsed = parseGroupPage({ results, ...rest });
  if (!parsed) throw new Error('It is a page.');
  return parsed;
};
const next = (link: unknown) => ({ _links: { next: link } });

it.each([
  [100, next('/rest/api/user/memberof?accountId=x&start=300&limit=200'), 300],
  [100, next('https://site.example/wiki/rest/api/group?start=250'), 250],
  [100, next('/rest/api/group?limit=200&start=150#x'), 150],
  [100, next('/more'), 200],
  [100, next('/more?start=soon'), 200],
  [100, next('/more?restart=7'), 200],
  [100, next('/more?start=100'), 200],
  [100, next('/more?start=0'), 200],
  [100, next('/more?start=-1'), 200],
  [0, next('/more?start=300'), 300],
  [0, next('/more?start=100'), undefined],
  [0, next('/more'), undefined],
  [100, {}, undefined],
  [100, { _links: null }, undefined],
  [100, { _links: 'none' }, undefined],
  [100, next(null), undefined],
  [100, next(''), undefined],
  [100, next({ href: '/more' }), undefined],
])('after %i entries from 100, with %j, it goes on at %s', (count, rest, start) => {
  expect(nextStartOf(page(count, rest), 100)).toBe(start);
});

it.each([
  [10, { totalSize: 110 }, 110],
  [10, { totalSize: 240, ...next('/more') }, 240],
  [10, { totalSize: 111, ...next('/more') }, 111],
  [10, { totalSize: 110, ...next('/more') }, undefined],
  [10, { totalSize: 109 }, undefined],
  [10, { totalSize: 0 }, undefined],
  [10, { totalSize: null }, undefined],
  [10, { totalSize: -1 }, undefined],
  [10, { totalSize: '240' }, undefined],
  [10, { totalSize: 240.5 }, undefined],
  [10, {}, undefined],
  [0, { totalSize: 24 }, 24],
  [0, { totalSize: 0 }, 0],
  [0, { totalSize: 0, ...next('/more') }, undefined],
])('of %i entries from 100, with %j, the total is %s', (count, rest, total) => {
  expect(believableTotal(page(count, rest), 100)).toBe(total);
});
