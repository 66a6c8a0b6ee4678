import { request } from 'node:http';
import * as v from 'valibot';
import { startSandbox, type Sandbox } from '../../sandbox';
import { groupIds } from '../../sandbox/confluence';
import { settle } from '../support/virtualClock';
import { handler } from './forge/fixtures/handler';
import { fixtureProject, type FixtureProject } from './forge/fixtures/project';

const cleanUps: (() => void | Promise<void>)[] = [];
let project: FixtureProject;
let sandbox: Sandbox;

beforeAll(async () => {
  project = fixtureProject('<!doctype html><html><head><title>Fixture</title></head><body></body></html>');
  sandbox = await startSandbox({ handler, root: project.root, scale: 300 });
});

afterEach(async () => {
  sandbox.reset();
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

afterAll(async () => {
  await sandbox.close();
  project.remove();
});

const get = (path: string, init?: RequestInit): Promise<Response> =>
  fetch(sandbox.url + path, { redirect: 'manual', ...init });

const send = (
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> =>
  get(path, { method, body: typeof body === 'string' ? body : JSON.stringify(body), headers });

/** For what `fetch` would not send: another Host, dots in the path. */
function raw(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<number> {
  const { port } = new URL(sandbox.url);
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

const me = '/wiki/rest/api/user/current';
const bearer = (persona: string): RequestInit => ({ headers: { authorization: `Bearer ${persona}` } });

describe('the settings page', () => {
  it('frames the app under its own strict policy', async () => {
    const response = await get('/?as=site-admin&group=abc&theme=dark');
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toContain('data-color-mode="dark"');
    expect(html).toContain('title="Group members"');
    expect(html).toMatch(/aria-current="page"[^>]*>\s*Group members/);
    expect(html).toContain('<option value="site-admin" selected>');
    expect(html).not.toContain('{{');
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
  });

  it('takes the site admin when nobody is named', async () => {
    const response = await get('/?group=abc');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<option value="site-admin" selected>');
  });

  it('greets at the address without parameters only, and the file that it offers is of its group', async () => {
    const greeting = 'src="/sandbox/host/greetFirst.js"';
    expect(await (await get('/')).text()).toContain(greeting);
    for (const query of [
      '?as=site-admin',
      `?group=${groupIds.contractors}`,
      '?path=/history',
      '?theme=dark',
    ]) {
      expect(await (await get(`/${query}`)).text()).not.toContain(greeting);
    }
    const file = await get('/sandbox/sample-users.csv');
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="sample-users.csv"');
    const ids = (await file.text())
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',')[0] ?? '');
    expect(ids).toHaveLength(25);
    const path = `/wiki/rest/api/group/${groupIds.contractors}/membersByGroupId?limit=24`;
    const members = v.parse(
      v.object({ results: v.array(v.object({ accountId: v.string() })) }),
      await (await get(path, bearer('site-admin'))).json(),
    );
    expect(ids).toEqual([...members.results.map(({ accountId }) => accountId), '']);
  });

  it.each([
    ['/?as=%3Cnobody%3E', 'There is no persona &quot;&lt;nobody&gt;&quot;.'],
    ['/?as=member&theme=blue', 'There is no theme &quot;blue&quot;.'],
  ])('says on a page what is wrong with %s', async (path, text) => {
    const response = await get(path);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain(text);
  });

  it.each([
    ['host/main.js', 'text/javascript; charset=utf-8'],
    ['host/host.css', 'text/css; charset=utf-8'],
    ['host/mark.svg', 'image/svg+xml'],
    ['bridge.js', 'text/javascript; charset=utf-8'],
  ])('has its own %s', async (file, type) => {
    const response = await get(`/sandbox/${file}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
  });

  it('has every file that it names', async () => {
    const paths = (text: string): string[] => text.match(/\/sandbox\/host\/[\w-]+\.\w+/g) ?? [];
    const named = paths(await (await get('/')).text());
    for (const path of named.filter((path) => path.endsWith('.css'))) {
      named.push(...paths(await (await get(path)).text()));
    }
    expect(named).toContain('/sandbox/host/icons.svg');
    for (const path of new Set(named)) expect([path, (await get(path)).status]).toEqual([path, 200]);
  });
});

describe('the app’s page', () => {
  it('has the bridge first in its head, and Forge’s policy', async () => {
    const response = await get('/app/');
    expect(await response.text()).toContain('<head><script src="/sandbox/bridge.js"></script><title>');
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("script-src 'self' https://forge.cdn.prod.atlassian-dev.net");
    expect(policy).toContain(sandbox.url);
    expect(policy).not.toContain('unsafe');
  });

  it('comes with its files, and says which there are not', async () => {
    const script = await get('/app/assets/page.js');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect((await get('/app/assets/other.js')).status).toBe(404);
    expect((await get('/app/assets')).status).toBe(404);
    expect((await get('/app')).headers.get('location')).toBe('/app/');
  });

  it.each([
    '/app/../manifest.yml',
    '/app/..%2f..%2f..%2fmanifest.yml',
    '/app/%2e%2e/%2e%2e/%2e%2e/manifest.yml',
  ])('does not leave its folder for %s', async (path) => {
    expect(await raw(path)).toBe(404);
  });

  it('refuses a malformed address', async () => {
    expect(await raw('/app/%ff')).toBe(400);
    expect(await raw('/app/a%00b')).toBe(404);
  });

  it('says how to build it when it is not built', async () => {
    const bare = fixtureProject();
    const other = await startSandbox({ handler, root: bare.root, scale: 300 });
    cleanUps.push(
      () => other.close(),
      () => {
        bare.remove();
      },
    );
    const response = await fetch(`${other.url}/app/`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
  });
});

describe('Confluence', () => {
  it('answers any client that says who it is', async () => {
    expect((await get(me)).status).toBe(401);
    const response = await get(me, bearer('member'));
    expect(response.status).toBe(200);
    expect(await response.json()).toHaveProperty('accountId', sandbox.confluence.personas.member.accountId);
  });

  it('hangs up when a fault says so', async () => {
    await send('PUT', '/sandbox/faults', [{ path: 'user/current', drop: 'before', times: 1 }]);
    await expect(get(me, bearer('member'))).rejects.toThrow('fetch failed');
    expect((await get(me, bearer('member'))).status).toBe(200);
  });
});

describe('/sandbox/reset', () => {
  it('cuts off the requests that are in flight', async () => {
    await send('PUT', '/sandbox/faults', [{ delayMs: 60_000 }]);
    const lost = expect(get(me, bearer('member'))).rejects.toThrow('fetch failed');
    await untilLogged(1);
    expect(await (await get('/sandbox/requests')).json()).toMatchObject([{ path: me, status: 0, points: 0 }]);
    await send('POST', '/sandbox/reset', '');
    await lost;
    expect(await (await get('/sandbox/requests')).json()).toEqual([]);
  });

  it('ends invocations, which ask for nothing more', async () => {
    await send('PUT', '/sandbox/faults', [{ delayMs: 60_000 }]);
    const answer = send('POST', '/sandbox/invoke', { as: 'member', functionKey: 'tryTwice' });
    await untilLogged(1);
    await send('POST', '/sandbox/reset', '');
    expect(await (await answer).json()).toHaveProperty('error.name', 'InvocationTimeout');
    expect(sandbox.confluence.requestLog.entries()).toEqual([]);
    expect(
      await (await send('POST', '/sandbox/invoke', { as: 'member', functionKey: 'whoAmI' })).json(),
    ).toHaveProperty('result.status', 200);
  });

  async function untilLogged(count: number): Promise<void> {
    while (sandbox.confluence.requestLog.entries().length < count) await settle();
  }
});

describe('/sandbox/invoke', () => {
  it('calls the function as the person, whose requests Confluence logs', async () => {
    const response = await send('POST', '/sandbox/invoke', { as: 'member', functionKey: 'whoAmI' });
    expect(await response.json()).toHaveProperty('result.body.displayName', 'Jonas Berg');
    expect(await (await get('/sandbox/requests')).json()).toMatchObject([
      { method: 'GET', path: me, principal: { type: 'user', persona: 'member' }, status: 200 },
    ]);
  });

  it('answers what the function threw', async () => {
    const response = await send('POST', '/sandbox/invoke', { as: 'member', functionKey: 'fail' });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      error: { name: 'RangeError', message: 'The fixture fails on purpose.' },
    });
  });

  it('needs the consent that /sandbox/consent gives and /sandbox/reset takes', async () => {
    const ask = async (): Promise<unknown> =>
      (await send('POST', '/sandbox/invoke', { as: 'new-admin', functionKey: 'whoAmI' })).json();
    expect(await ask()).toHaveProperty('error.name', 'NEEDS_AUTHENTICATION_ERR');
    expect((await send('POST', '/sandbox/consent', { as: 'new-admin' })).status).toBe(204);
    expect(await ask()).toHaveProperty('result.status', 200);
    expect((await send('POST', '/sandbox/reset', '')).status).toBe(204);
    expect(await (await get('/sandbox/requests')).json()).toEqual([]);
    expect(await ask()).toHaveProperty('error.name', 'NEEDS_AUTHENTICATION_ERR');
  });

  it.each<[unknown, RegExp]>([
    ['{', /not JSON/],
    [{ functionKey: 'a' }, /^as is missing$/],
    [{ as: 'member' }, /^functionKey is missing$/],
    [{ as: 'member', functionKey: 5 }, /^functionKey: must be text$/],
    [
      { as: 'root', functionKey: 'a' },
      /^as: must be one of site-admin, confluence-admin, member, new-admin$/,
    ],
    [{ as: 'member', functionKey: '' }, /^functionKey: must not be empty$/],
    [[], /^as is missing$/],
    [null, /^The body is not a JSON object\.$/],
  ])('refuses %j', async (body, message) => {
    const response = await send('POST', '/sandbox/invoke', body);
    expect(response.status).toBe(400);
    const answer: unknown = await response.json();
    expect(answer).toHaveProperty('message');
    expect(JSON.stringify(answer).slice('{"message":"'.length, -2)).toMatch(message);
  });
});

describe('/sandbox/product', () => {
  const ask = (body: object): Promise<Response> => send('POST', '/sandbox/product', body);
  const read = { as: 'member', product: 'confluence', restPath: me };

  it('asks Confluence as the bridge does, past the function', async () => {
    const response = await ask(read);
    expect(response.status).toBe(200);
    const answer: unknown = await response.json();
    expect(answer).toHaveProperty('result.status', 200);
    expect(answer).toHaveProperty('result.body', expect.stringContaining('Jonas Berg'));
    expect(await (await get('/sandbox/requests')).json()).toMatchObject([
      { method: 'GET', path: me, principal: { type: 'user', persona: 'member' }, via: 'bridge', points: 0 },
    ]);
  });

  it('changes groups for those who may, with the manifest’s scopes', async () => {
    const groupId = groupIds.designTeam;
    const accountId = sandbox.confluence.personas.member.accountId;
    const remove = (as: string, headers: string[][] = [['X-Atlassian-Token', 'no-check']]) =>
      ask({
        ...{ as, product: 'confluence', fetchRequestInit: { method: 'DELETE', headers, body: '' } },
        restPath: `/wiki/rest/api/group/userByGroupId?groupId=${groupId}&accountId=${accountId}`,
      }).then((response) => response.json());
    expect(await remove('confluence-admin')).toHaveProperty('result.status', 403);
    expect(await remove('site-admin', [])).toHaveProperty('result.body', 'XSRF check failed');
    expect(await remove('site-admin')).toHaveProperty('result.status', 204);
    const search = '/wiki/rest/api/search/user?cql=user.fullname~a';
    const unscoped: unknown = await (await ask({ ...read, restPath: search })).json();
    expect(unscoped).toHaveProperty('result.body', expect.stringContaining('scope does not match'));
  });

  it('meets faults', async () => {
    await send('PUT', '/sandbox/faults', [
      { path: 'user/current', drop: 'before', times: 1 },
      { path: 'user/current', status: 429, times: 1 },
    ]);
    expect(await (await ask(read)).json()).toHaveProperty('error.name', 'ConnectionLost');
    expect(await (await ask(read)).json()).toMatchObject({
      result: { status: 429, headers: { 'ratelimit-reason': 'confluence-burst-based' } },
    });
  });

  it('needs consent', async () => {
    const asNewAdmin = async (): Promise<unknown> => (await ask({ ...read, as: 'new-admin' })).json();
    expect(await asNewAdmin()).toHaveProperty('error.name', 'NEEDS_AUTHENTICATION_ERR');
    await send('POST', '/sandbox/consent', { as: 'new-admin' });
    expect(await asNewAdmin()).toHaveProperty('result.status', 200);
  });

  it.each<[object, string]>([
    [{ as: 'member', restPath: me }, 'product is missing'],
    [{ as: 'member', product: 'confluence' }, 'restPath is missing'],
    [{ ...read, fetchRequestInit: { method: 1 } }, 'fetchRequestInit.method: must be text'],
    [{ ...read, as: 'root' }, 'as: must be one of site-admin, confluence-admin, member, new-admin'],
    [{ ...read, answerTo: { stream: 'x' } }, 'answerTo.id is missing'],
  ])('refuses %j', async (body, message) => {
    const response = await ask(body);
    expect([response.status, await response.json()]).toEqual([400, { message }]);
  });

  describe('with answers over a stream', () => {
    it('answers each as soon as it can, none waiting for another', async () => {
      const stream = await openStream();
      await send('PUT', '/sandbox/faults', [{ path: 'group', delayMs: 60_000 }]);
      const slow = { ...read, restPath: '/wiki/rest/api/group' };
      for (const [id, request] of [slow, read, { ...read, product: 'jira' }].entries()) {
        const response = await ask({ ...request, answerTo: { stream: stream.name, id } });
        expect([response.status, await response.text()]).toEqual([204, '']);
      }
      const first = [await stream.next(), await stream.next()];
      expect(first).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ id: 1, result: expect.objectContaining({ status: 200 }) as object }),
          expect.objectContaining({ id: 2, error: expect.any(Object) as object }),
        ]),
      );
      await send('POST', '/sandbox/reset', '');
      expect(await stream.next()).toMatchObject({ id: 0, error: { name: 'ConnectionLost' } });
    });

    it('takes nothing for a stream that is not open, or not any more', async () => {
      const stream = await openStream();
      stream.close();
      for (const name of [stream.name, 'other']) {
        let status = 0;
        // The server hears of the end a moment later.
        for (let attempt = 0; attempt < 100 && status !== 404; attempt += 1) {
          ({ status } = await ask({ ...read, answerTo: { stream: name, id: 1 } }));
        }
        expect(status).toBe(404);
      }
    });

    it('is not for pages of other origins', async () => {
      const headers = { origin: 'https://elsewhere.example' };
      expect((await send('POST', '/sandbox/product/answers', '', headers)).status).toBe(403);
      expect((await send('POST', '/sandbox/product', read, headers)).status).toBe(403);
    });

    async function openStream() {
      const closing = new AbortController();
      const { body, headers } = await get('/sandbox/product/answers', {
        method: 'POST',
        signal: closing.signal,
      });
      expect(headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
      if (!body) throw new Error('The stream has no body.');
      const reader = body.getReader();
      let text = '';
      const next = async (): Promise<unknown> => {
        while (!text.includes('\n')) text += Buffer.from((await reader.read()).value ?? []).toString();
        const [line = '', ...others] = text.split('\n');
        text = others.join('\n');
        return JSON.parse(line);
      };
      const { stream: name } = v.parse(v.object({ stream: v.string() }), await next());
      cleanUps.push(() => closing.abort());
      return { name, next, close: () => closing.abort() };
    }
  });
});

describe('faults and the log', () => {
  it('can be set, read and cleared', async () => {
    const fault = { path: 'group', status: 503 };
    expect((await send('PUT', '/sandbox/faults', [fault])).status).toBe(200);
    expect(await (await get('/sandbox/faults')).json()).toEqual([fault]);
    expect((await get('/sandbox/faults', { method: 'DELETE' })).status).toBe(204);
    expect(await (await get('/sandbox/faults')).json()).toEqual([]);

    await get(me, bearer('member'));
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
    sandbox.storage.handle({ path: '/api/v1/set', body: body(key), scopes: ['storage:app'] });
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
    expect((await get(me, bearer('member'))).status).toBe(200);
    await send('PUT', '/sandbox/faults', [{ status: 503 }]);
    expect((await store('a')).status).toBe(204);
    expect((await get(me, bearer('member'))).status).toBe(503);
  });

  it('is emptied by a reset', async () => {
    await store('a');
    await send('POST', '/sandbox/reset', '');
    expect(await json('/sandbox/storage')).toEqual([]);
    expect(await json('/sandbox/storage/requests')).toEqual([]);
  });
});

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
    expect((await send('POST', '/sandbox/reset', '', { origin: sandbox.url })).status).toBe(204);
  });

  it('bodies over a megabyte', async () => {
    const body = { as: 'member', functionKey: 'echo', payload: 'a'.repeat(1024 * 1024) };
    const response = await send('POST', '/sandbox/invoke', body);
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ message: 'The body is over 1048576 bytes.' });
  });
});

it('has the Confluence that is asked for', async () => {
  const options = { nonMember: 404, rateLimitHeaders: 'structured', scale: 300 } as const;
  const other = await startSandbox({ handler, root: project.root, ...options });
  cleanUps.push(() => other.close());
  const accountId = other.confluence.personas.member.accountId;
  const membership = `/wiki/rest/api/group/userByGroupId?groupId=${groupIds.emptyGroup}&accountId=${accountId}`;
  const response = await fetch(other.url + membership, { method: 'DELETE', ...bearer('site-admin') });
  expect(response.status).toBe(404);
  expect(response.headers.get('ratelimit-policy')).toBe('"confluence-burst-based";q=50;w=1');
  expect(response.headers.get('x-ratelimit-limit')).toBeNull();
});

it('stops with requests and invocations still open', async () => {
  const other = await startSandbox({
    handler: () => new Promise(() => undefined),
    root: project.root,
    scale: 300,
  });
  const body = JSON.stringify({ as: 'member', functionKey: 'stuck' });
  const hanging = fetch(`${other.url}/sandbox/invoke`, { method: 'POST', body });
  hanging.catch(() => undefined);
  await fetch(`${other.url}/sandbox/requests`);
  await other.close();
  await expect(fetch(other.url)).rejects.toThrow('fetch failed');
});
