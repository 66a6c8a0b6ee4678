import { serveFixture } from './support/serveFixture';

const served = serveFixture();
const { get, send, raw } = served;

describe('what is refused', () => {
  it.each([
    ['PUT', '/sandbox/invoke', 'POST'],
    ['POST', '/sandbox/requests', 'GET, DELETE'],
    ['POST', '/sandbox/faults', 'GET, PUT, DELETE'],
    ['POST', '/sandbox/storage', 'GET'],
    ['POST', '/', 'GET, HEAD'],
    ['DELETE', '/app/', 'GET, HEAD'],
  ])('%s %s: 405, only %s', async (method, path, allow) => {
    const response = await get(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
  });

  it.each(['/nothing', '/sandbox/', '/sandbox/host/index.html', '/sandbox/constructor', '/wiki/spaces'])(
    '%s: 404 in JSON',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(await response.json()).toHaveProperty('message');
    },
  );

  it('other names for this machine', async () => {
    expect(await raw('/', { host: 'rebound.example:80' })).toBe(403);
    expect(await raw('/?as=member', { host: 'localhost:1234' })).toBe(200);
    expect(await raw('/?as=member', { host: '[::1]:1234' })).toBe(403);
    expect(await raw('/?as=member', { host: '127.0.0.1.example' })).toBe(403);
  });

  it('changes by pages of other origins, and by sandboxed ones', async () => {
    for (const origin of ['https://elsewhere.example', 'null']) {
      expect((await send('POST', '/sandbox/reset', '', { origin })).status).toBe(403);
    }
    expect((await send('POST', '/sandbox/reset', '', { origin: served.sandbox.url })).status).toBe(204);
  });

  it('bodies over a megabyte', async () => {
    const body = { as: 'member', functionKey: 'echo', payload: 'a'.repeat(1024 * 1024) };
    const response = await send('POST', '/sandbox/invoke', body);
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ message: 'The body is over 1048576 bytes.' });
  });
});
