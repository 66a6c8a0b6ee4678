import { connectionLost } from './fakeConfluence';
import { handler } from './fixtures/handler';
import { invokerUnderTest } from './invoker';

describe('requests to Confluence', () => {
  it('carry the person, the scopes, and what the app said', async () => {
    const { invoke, confluence } = invokerUnderTest();
    const init = { method: 'POST', headers: { 'X-Atlassian-Token': 'no-check' }, body: '{"accountId":"a"}' };
    await invoke({ as: 'site-admin', functionKey: 'request', payload: { path: 'R&D / Zürich', init } });
    expect(confluence.requests).toMatchObject([
      {
        method: 'POST',
        path: '/wiki/rest/api/group/by-id?id=R%26D%20%2F%20Z%C3%BCrich',
        headers: { 'user-agent': 'node', 'x-atlassian-token': 'no-check' },
        body: '{"accountId":"a"}',
        caller: {
          kind: 'app',
          principal: { type: 'user', persona: 'site-admin' },
          scopes: ['read:confluence-groups', 'read:confluence-user', 'write:confluence-groups'],
        },
      },
    ]);
  });

  it('come back as responses, with and without a body', async () => {
    const { invoke, confluence } = invokerUnderTest();
    const call = { as: 'member', functionKey: 'request', payload: { path: 'group' } } as const;
    for (const status of [204, 304]) {
      confluence.answer = () => Promise.resolve({ status, headers: {}, body: '' });
      expect(await invoke(call)).toEqual({ result: { status, body: '' } });
    }
    confluence.answer = () => Promise.resolve({ status: 503, headers: {}, body: '<p>Down</p>' });
    expect(await invoke(call)).toEqual({ result: { status: 503, body: '<p>Down</p>' } });
  });

  it('fail like a network does when the connection is cut', async () => {
    const { invoke, confluence } = invokerUnderTest();
    confluence.answer = connectionLost;
    expect(await invoke({ as: 'member', functionKey: 'loseConnection' })).toEqual({
      result: { name: 'TypeError', message: 'fetch failed', hasCause: true },
    });
  });

  it('can be given up by the app', async () => {
    const { invoke, confluence } = invokerUnderTest();
    confluence.answer = () => new Promise(() => undefined);
    expect(await invoke({ as: 'member', functionKey: 'abort', payload: { ms: 10 } })).toEqual({
      result: { aborted: true },
    });
  });

  it('are not made for a function that has answered', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const { invoke, confluence } = invokerUnderTest();
    await invoke({ as: 'member', functionKey: 'leaveRunning' });
    await vi.advanceTimersByTimeAsync(20);
    await new Promise((resolve) => setImmediate(resolve));
    expect(confluence.requests).toHaveLength(0);
  });
});

describe('what Forge would refuse', () => {
  it.each([
    ['fetchOutside', /not included in the external fetch backend permissions: https:\/\/example\.com\//],
    ['requestJira', /serves Confluence, the storage and the queue only, not type "fpp" with remote "jira"/],
    ['asNobody', /asUser\(\) or asApp\(\)/],
    ['impersonate', /AUTH_TYPE_UNAVAILABLE/],
  ])('%s', async (functionKey, message) => {
    const { invoke, confluence } = invokerUnderTest();
    const answer = await invoke({ as: 'member', functionKey });
    expect('error' in answer && answer.error.message).toMatch(message);
    expect(confluence.requests).toHaveLength(0);
  });

  it('has no runtime outside an invocation', async () => {
    invokerUnderTest();
    await expect(handler({ call: { functionKey: 'whoAmI' }, context: {} })).rejects.toThrow(
      'The Forge runtime was called outside an invocation.',
    );
    await expect(handler({ call: { functionKey: 'remainingTime' }, context: {} })).rejects.toThrow(
      'Forge runtime not found.',
    );
  });
});
