import { startSandbox } from '../../sandbox';
import { groupIds } from '../../sandbox/confluence';
import { settle } from '../support/virtualClock';
import { handler } from './forge/fixtures/handler';
import { asPersona, CURRENT_USER, serveFixture } from './support/serveFixture';

const served = serveFixture();
const { get, send } = served;

describe('Confluence', () => {
  it('answers any client that says who it is', async () => {
    expect((await get(CURRENT_USER)).status).toBe(401);
    const response = await get(CURRENT_USER, asPersona('member'));
    expect(response.status).toBe(200);
    expect(await response.json()).toHaveProperty(
      'accountId',
      served.sandbox.confluence.personas.member.accountId,
    );
  });

  it('hangs up when a fault says so', async () => {
    await send('PUT', '/sandbox/faults', [{ path: 'user/current', drop: 'before', times: 1 }]);
    await expect(get(CURRENT_USER, asPersona('member'))).rejects.toThrow('fetch failed');
    expect((await get(CURRENT_USER, asPersona('member'))).status).toBe(200);
  });
});

describe('/sandbox/reset', () => {
  it('cuts off the requests that are in flight', async () => {
    await send('PUT', '/sandbox/faults', [{ delayMs: 60_000 }]);
    const lost = expect(get(CURRENT_USER, asPersona('member'))).rejects.toThrow('fetch failed');
    await untilLogged(1);
    expect(await (await get('/sandbox/requests')).json()).toMatchObject([
      { path: CURRENT_USER, status: 0, points: 0 },
    ]);
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
    expect(served.sandbox.confluence.requestLog.entries()).toEqual([]);
    expect(
      await (await send('POST', '/sandbox/invoke', { as: 'member', functionKey: 'whoAmI' })).json(),
    ).toHaveProperty('result.status', 200);
  });

  async function untilLogged(count: number): Promise<void> {
    while (served.sandbox.confluence.requestLog.entries().length < count) await settle();
  }
});

it('has the Confluence that is asked for', async () => {
  const options = { nonMember: 404, rateLimitHeaders: 'structured', scale: 300 } as const;
  const other = await startSandbox({ handler, root: served.project.root, ...options });
  served.cleanUps.push(() => other.close());
  const accountId = other.confluence.personas.member.accountId;
  const membership = `/wiki/rest/api/group/userByGroupId?groupId=${groupIds.emptyGroup}&accountId=${accountId}`;
  const response = await fetch(other.url + membership, { method: 'DELETE', ...asPersona('site-admin') });
  expect(response.status).toBe(404);
  expect(response.headers.get('ratelimit-policy')).toBe('"confluence-burst-based";q=50;w=1');
  expect(response.headers.get('x-ratelimit-limit')).toBeNull();
});

it('stops with requests and invocations still open', async () => {
  const other = await startSandbox({
    handler: () => new Promise(() => undefined),
    root: served.project.root,
    scale: 300,
  });
  const body = JSON.stringify({ as: 'member', functionKey: 'stuck' });
  const hanging = fetch(`${other.url}/sandbox/invoke`, { method: 'POST', body });
  hanging.catch(() => undefined);
  await fetch(`${other.url}/sandbox/requests`);
  await other.close();
  await expect(fetch(other.url)).rejects.toThrow('fetch failed');
});
