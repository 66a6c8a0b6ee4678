import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, waitFor } from '@testing-library/react';
import { useNamedGroups } from '../../../../static/admin-panel/src/lists/match/useNamedGroups';
import { bridge, json, type PageRequest } from '../../support/bridge';

type Wanted = Parameters<typeof useNamedGroups>[0];

const SITE = [
  { id: 'g1', name: 'contractors' },
  { id: 'g2', name: 'Contractors-EU' },
  { id: 'g3', name: 'ops' },
  { id: 'g4', name: 'OPS' },
];
const asked: string[] = [];
let underWay = 0;
let mostUnderWay = 0;
let status = 200;
let hasMore = false;

const answer = async ({ path }: PageRequest) => {
  const { pathname, searchParams } = new URL(path, 'https://site.example');
  const id = searchParams.get('id');
  const query = searchParams.get('query') ?? '';
  asked.push(id ?? query);
  underWay += 1;
  mostUnderWay = Math.max(mostUnderWay, underWay);
  await new Promise((resolve) => setTimeout(resolve));
  underWay -= 1;
  if (status !== 200) return json({ message: 'No.' }, status);
  if (pathname.endsWith('/by-id')) {
    const group = SITE.find((one) => one.id === id);
    return group ? json(group) : json({ message: 'There is no such group.' }, 404);
  }
  const found = SITE.filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()));
  return json({ results: found, totalSize: hasMore ? 1_000 : found.length });
};

function show(groups: Wanted, client: QueryClient) {
  let latest: ReturnType<typeof useNamedGroups> | undefined;
  function Groups() {
    latest = useNamedGroups(groups);
    return null;
  }
  const { unmount } = render(
    <QueryClientProvider client={client}>
      <Groups />
    </QueryClientProvider>,
  );
  const state = () => {
    if (!latest) throw new Error('Nothing was drawn.');
    return latest;
  };
  return { state, leave: unmount, settled: () => waitFor(() => expect(state().isAsking).toBe(false)) };
}

let client: QueryClient;

beforeEach(() => {
  bridge.reset();
  bridge.answerConfluence(answer);
  asked.length = 0;
  [underWay, mostUnderWay, status, hasMore] = [0, 0, 200, false];
  client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
});

it('finds groups by id, by exact name, and by the only name that differs in case', async () => {
  const { state, settled } = show(
    [
      { id: 'g1', name: 'an old name', count: 1 },
      { name: 'ops', count: 1 },
      { name: ' contractors-eu ', count: 1 },
      { id: 'gone', name: 'OPS', count: 1 },
      { id: 'gone too', count: 1 },
      { name: 'Ops', count: 1 },
      { name: 'contr', count: 1 },
    ],
    client,
  );
  const { groupOf } = state();
  expect([groupOf('g1', 'an old name'), state().isAsking]).toEqual(['asking', true]);
  await settled();
  const found = (id: string | undefined, name: string | undefined) => {
    const group = state().groupOf(id, name);
    return typeof group === 'string' ? group : group.id;
  };
  expect([
    found('g1', 'an old name'),
    found(undefined, 'ops'),
    found(undefined, ' contractors-eu '),
    found('gone', 'OPS'),
    found('gone too', undefined),
    found(undefined, 'Ops'),
    found(undefined, 'contr'),
  ]).toEqual(['g1', 'g3', 'g2', 'g4', 'notFound', 'notFound', 'notFound']);
  expect(state().error).toBeUndefined();
});

it('asks nothing twice in a visit, and nothing at all where no group is named', async () => {
  const groups = [{ id: 'g1', count: 1 }];
  const first = show(groups, client);
  await first.settled();
  first.leave();
  const again = show([...groups], client);
  expect(again.state().groupOf('g1', undefined)).toEqual(SITE[0]);
  expect(show([], client).state()).toMatchObject({ isAsking: false, error: undefined });
  expect(asked).toEqual(['g1']);
});

it('says why groups were not answered, and asks again about those', async () => {
  status = 403;
  const { state, settled } = show(
    [
      { id: 'g1', count: 1 },
      { name: 'ops', count: 1 },
    ],
    client,
  );
  await settled();
  expect(state().groupOf('g1', undefined)).toBe('notAnswered');
  expect(state().error).toMatchObject({ kind: 'permission' });
  status = 200;
  act(() => state().retry());
  await waitFor(() => expect(state().groupOf('g1', undefined)).toEqual(SITE[0]));
  expect(state().groupOf(undefined, 'ops')).toEqual(SITE[2]);
  expect(state().error).toBeUndefined();
});

it('takes no group of another name for it, and does not say that there is none, where more fit than are listed', async () => {
  hasMore = true;
  const names = ['none of these', 'contractors-eu', 'ops'];
  const { state, settled } = show(
    names.map((name) => ({ name, count: 1 })),
    client,
  );
  await settled();
  const [none, inOtherCase, exact] = names.map((name) => state().groupOf(undefined, name));
  expect([none, inOtherCase, exact]).toEqual(['notListed', 'notListed', SITE[2]]);
  expect(state().error).toBeUndefined();
});

it('has one answer for all rows of a group, by its id in whatever case and beside whatever name', async () => {
  const { state, settled } = show([{ id: 'g1', name: 'contractors', count: 2 }], client);
  await settled();
  const { groupOf } = state();
  for (const [id, name] of [
    ['G1', undefined],
    ['g1', 'an old name'],
  ]) {
    expect(groupOf(id, name)).toEqual(SITE[0]);
  }
});

it('looks up the 200 named most often, ten at a time', async () => {
  const groups = Array.from({ length: 201 }, (_, n) => ({ id: `gone-${n}`, count: n + 1 }));
  const { state, settled } = show(groups, client);
  await settled();
  expect(state().groupOf('gone-0', undefined)).toBe('tooMany');
  expect(state().groupOf('gone-1', undefined)).toBe('notFound');
  expect([asked.length, mostUnderWay]).toEqual([200, 10]);
});
