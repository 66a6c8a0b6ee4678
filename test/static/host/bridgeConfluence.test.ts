import { createConfluence, groupIds } from '../../../sandbox/confluence';
import { isMember } from '../../../src/confluence/checkMembership';
import { getGroup, searchGroups } from '../../../src/confluence/findGroups';
import { listMembers } from '../../../src/confluence/listMembers';
import { confluence } from '../../../static/admin-panel/src/host/bridgeConfluence';
import { valueRead } from '../../../static/admin-panel/src/host/readFailed';
import { browserTools } from '../../../static/admin-panel/src/host/tools';
import { bridge, json, noAnswer } from '../support/bridge';

const FIRST_PAGE = { start: 0, limit: 50, withTotal: true };

beforeEach(() => bridge.reset());

describe('over the bridge', () => {
  it('the page reads what Confluence shows to who looks', async () => {
    const site = await createConfluence({ scale: 400 });
    bridge.connect(site, 'member');
    const { contractors } = groupIds;
    const page = await valueRead(listMembers(confluence, contractors, FIRST_PAGE));
    expect([page.members.length, page.total, page.nextStart]).toEqual([50, 240, 50]);
    expect(await valueRead(getGroup(confluence, contractors))).toMatchObject({ name: 'contractors' });
    expect((await valueRead(searchGroups(confluence, 'contr', 20))).groups).toHaveLength(1);
    const [first] = page.members;
    expect(await valueRead(isMember(confluence, contractors, first?.accountId ?? ''))).toBe(true);
    const { accountId } = site.personas['site-admin'];
    expect(await valueRead(isMember(confluence, contractors, accountId))).toBe(false);
    expect(new Set(site.requestLog.entries().map(({ via, points }) => `${via ?? ''} ${points}`))).toEqual(
      new Set(['bridge 0']),
    );
  });

  it('a group that there is not says so', async () => {
    bridge.connect(await createConfluence({ scale: 400 }));
    const nowhere = '00000000-0000-4000-8000-000000000000';
    expect(await listMembers(confluence, nowhere, FIRST_PAGE)).toMatchObject({
      error: { kind: 'groupNotFound' },
    });
  });

  it('a burst 429 comes with how long to wait, and with its headers', async () => {
    bridge.answerConfluence(() =>
      json({ message: 'Too many requests' }, 429, {
        'retry-after': '7',
        'ratelimit-reason': 'confluence-burst-based',
      }),
    );
    expect(await listMembers(confluence, 'g', FIRST_PAGE)).toMatchObject({
      error: {
        ...{ kind: 'rateLimited', limit: 'burst', retryAfterMs: 7_000 },
        response: { headers: { 'retry-after': '7' } },
      },
    });
  });

  it('a lost answer and an invocation of nobody are no answers', async () => {
    bridge.answerConfluence(noAnswer);
    expect(await listMembers(confluence, 'g', FIRST_PAGE)).toMatchObject({ error: { kind: 'unavailable' } });
    bridge.answerConfluence(() => {
      throw new Error('The host is gone.');
    });
    expect(await listMembers(confluence, 'g', FIRST_PAGE)).toMatchObject({
      error: { kind: 'unavailable', detail: 'The host is gone.' },
    });
  });
});

it('a read that nobody answers is given up after a minute', async () => {
  vi.useFakeTimers();
  bridge.answerConfluence(() => new Promise(() => undefined));
  const reading = listMembers(confluence, 'g', FIRST_PAGE);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await reading).toMatchObject({ error: { kind: 'unavailable' } });
  vi.useRealTimers();
});

it('times of answers are told by the clock of the page', () => {
  vi.spyOn(browserTools, 'clock', 'get').mockReturnValue({ now: () => 42, sleep: () => Promise.resolve() });
  expect(confluence.now()).toBe(42);
});
