import { QueryClient } from '@tanstack/react-query';
import type { Person } from '../../../src/contract';
import {
  knownPerson,
  lookUpPeople,
  rememberPeople,
} from '../../../static/admin-panel/src/people/usePeopleById';

const invoke = jest.fn<Promise<unknown>, [name: string, input: { accountIds: string[] }]>();
jest.mock('../../../static/admin-panel/src/host/resolver', () => ({
  invoke: (name: string, input: { accountIds: string[] }) => invoke(name, input),
  valueOf: (call: Promise<unknown>) => call,
}));

const person = (accountId: string): Person => ({
  ...{
    accountId,
    displayName: accountId.toUpperCase(),
    accountType: 'person',
    deactivated: false,
    guest: false,
  },
});
const [ada, bob] = [person('ada'), person('bob')];
let client = new QueryClient();

beforeEach(() => {
  jest.useFakeTimers();
  client = new QueryClient();
  invoke.mockReset();
  invoke.mockImplementation((_, { accountIds }) =>
    Promise.resolve({ people: accountIds.filter((id) => id !== 'gone').map(person) }),
  );
});
afterEach(() => jest.useRealTimers());

it('people are known for as long as the page is open, and who does not exist too', async () => {
  rememberPeople(client, [ada]);
  await lookUpPeople(client, ['bob', 'gone']);
  jest.advanceTimersByTime(10 * 3_600_000);
  expect(['ada', 'bob', 'gone', 'other'].map((id) => knownPerson(client, id))).toEqual([
    ada,
    bob,
    null,
    undefined,
  ]);
});

it('nobody is looked up twice', async () => {
  rememberPeople(client, [ada]);
  expect([...(await lookUpPeople(client, ['ada', 'bob', 'gone']))]).toEqual([
    ['ada', ada],
    ['bob', bob],
    ['gone', null],
  ]);
  jest.advanceTimersByTime(3_600_000);
  await lookUpPeople(client, ['gone', 'bob', 'ada']);
  expect(invoke.mock.calls).toEqual([['lookUpPeople', { accountIds: ['bob', 'gone'] }]]);
});
