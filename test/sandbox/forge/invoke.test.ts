import { ConnectionLost } from '../../../sandbox/confluence';
import { InvocationLimit } from '../../../sandbox/forge/invocationLimit';
import { settle, VirtualClock } from '../../support/virtualClock';
import { handler } from './fixtures/handler';
import { invokerUnderTest } from './invoker';

describe('what the function gets', () => {
  it('has the payload, who calls, and where, after JSON', async () => {
    const { invoke } = invokerUnderTest();
    const payload = { when: new Date(0), missing: undefined, list: [undefined] };
    const answer = await invoke({
      as: 'member',
      functionKey: 'echo',
      payload,
      clientContext: { note: 'from the page', cloudId: 'forged' },
    });
    expect(answer).toHaveProperty('result.payload', { when: '1970-01-01T00:00:00.000Z', list: [null] });
    expect(answer).toMatchObject({
      result: {
        context: {
          accountId: 'account-member',
          moduleKey: 'group-members',
          siteUrl: 'http://127.0.0.1:1',
          environmentType: 'DEVELOPMENT',
          extension: { type: 'confluence:globalSettings' },
          note: 'from the page',
          license: { active: true },
        },
      },
    });
    expect(answer).toHaveProperty(
      'result.context.installContext',
      'ari:cloud:confluence::site/6f2d6bd4-0f3c-4a43-9d2e-2a6a1f1f7c10',
    );
    expect(JSON.stringify(answer)).not.toContain('forged');
  });

  it('answers null for nothing', async () => {
    const { invoke } = invokerUnderTest();
    expect(await invoke({ as: 'member', functionKey: 'nothing' })).toEqual({ result: null });
  });

  it('knows its app, its scopes and its time', async () => {
    const clock = new VirtualClock();
    const { invoke } = invokerUnderTest({ clock });
    expect(await invoke({ as: 'member', functionKey: 'remainingTime' })).toEqual({ result: { ms: 25_000 } });
    expect(await invoke({ as: 'member', functionKey: 'appContext' })).toMatchObject({
      result: {
        appAri: 'ari:cloud:ecosystem::app/00000000-0000-4000-8000-000000000000',
        moduleKey: 'group-members',
        permissions: {
          scopes: ['read:confluence-groups', 'read:confluence-user', 'write:confluence-groups'],
          external: {},
        },
      },
    });
  });
});

describe('errors of the function', () => {
  it('come back with name and message, and are reported', async () => {
    const { invoke, errors } = invokerUnderTest();
    const answer = await invoke({ as: 'member', functionKey: 'fail' });
    expect(answer).toEqual({ error: { name: 'RangeError', message: 'The fixture fails on purpose.' } });
    expect(errors).toEqual([expect.any(RangeError)]);
  });

  it('include calling what is not defined', async () => {
    const { invoke } = invokerUnderTest();
    expect(await invoke({ as: 'member', functionKey: 'nope' })).toEqual({
      error: { name: 'Error', message: "Resolver has no definition for 'nope'." },
    });
  });

  it('include a synchronous throw, a thrown text, and a result that is not JSON', async () => {
    const outcomes: unknown[] = [];
    for (const broken of [
      () => {
        throw new Error('at once');
      },
      () => ({ then: (_: unknown, reject: (reason: string) => void) => reject('a text') }),
      () => ({ big: 1n }),
    ]) {
      outcomes.push(await invokerUnderTest({ handler: broken }).invoke({ as: 'member', functionKey: 'x' }));
    }
    expect(outcomes).toMatchObject([
      { error: { name: 'Error', message: 'at once' } },
      { error: { name: 'Error', message: 'a text' } },
      { error: { name: 'TypeError', message: 'Do not know how to serialize a BigInt' } },
    ]);
  });
});

describe('consent', () => {
  it('is asked for by throwing out of the function, and makes no request', async () => {
    const { invoke, confluence, consents, errors } = invokerUnderTest();
    const call = { as: 'new-admin', functionKey: 'whoAmI' } as const;
    expect(await invoke(call)).toEqual({
      error: { name: 'NEEDS_AUTHENTICATION_ERR', message: 'Authentication Required' },
    });
    expect(confluence.requests).toHaveLength(0);
    expect(errors).toHaveLength(0);

    consents.grant('new-admin');
    expect(await invoke(call)).toEqual({
      result: { status: 200, body: { principal: { type: 'user', persona: 'new-admin' } } },
    });

    consents.reset();
    expect(await invoke(call)).toHaveProperty('error.name', 'NEEDS_AUTHENTICATION_ERR');
  });

  it('is not needed by asApp', async () => {
    const { invoke } = invokerUnderTest();
    const payload = { path: 'group', asApp: true };
    expect(await invoke({ as: 'new-admin', functionKey: 'request', payload })).toHaveProperty(
      'result.status',
      200,
    );
  });
});

