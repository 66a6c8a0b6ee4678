import api, { ProxyRequestError, route } from '@forge/api';
import type { ForgeHostOptions } from '../../../sandbox';
import { groupIds } from '../../../sandbox/confluence';
import { backgroundHost, type BackgroundHost } from './backgroundHost';
import { handler } from './fixtures/handler';

const admin = '5b10a2844c20165700ede21f';
/** A person of the design team who is no persona. */
const designer = '5c3a2017e0d7426a91b8c02f';
const deactivated = '5c3a2000e0d7426a91b8c02d';
const bot = '712020:5f4d816e-b099-42d2-8ea4-63d5071b2c45';
const group = groupIds.designTeam;

interface Answer {
  status: number;
  body: unknown;
}

/** What the consumer is answered when it acts for the account. */
async function actFor(
  accountId: string | undefined,
  ask: (as: ReturnType<typeof api.asUser>) => ReturnType<ReturnType<typeof api.asUser>['requestConfluence']>,
  options: ForgeHostOptions = {},
  before: (background: BackgroundHost) => void = () => undefined,
): Promise<Answer & { background: BackgroundHost }> {
  let answer: Answer = { status: 0, body: undefined };
  const background = await backgroundHost({
    ...options,
    consume: async () => {
      try {
        const response = await ask(accountId === undefined ? api.asUser() : api.asUser(accountId));
        const text = await response.text();
        answer = { status: response.status, body: text === '' ? '' : JSON.parse(text) };
      } catch (error) {
        if (!(error instanceof ProxyRequestError)) throw error;
        answer = { status: error.status, body: error.errorCode };
      }
    },
  });
  before(background);
  await background.push({ events: [{ body: {} }] });
  expect(await background.host.queue.deliver()).toMatchObject([{ outcome: 'done' }]);
  return { ...answer, background };
}

type Ask = Parameters<typeof actFor>[1];
const whoAmI: Ask = (as) => as.requestConfluence(route`/wiki/rest/api/user/current?expand=operations`);
const removeBot: Ask = (as) =>
  as.requestConfluence(route`/wiki/rest/api/group/userByGroupId?groupId=${group}&accountId=${bot}`, {
    method: 'DELETE',
    headers: { 'X-Atlassian-Token': 'no-check' },
  });
const UNAVAILABLE = { status: 401, body: 'AUTH_TYPE_UNAVAILABLE' };

describe('for a person who is away', () => {
  it('requests are theirs, and logged as theirs', async () => {
    const { status, body, background } = await actFor(admin, whoAmI);
    expect([status, body]).toMatchObject([200, { accountId: admin }]);
    expect(background.host.confluence.requestLog.entries()).toMatchObject([
      { principal: { type: 'user', persona: 'site-admin' }, via: 'function', status: 200, points: 3 },
    ]);
    expect(await actFor(designer, whoAmI)).toMatchObject({ status: 200, body: { accountId: designer } });
  });

  it('they may what they may themselves', async () => {
    expect(await actFor(admin, removeBot)).toMatchObject({ status: 204 });
    const { status, background } = await actFor(designer, removeBot);
    expect(status).toBe(403);
    expect(background.host.confluence.requestLog.entries()).toMatchObject([
      { principal: { type: 'account', accountId: designer } },
    ]);
  });

  it('what they may is looked at with each request', async () => {
    const demote = ({ host }: BackgroundHost) =>
      host.confluence.changePerson(admin, { isAdministrator: false });
    expect(await actFor(admin, removeBot, {}, demote)).toMatchObject({ status: 403 });
    expect(await actFor(admin, whoAmI, {}, demote)).toMatchObject({
      body: { operations: [{ operation: 'use' }] },
    });
    const promote = ({ host }: BackgroundHost) =>
      host.confluence.changePerson(designer, { isAdministrator: true });
    expect(await actFor(designer, removeBot, {}, promote)).toMatchObject({ status: 204 });
  });

  it('only the scopes that the manifest allows it for count', async () => {
    const read: Ask = (as) => as.requestConfluence(route`/wiki/rest/api/group/by-id?id=${group}`);
    expect(await actFor(admin, read)).toMatchObject({
      status: 401,
      body: { message: 'Unauthorized; scope does not match' },
    });
  });
});

describe('it is refused', () => {
  it.each([
    ['an account that has been deactivated', deactivated],
    ['an account that is an app’s', bot],
    ['an account that the site does not have', 'somebody-else'],
    ['a person who has not consented', '712020:4e7a1b90-52cd-47e3-9f68-d013c5a8be26'],
    ['nobody', undefined],
  ])('for %s', async (_, accountId) => {
    expect(await actFor(accountId, whoAmI)).toMatchObject(UNAVAILABLE);
  });

  it('for a person who is deactivated meanwhile', async () => {
    const deactivate = ({ host }: BackgroundHost) =>
      host.confluence.changePerson(admin, { isDeactivated: true });
    expect(await actFor(admin, whoAmI, {}, deactivate)).toMatchObject(UNAVAILABLE);
  });

  it('where the sandbox is told so', async () => {
    expect(await actFor(admin, whoAmI, { impersonation: 'off' })).toMatchObject(UNAVAILABLE);
  });

  it('to a call of another person’s page', async () => {
    const { host } = await backgroundHost({ handler });
    expect(await host.invoke('member', 'impersonate')).toEqual({
      error: { name: 'PROXY_ERR', message: expect.stringContaining('AUTH_TYPE_UNAVAILABLE') as string },
    });
  });
});

it('may not take effect: then the app asks', async () => {
  const { status, body, background } = await actFor(admin, whoAmI, { impersonation: 'ineffective' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ accountType: 'app' });
  expect(background.host.confluence.requestLog.entries()).toMatchObject([{ principal: { type: 'app' } }]);
});

it('of the person who is there works like asUser()', async () => {
  const { host } = await backgroundHost({
    impersonation: 'off',
    handler: async () => (await whoAmI(api.asUser(admin))).status,
  });
  expect(await host.invoke('site-admin', 'ask')).toEqual({ result: 200 });
});
