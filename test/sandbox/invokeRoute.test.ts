import { CURRENT_USER, serveFixture } from './support/serveFixture';

const { get, send } = serveFixture();

describe('/sandbox/invoke', () => {
  it('calls the function as the person, whose requests Confluence logs', async () => {
    const response = await send('POST', '/sandbox/invoke', { as: 'member', functionKey: 'whoAmI' });
    expect(await response.json()).toHaveProperty('result.body.displayName', 'Jonas Berg');
    expect(await (await get('/sandbox/requests')).json()).toMatchObject([
      { method: 'GET', path: CURRENT_USER, principal: { type: 'user', persona: 'member' }, status: 200 },
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
