import * as v from 'valibot';
import { groupIds } from '../../sandbox/confluence';
import { CURRENT_USER, serveFixture } from './support/serveFixture';

const served = serveFixture();
const { get, send } = served;

describe('/sandbox/product', () => {
  const ask = (body: object): Promise<Response> => send('POST', '/sandbox/product', body);
  const read = { as: 'member', product: 'confluence', restPath: CURRENT_USER };

  it('asks Confluence as the bridge does, past the function', async () => {
    const response = await ask(read);
    expect(response.status).toBe(200);
    const answer: unknown = await response.json();
    expect(answer).toHaveProperty('result.status', 200);
    expect(answer).toHaveProperty('result.body', expect.stringContaining('Jonas Berg'));
    expect(await (await get('/sandbox/requests')).json()).toMatchObject([
      {
        method: 'GET',
        path: CURRENT_USER,
        principal: { type: 'user', persona: 'member' },
        via: 'bridge',
        points: 0,
      },
    ]);
  });

  it('changes groups for those who may, with the manifest’s scopes', async () => {
    const groupId = groupIds.designTeam;
    const accountId = served.sandbox.confluence.personas.member.accountId;
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
    [{ as: 'member', restPath: CURRENT_USER }, 'product is missing'],
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
      served.cleanUps.push(() => closing.abort());
      return { name, next, close: () => closing.abort() };
    }
  });
});
