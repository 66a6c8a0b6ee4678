import type { Person } from '../../../src/contract';
import { lookUpInCalls } from '../../../static/admin-panel/src/files/lookUpInCalls';

const person = (accountId: string): Person => ({
  ...{ accountId, displayName: `Name of ${accountId}` },
  ...{ accountType: 'person', lacksAccess: false, guest: false },
});
const ids = (count: number) => Array.from({ length: count }, (_, n) => `account-${n}`);

beforeEach(() => void jest.spyOn(console, 'info').mockImplementation());
afterEach(() => jest.restoreAllMocks());

it('asks of 200 at a time, one call after the other', async () => {
  const calls: number[] = [];
  let underWay = 0;
  const people = await lookUpInCalls(
    ids(450),
    async (accountIds) => {
      underWay += 1;
      calls.push(accountIds.length);
      await Promise.resolve();
      expect(underWay).toBe(1);
      underWay -= 1;
      return new Map(accountIds.map((accountId) => [accountId, person(accountId)]));
    },
    new AbortController().signal,
  );
  expect(calls).toEqual([200, 200, 50]);
  expect([...people.keys()]).toEqual(ids(450));
});

it('leaves out those whom the directory does not have', async () => {
  const people = await lookUpInCalls(
    ['a', 'b'],
    () =>
      Promise.resolve(
        new Map([
          ['a', person('a')],
          ['b', null],
        ]),
      ),
    new AbortController().signal,
  );
  expect([...people]).toEqual([['a', person('a')]]);
});

it('keeps what it has once a call fails, and makes no more', async () => {
  let calls = 0;
  const people = await lookUpInCalls(
    ids(600),
    (accountIds) => {
      calls += 1;
      if (calls === 2) return Promise.reject(new Error('down'));
      return Promise.resolve(new Map(accountIds.map((accountId) => [accountId, person(accountId)])));
    },
    new AbortController().signal,
  );
  expect(calls).toBe(2);
  expect(people.size).toBe(200);
});

it('ends before the next call', async () => {
  const ending = new AbortController();
  let calls = 0;
  await lookUpInCalls(
    ids(600),
    () => {
      calls += 1;
      ending.abort();
      return Promise.resolve(new Map());
    },
    ending.signal,
  );
  expect(calls).toBe(1);
});