describe('two people at once', () => {
  it('never see each other', async () => {
    const { invoke, confluence } = invokerUnderTest();
    const people = ['site-admin', 'confluence-admin', 'member'] as const;
    const calls = Array.from({ length: 60 }, (_, index) => people[index % 3] ?? 'member');
    const answers = await Promise.all(calls.map((as) => invoke({ as, functionKey: 'whoAmITwice' })));
    answers.forEach((answer, index) => {
      const own = { principal: { type: 'user', persona: calls[index] } };
      expect(answer).toEqual({ result: { first: own, second: own } });
    });
    expect(confluence.requests).toHaveLength(120);
  });
});

describe('the time limit', () => {
  it('kills the function, and its later requests never reach Confluence', async () => {
    const clock = new VirtualClock();
    let goOn = (): void => undefined;
    const stuck = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let reached = false;
    const { invoke, confluence } = invokerUnderTest({
      clock,
      handler: async () => {
        await stuck;
        reached = true;
        return handler({ call: { functionKey: 'whoAmI' }, context: {} });
      },
    });
    const answer = invoke({ as: 'member', functionKey: 'slow' });
    await clock.pass(24_999);
    expect(await Promise.race([answer, settle().then(() => 'running')])).toBe('running');
    await clock.pass(1);
    expect(await answer).toEqual({
      error: { name: 'InvocationTimeout', message: 'The function "slow" was killed after 25000 ms.' },
    });
    goOn();
    await settle();
    expect(reached).toBe(true);
    expect(confluence.requests).toHaveLength(0);
  });

  it('holds back the answer to a request made before', async () => {
    const clock = new VirtualClock();
    let reply = (): void => undefined;
    const { invoke, confluence } = invokerUnderTest({ clock, limitMs: 100 });
    confluence.answer = () =>
      new Promise((resolve) => {
        reply = () => resolve({ status: 204, headers: {}, body: '' });
      });
    const answer = invoke({ as: 'member', functionKey: 'whoAmITwice' });
    await clock.pass(100);
    expect(await answer).toHaveProperty('error.name', 'InvocationTimeout');
    reply();
    await settle();
    expect(confluence.requests).toHaveLength(1);
  });

  it('counts from the start of the function, after the overhead', async () => {
    const clock = new VirtualClock();
    const { invoke } = invokerUnderTest({ clock, overheadMs: 300 });
    const answer = invoke({ as: 'member', functionKey: 'remainingTime' });
    expect(await Promise.race([answer, settle().then(() => 'waiting')])).toBe('waiting');
    await clock.pass(300);
    expect(await answer).toEqual({ result: { ms: 25_000 } });
  });

  it('has nothing asked for by a function that the host ended before its start', async () => {
    const clock = new VirtualClock();
    const ending = new AbortController();
    const { invoke, confluence } = invokerUnderTest({ clock, overheadMs: 300, ending: () => ending.signal });
    const answer = invoke({ as: 'member', functionKey: 'whoAmI' });
    ending.abort();
    await clock.pass(300 + 25_000);
    expect(await answer).toHaveProperty('error.name', 'InvocationTimeout');
    expect(confluence.requests).toHaveLength(0);
  });

  it('ends with the host, whatever the function does next', async () => {
    const ending = new AbortController();
    const { invoke, confluence } = invokerUnderTest({ ending: () => ending.signal });
    let lose = (): void => undefined;
    confluence.answer = () =>
      new Promise((_, reject) => {
        lose = () => reject(new ConnectionLost());
      });
    const answer = invoke({ as: 'member', functionKey: 'tryTwice' });
    await settle();
    expect(confluence.requests).toHaveLength(1);
    ending.abort();
    lose();
    expect(await answer).toEqual({
      error: {
        name: 'InvocationTimeout',
        message: 'The function "tryTwice" was killed: the sandbox was reset or closed.',
      },
    });
    await settle();
    expect(confluence.requests).toHaveLength(1);
  });
});

describe('the limit of invocations', () => {
  it('is 1,200 a minute for each person', async () => {
    const clock = new VirtualClock();
    let calls = 0;
    const { invoke } = invokerUnderTest({
      clock,
      invocations: new InvocationLimit(),
      handler: () => (calls += 1),
    });
    const call = (as: 'member' | 'site-admin' = 'member') => invoke({ as, functionKey: 'count' });
    const answers = await Promise.all(Array.from({ length: 1_200 }, () => call()));
    expect(answers.every((answer) => 'result' in answer)).toBe(true);
    expect(await call()).toHaveProperty('error.name', 'TooManyRequests');
    expect(await call('site-admin')).toEqual({ result: 1_201 });
    expect(calls).toBe(1_201);
    clock.advance(60_000);
    expect(await call()).toEqual({ result: 1_202 });
  });

  it('starts anew after a reset', async () => {
    const clock = new VirtualClock();
    const invocations = new InvocationLimit();
    const { invoke } = invokerUnderTest({ clock, invocations, handler: () => null });
    const call = () => invoke({ as: 'member', functionKey: 'count' });
    await Promise.all(Array.from({ length: 1_201 }, call));
    invocations.reset();
    expect(await call()).toEqual({ result: null });
  });
});
