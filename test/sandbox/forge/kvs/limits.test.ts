import { storageUnderTest } from './storageUnderTest';

const statuses = async (count: number, send: () => Promise<{ status: number }>): Promise<number[]> =>
  (await Promise.all(Array.from({ length: count }, send))).map(({ status }) => status);
const refused = (all: number[]): number => all.filter((status) => status === 429).length;

it('lets 1,000 requests a second through', async () => {
  const { ask, clock } = storageUnderTest();
  const get = () => ask('get', { key: 'a' });
  expect(refused(await statuses(1_000, get))).toBe(0);
  expect(await get()).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } });
  clock.advance(1_000);
  expect((await get()).status).toBe(404);
});

it.each([
  ['writes', 'set', 'get'],
  ['reads', 'get', 'set'],
])('lets 4,000 times 10 KB of %s a minute through', async (_, path, other) => {
  const { ask, clock } = storageUnderTest();
  const value = 'x'.repeat(200_000);
  const ask200Kb = (path: string) => ask(path, path === 'set' ? { key: 'a', value } : { key: 'a' });
  await ask200Kb('set');
  clock.advance(60_000);
  // 200 KB and the key around it are 21 times 10 KB.
  expect(refused(await statuses(191, () => ask200Kb(path)))).toBe(0);
  expect(await ask200Kb(path)).toMatchObject({ status: 429, body: { code: 'REQUEST_THROTTLED' } });
  expect((await ask200Kb(other)).status).not.toBe(429);
  clock.advance(60_000);
  expect((await ask200Kb(path)).status).not.toBe(429);
});

it('says in the log what each request counted', async () => {
  const { ask, storage } = storageUnderTest();
  await ask('set', { key: 'a', value: 'x'.repeat(20_000) });
  await ask('get', { key: 'a' });
  await ask('delete', { key: 'a' });
  expect(storage.requestLog.entries().map(({ units }) => units)).toEqual([3, 3, 1]);
});

it('can be switched off, sizes not', async () => {
  const { ask } = storageUnderTest({ limits: false });
  expect(refused(await statuses(1_500, () => ask('get', { key: 'a' })))).toBe(0);
  expect((await ask('set', { key: 'a', value: 'x'.repeat(240 * 1024) })).status).toBe(400);
});

it('starts anew after a reset', async () => {
  const { ask, storage } = storageUnderTest();
  await statuses(1_001, () => ask('get', { key: 'a' }));
  storage.reset();
  expect((await ask('get', { key: 'a' })).status).toBe(404);
});
