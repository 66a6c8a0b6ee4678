import { asPersona, CURRENT_USER, serveFixture } from './support/serveFixture';

const served = serveFixture();
const { get, send } = served;

describe('faults and the log', () => {
  it('can be set, read and cleared', async () => {
    const fault = { path: 'group', status: 503 };
    expect((await send('PUT', '/sandbox/faults', [fault])).status).toBe(200);
    expect(await (await get('/sandbox/faults')).json()).toEqual([fault]);
    expect((await get('/sandbox/faults', { method: 'DELETE' })).status).toBe(204);
    expect(await (await get('/sandbox/faults')).json()).toEqual([]);

    await get(CURRENT_USER, asPersona('member'));
    expect(await (await get('/sandbox/requests')).json()).toHaveLength(1);
    expect((await get('/sandbox/requests', { method: 'DELETE' })).status).toBe(204);
    expect(await (await get('/sandbox/requests')).json()).toEqual([]);
  });

  it('refuses a fault that is none', async () => {
    const response = await send('PUT', '/sandbox/faults', [{ path: '(' }]);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      message: 'Fault 1, "path": is not a valid regular expression.',
    });
  });
});

describe('the storage', () => {
  const body = (key: string) =>
    JSON.stringify({ key, value: { kept: true }, options: { ttl: { value: 1, unit: 'DAYS' } } });
  const store = (key: string) =>
    served.sandbox.storage.handle({ path: '/api/v1/set', body: body(key), scopes: ['storage:app'] });
  const json = async (path: string): Promise<unknown> => (await get(path)).json();

  it('shows what is stored, in the order of the keys', async () => {
    await store('b');
    await store('a');
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string;
    const common = { value: { kept: true }, createdAt: time, updatedAt: time, expireTime: time };
    expect(await json('/sandbox/storage')).toEqual([
      { key: 'a', ...common },
      { key: 'b', ...common },
    ]);
  });

  it('has a log of its own', async () => {
    await store('a');
    expect(await json('/sandbox/requests')).toEqual([]);
    expect(await json('/sandbox/storage/requests')).toEqual([
      { at: expect.any(String) as string, path: '/api/v1/set', keys: ['a'], status: 204, units: 1 },
    ]);
    expect((await get('/sandbox/storage/requests', { method: 'DELETE' })).status).toBe(204);
    expect(await json('/sandbox/storage/requests')).toEqual([]);
  });

  it('has faults of its own', async () => {
    await send('PUT', '/sandbox/faults', [{ service: 'storage', status: 503 }]);
    expect((await store('a')).status).toBe(503);
    expect((await get(CURRENT_USER, asPersona('member'))).status).toBe(200);
    await send('PUT', '/sandbox/faults', [{ status: 503 }]);
    expect((await store('a')).status).toBe(204);
    expect((await get(CURRENT_USER, asPersona('member'))).status).toBe(503);
  });

  it('is emptied by a reset', async () => {
    await store('a');
    await send('POST', '/sandbox/reset', '');
    expect(await json('/sandbox/storage')).toEqual([]);
    expect(await json('/sandbox/storage/requests')).toEqual([]);
  });
});
