import { NeedsAuthenticationError, NotAllowedError, ProxyRequestError } from '@forge/api';
import { makeResolver, type Request } from '@forge/resolver';
import { createForgeHost, type ForgeHost, type ForgeHostOptions } from '../../../sandbox';
import { groupIds } from '../../../sandbox/confluence';
import { confluenceAs, confluenceAsUser, invocationTimeLeftMs } from '../../../src/asUser';
import { prepareChanges } from '../../../src/confluence/changeMembership';
import { getGroup } from '../../../src/confluence/findGroups';
import { currentCaller } from '../../../src/confluence/lookUpUsers';
import type { Change } from '../../../src/contract/changes';

const { errorOf } = confluenceAsUser;

it.each([new NeedsAuthenticationError('Authentication Required', 'key'), new NotAllowedError('no')])(
  'leaves %s to the host',
  (thrown) => {
    expect(() => errorOf(thrown)).toThrow(thrown);
  },
);

it('has a 429 of Forge itself be a limit a second, and any other refusal pass', () => {
  expect(errorOf(new ProxyRequestError(429, 'FETCH_LIMIT_EXCEEDED'))).toMatchObject({
    kind: 'rateLimited',
    limit: 'burst',
    status: 429,
  });
  expect(errorOf(new ProxyRequestError(502, 'UPSTREAM'))).toMatchObject({ kind: 'unavailable', status: 502 });
});

it.each([new Error('socket hang up'), 'cut', undefined])('says of %s that no answer came', (thrown) => {
  expect(errorOf(thrown)).toBeUndefined();
});

describe('as an admin who is away', () => {
  const away = confluenceAs('5b10a2844c20165700ede21g', () => 25_000);

  it.each([
    new ProxyRequestError(401, 'AUTH_TYPE_UNAVAILABLE'),
    new ProxyRequestError(403, 'FORBIDDEN'),
    new NeedsAuthenticationError('Authentication Required', 'key'),
    new NotAllowedError('Request confluence is not allowed from this context.'),
  ])('has %s mean that the app cannot act for them', (thrown) => {
    const status = thrown.status ?? 0;
    expect(away.errorOf(thrown)).toEqual({ kind: 'actorUnavailable', status, detail: thrown.message });
    if (thrown instanceof ProxyRequestError) {
      expect(errorOf(thrown)).toEqual({ kind: 'unavailable', status, detail: thrown.message });
    }
  });

  it('has what may pass, and what is no answer, be the same as of one who is there', () => {
    for (const thrown of [
      new ProxyRequestError(429, 'FETCH_LIMIT_EXCEEDED'),
      new ProxyRequestError(502, 'X'),
    ]) {
      expect(away.errorOf(thrown)).toEqual(errorOf(thrown));
    }
    expect(away.errorOf(new Error('socket hang up'))).toBeUndefined();
  });

  it('ends requests with the work that they are a part of', () => {
    expect([away.timeLeftMs('read'), away.timeLeftMs('write')]).toEqual([23_500, 10_000]);
    expect(confluenceAs('a', () => 1_000).timeLeftMs('write')).toBe(-500);
  });
});

describe('in an invocation', () => {
  const handler = makeResolver({
    whoAmI: () => currentCaller(confluenceAsUser),
    findTeam: () => getGroup(confluenceAsUser, groupIds.designTeam),
    change: ({ payload }: Request<Change>) => prepareChanges(confluenceAsUser, 'by-id')(payload),
    times: () => ({
      invocation: invocationTimeLeftMs(),
      read: confluenceAsUser.timeLeftMs('read'),
      write: confluenceAsUser.timeLeftMs('write'),
    }),
  });
  const change: Change = { action: 'remove', groupId: groupIds.designTeam, accountId: 'nobody' };
  // A clock that nobody moves: what is delayed never answers.
  const clock = { now: () => 0, sleep: () => new Promise<void>(() => undefined) };

  let host: ForgeHost;
  const start = async (options: ForgeHostOptions = {}) => {
    host = await createForgeHost({ handler, scale: 1_000, ...options });
  };
  afterEach(() => host.close());

  it('asks as the person who made it, with the header that the XSRF guard wants', async () => {
    await start();
    const { accountId } = host.confluence.personas['site-admin'];
    expect(await host.invoke('site-admin', 'whoAmI')).toMatchObject({ result: { value: { accountId } } });
    expect(await host.invoke('site-admin', 'change', change)).toMatchObject({
      result: { ok: false, changedNothing: true, error: { kind: 'userNotFound' } },
    });
    expect(
      new Set(host.confluence.requestLog.entries().map(({ principal }) => JSON.stringify(principal))),
    ).toEqual(new Set([JSON.stringify({ type: 'user', persona: 'site-admin' })]));
  });

  it.each(['whoAmI', 'change'])('leaves the missing consent of %s to the host', async (name) => {
    await start();
    expect(await host.invoke('new-admin', name, change)).toMatchObject({
      error: { name: 'NEEDS_AUTHENTICATION_ERR' },
    });
    expect(host.confluence.requestLog.entries()).toEqual([]);
  });

  it.each([
    [25_000, 23_500, 10_000],
    [8_000, 6_500, 6_500],
    [1_000, -500, -500],
  ])('that has %i ms left, a read may take %i ms and a write %i ms', async (invocation, read, write) => {
    await start({ clock, invocationLimitMs: invocation });
    expect(await host.invoke('member', 'times')).toEqual({ result: { invocation, read, write } });
  });

  it('that is almost over no request starts', async () => {
    await start({ clock, invocationLimitMs: 1_500 });
    expect(await host.invoke('member', 'findTeam')).toMatchObject({
      result: { ok: false, error: { kind: 'unavailable' } },
    });
    expect(host.confluence.requestLog.entries()).toEqual([]);
  });

  it('a request that does not answer ends in time for an answer to the page', async () => {
    await start({ clock, invocationLimitMs: 1_550 });
    host.confluence.faults.set([{ delayMs: 60_000 }]);
    const detail = 'No answer within 0.1 s.';
    expect(await host.invoke('site-admin', 'findTeam')).toMatchObject({
      result: { ok: false, error: { kind: 'unavailable', detail } },
    });
    expect(await host.invoke('site-admin', 'change', change)).toMatchObject({
      result: { ok: false, error: { kind: 'unconfirmed', detail } },
    });
  });

  it('a 429 of Forge itself is a limit a second', async () => {
    await start();
    const headers = { 'forge-proxy-error': 'FETCH_LIMIT_EXCEEDED' };
    host.confluence.faults.set([{ status: 429, headers }]);
    expect(await host.invoke('site-admin', 'change', change)).toMatchObject({
      result: { ok: false, error: { kind: 'rateLimited', limit: 'burst' } },
    });
  });
});
