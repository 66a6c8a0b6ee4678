import { QueryClient, QueryObserver } from '@tanstack/react-query';
import {
  KEPT_MS,
  membershipQuery,
  rememberMembership,
} from '../../../static/admin-panel/src/directory/memberships';

const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
const people = (count: number) => Array.from({ length: count }, (_, n) => `p${n}`);
const ask = vi.fn(() => Promise.resolve(true));

afterEach(() => {
  client.clear();
  ask.mockClear();
});

/** What is known of somebody when they are looked at. */
function look(accountId: string, groupId = 'g'): boolean | undefined {
  const query = { ...membershipQuery(client, groupId, accountId), queryFn: ask };
  const observer = new QueryObserver<boolean>(client, query);
  const stop = observer.subscribe(() => undefined);
  const { data } = observer.getCurrentResult();
  stop();
  return data;
}

it('keeps tens of thousands of people in one place, and asks about none of them', () => {
  rememberMembership(client, 'g', people(50_000), false);
  expect(client.getQueryCache().getAll()).toHaveLength(1);
  expect([look('p0'), look('p49999')]).toEqual([false, false]);
  expect(ask).not.toHaveBeenCalled();
});

it('asks about the others, and about the same people in another group', () => {
  rememberMembership(client, 'g', people(2), false);
  expect([look('p2'), look('p0', 'other')]).toEqual([undefined, undefined]);
  expect(ask).toHaveBeenCalledTimes(2);
});

it('corrects what was asked before, and only of those people', () => {
  const keyOf = (accountId: string, groupId = 'g') => membershipQuery(client, groupId, accountId).queryKey;
  for (const key of [keyOf('p0'), keyOf('p9'), keyOf('p0', 'other')]) client.setQueryData(key, true);
  rememberMembership(client, 'g', people(2), false);
  expect([look('p0'), look('p9'), look('p0', 'other')]).toEqual([false, true, true]);
});

it('goes by what happened last', () => {
  rememberMembership(client, 'g', people(2), false);
  rememberMembership(client, 'g', ['p1'], true);
  expect([look('p0'), look('p1')]).toEqual([false, true]);
});

describe('once others may have changed it', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('asks again about whom a run changed', () => {
    rememberMembership(client, 'g', ['p0'], false);
    vi.advanceTimersByTime(KEPT_MS - 1);
    expect(look('p0')).toBe(false);
    // What was looked at is kept as long again, from when it went out of sight.
    vi.advanceTimersByTime(KEPT_MS + 1);
    expect(look('p0')).toBeUndefined();
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('asks again about whom it had asked about, and not before', async () => {
    look('p0');
    await vi.advanceTimersByTimeAsync(KEPT_MS - 1);
    expect(look('p0')).toBe(true);
    expect(ask).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(KEPT_MS + 1);
    expect(look('p0')).toBeUndefined();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it.each([3_600_000, -3_600_000])('goes by no clock that was put %i ms ahead', async (jumpMs) => {
    rememberMembership(client, 'g', ['p0'], false);
    look('p1');
    vi.setSystemTime(Date.now() + jumpMs);
    expect(look('p0')).toBe(false);
    await vi.advanceTimersByTimeAsync(KEPT_MS + 1);
    look('p1');
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
