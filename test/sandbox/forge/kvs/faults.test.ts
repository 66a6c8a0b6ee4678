import { ConnectionLost } from '../../../../sandbox/confluence';
import { settle } from '../../../support/virtualClock';
import { storageUnderTest, type StorageUnderTest } from './storageUnderTest';

let under: StorageUnderTest;
beforeEach(() => {
  under = storageUnderTest();
});

const set = (key: string): ReturnType<StorageUnderTest['ask']> => under.ask('set', { key, value: 1 });
const stored = (): string[] => under.storage.entries().map(({ key }) => key);

it.each([
  [429, 'TOO_MANY_REQUESTS'],
  [401, 'UNAUTHORIZED'],
  [404, 'KEY_NOT_FOUND'],
  [400, 'BAD_REQUEST'],
  [503, 'INTERNAL_SERVER_ERROR'],
])('answer %i with the code of Forge, and apply nothing', async (status, code) => {
  under.faults.set([{ service: 'storage', status, times: 1 }]);
  expect(await set('a')).toMatchObject({ status, body: { code } });
  expect(stored()).toEqual([]);
  expect((await set('a')).status).toBe(204);
});

it('answer what they are told to', async () => {
  under.faults.set([
    { service: 'storage', status: 502, headers: { 'Retry-After': '7' }, body: { odd: true } },
  ]);
  expect(await set('a')).toMatchObject({ status: 502, headers: { 'retry-after': '7' }, body: { odd: true } });
});

it('happen to the requests they name', async () => {
  under.faults.set([
    { service: 'storage', path: '/set$', key: '^run:', status: 500 },
    { service: 'storage', path: '/query$', key: '^run:', status: 501 },
    { service: 'storage', path: '/transaction$', key: '^lease$', status: 502 },
  ]);
  const query = { where: [{ property: 'key', condition: 'BEGINS_WITH', values: ['run:1'] }] };
  const transaction = { set: [{ key: 'a', value: 1 }], delete: [{ key: 'lease' }] };
  expect((await set('other')).status).toBe(204);
  expect((await set('run:1')).status).toBe(500);
  expect((await under.ask('get', { key: 'run:1' })).status).toBe(404);
  expect((await under.ask('query', query)).status).toBe(501);
  expect((await under.ask('query', {})).status).toBe(200);
  expect((await under.ask('transaction', transaction)).status).toBe(502);
});

it('of Confluence leave the storage alone', async () => {
  under.faults.set([{ status: 500 }, { service: 'confluence', status: 500 }]);
  expect((await set('a')).status).toBe(204);
});

it('cut the connection, before or after the change', async () => {
  under.faults.set([
    { service: 'storage', drop: 'before', times: 1 },
    { service: 'storage', drop: 'after' },
  ]);
  await expect(set('a')).rejects.toThrow(ConnectionLost);
  expect(stored()).toEqual([]);
  await expect(set('b')).rejects.toThrow(ConnectionLost);
  expect(stored()).toEqual(['b']);
  expect(under.storage.requestLog.entries().map(({ status }) => status)).toEqual([0, 0]);
});

it('delay, and a reset meanwhile loses the request', async () => {
  under.faults.set([{ service: 'storage', delayMs: 500 }]);
  const slow = set('a');
  await under.clock.pass(499);
  expect(stored()).toEqual([]);
  await under.clock.pass(1);
  expect((await slow).status).toBe(204);

  const lost = expect(set('b')).rejects.toThrow(ConnectionLost);
  await settle();
  under.storage.reset();
  await under.clock.pass(500);
  await lost;
  expect(stored()).toEqual([]);
});

it.each<[object, RegExp]>([
  [{ key: '^a', status: 500 }, /^Fault 1: "key" needs the "service" "storage"/],
  [{ service: 'storage', accountId: 'a', status: 500 }, /^Fault 1: "accountId" is of requests to Confluence/],
  [
    { service: 'kvs', status: 500 },
    /^Fault 1, "service": must be one of "confluence", "storage", "queue", "delivery"\.$/,
  ],
])('may not be %j', (fault, message) => {
  expect(() => under.faults.set([fault])).toThrow(message);
});
