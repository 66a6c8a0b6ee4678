import { QueryClient, QueryObserver } from '@tanstack/react-query';
import type { Person } from '../../../src/contract';
import type { MemberList } from '../../../static/admin-panel/src/members/memberList';
import { forgetMembers, membersQuery, reloadMembers } from '../../../static/admin-panel/src/members/queries';
import { person } from './churningGroup';

let members: Person[] = [];
const invoke = jest.fn(() => Promise.resolve({ ok: true, members, total: members.length }));
jest.mock('../../../static/admin-panel/src/host/resolver', () => ({
  invoke: () => invoke(),
  valueOf: <T>(answer: Promise<T>) => answer,
}));

const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
beforeEach(() => {
  client.clear();
  invoke.mockClear();
  members = ['a', 'b', 'c'].map(person);
});

const idsIn = (list: MemberList | undefined) => list?.loaded().map(({ accountId }) => accountId);
const known = () => client.getQueryData(membersQuery('g').queryKey);
/** The group is on the page. */
const show = () => new QueryObserver(client, membersQuery('g')).subscribe(() => undefined);

it('takes people out without asking for the list again', async () => {
  await client.query(membersQuery('g'));
  const hide = show();
  await forgetMembers(client, 'g', ['b'], Infinity);
  expect([idsIn(known()), known()?.total]).toEqual([['a', 'c'], 2]);
  expect(invoke).toHaveBeenCalledTimes(1);
  hide();
});

it('reads a list again that was read while people were being removed', async () => {
  await client.query(membersQuery('g'));
  const hide = show();
  members = ['a', 'c'].map(person);
  await forgetMembers(client, 'g', ['b'], 0);
  expect([idsIn(known()), known()?.total]).toEqual([['a', 'c'], 2]);
  expect(invoke).toHaveBeenCalledTimes(2);
  hide();
});

it('does not let a reload bring back who was removed meanwhile', async () => {
  await client.query(membersQuery('g'));
  const hide = show();
  const old = { ok: true, members: [...members], total: 3 };
  let answer: (page: typeof old) => void = () => undefined;
  invoke.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  void reloadMembers(client, 'g');
  members = ['a', 'c'].map(person);
  const forgotten = forgetMembers(client, 'g', ['b'], Infinity);
  answer(old);
  await forgotten;
  expect(idsIn(known())).toEqual(['a', 'c']);
  expect(invoke).toHaveBeenCalledTimes(3);
  hide();
});

it('asks nothing of a group that is not loaded', async () => {
  await forgetMembers(client, 'g', ['a'], 0);
  await reloadMembers(client, 'g');
  expect(invoke).not.toHaveBeenCalled();
});
