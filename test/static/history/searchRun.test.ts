import type { Person } from '../../../src/contract';
import { searchRun } from '../../../static/admin-panel/src/history/searchRun';
import { changeOf } from './support/records';

const zoe: Person = {
  ...{ accountId: 'z1', displayName: 'Zoë Ander', email: 'z.ander@example.com' },
  ...{ accountType: 'person', lacksAccess: false, guest: false },
};
const changes = [
  changeOf({ index: 0, accountId: 'z1' }),
  changeOf({ index: 1, accountId: 'gone-77' }),
  changeOf({ index: 2, accountId: 'z1', groupId: 'g-2' }),
];
const find = (query: string) =>
  searchRun(changes, query, (accountId) => (accountId === 'z1' ? zoe : null)).map(({ index }) => index);

it('finds changes by name, email and account id, those of accounts that are gone by the id', () => {
  expect(find('zoe')).toEqual([0, 2]);
  expect(find('ander@')).toEqual([0, 2]);
  expect(find('GONE')).toEqual([1]);
  expect(find('nobody')).toEqual([]);
});

it('leaves all of them where nothing is typed', () => {
  expect(searchRun(changes, '  ', () => undefined)).toBe(changes);
});
