import {
  ConnectionLost,
  createConfluence,
  groupIds,
  type ConfluenceRequest,
} from '../../../sandbox/confluence';
import { seededRandom } from '../../../sandbox/confluence/prng';
import { settle, VirtualClock } from '../../support/virtualClock';
import { TestSite, app } from './support/testSite';

const request: ConfluenceRequest = {
  method: 'GET',
  path: '/wiki/rest/api/user/current',
  headers: { authorization: 'Bearer member' },
  caller: { kind: 'client' },
};

describe('latency', () => {
  it('passes before each answer, for all requests side by side', async () => {
    const clock = new VirtualClock();
    const confluence = await createConfluence({ scale: 10, clock, latencyMs: 120 });
    const replies = Promise.all(Array.from({ length: 20 }, () => confluence.handle(request)));
    expect(clock.sleeping).toBe(20);
    clock.advance(119);
    expect(clock.sleeping).toBe(20);
    clock.advance(1);
    expect((await replies).map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  });

  it('is none unless asked for', async () => {
    const clock = new VirtualClock();
    const confluence = await createConfluence({ scale: 10, clock });
    await confluence.handle(request);
    expect(clock.sleeping).toBe(0);
  });
});

describe('trace ids', () => {
  it('are on every answer, each its own', async () => {
    const confluence = await createConfluence({ scale: 10 });
    const ids = new Set<string | undefined>();
    for (const path of ['user/current', 'group/by-id?id=x', 'nothing', 'group?start=x']) {
      const { headers } = await confluence.handle({ ...request, path: `/wiki/rest/api/${path}` });
      expect(headers['atl-traceid']).toMatch(/^[0-9a-f]{32}$/);
      ids.add(headers['atl-traceid']);
    }
    expect(ids.size).toBe(4);
  });

  it('are the only thing that is random', async () => {
    const answers = [];
    for (let run = 0; run < 2; run += 1) {
      const confluence = await createConfluence({
        scale: 10,
        random: seededRandom(1),
        clock: new VirtualClock(),
      });
      answers.push(await confluence.handle(request));
    }
    expect(answers[0]).toEqual(answers[1]);
  });
});

it('resets members, limits, log and faults', async () => {
  const site = await TestSite.start();
  const { accountId } = site.confluence.personas.member;
  const before = await site.memberIds(groupIds.designTeam);
  const removal = `group/userByGroupId?groupId=${groupIds.designTeam}&accountId=${accountId}`;
  for (let sent = 0; sent < 51; sent += 1) await site.sendAtOnce('DELETE', removal);
  site.confluence.faults.set([{ status: 500 }]);
  site.confluence.reset();
  expect(site.confluence.requestLog.entries()).toEqual([]);
  expect((await site.sendAtOnce('DELETE', `${removal}-not`)).status).toBe(404);
  expect(await site.memberIds(groupIds.designTeam)).toEqual(before);
});

describe('a reset', () => {
  const path = `group/userByGroupId?groupId=${groupIds.designTeam}&accountId=`;

  /** Sends a removal, resets the site once it waits, and lets the wait be over. */
  async function resetWhileRemoving(site: TestSite): Promise<unknown> {
    const removal = site
      .delete(path + site.confluence.personas.member.accountId)
      .catch((error: unknown) => error);
    await settle();
    expect(site.clock.sleeping).toBe(1);
    site.confluence.reset();
    await site.clock.pass(60_000);
    return removal;
  }

  it.each([
    ['its latency', { latencyMs: 120 }, []],
    ['the delay of a fault', {}, [{ delayMs: 5000 }]],
    ['the delay before a drop', {}, [{ delayMs: 5000, drop: 'after' }]],
  ])('cuts off a request in %s, which changes and logs nothing', async (_, options, faults) => {
    const site = await TestSite.start(options);
    site.confluence.faults.set(faults);
    expect(await resetWhileRemoving(site)).toBeInstanceOf(ConnectionLost);
    expect(site.confluence.requestLog.entries()).toEqual([]);
    const members = site.memberIds(groupIds.designTeam);
    await site.clock.pass(120);
    expect(await members).toContain(site.confluence.personas.member.accountId);
  });

  it('leaves the new faults and points to the new site', async () => {
    const site = await TestSite.start({ latencyMs: 120 });
    const before = site.get('user/current', { caller: app() }).catch(() => undefined);
    site.confluence.reset();
    site.confluence.faults.set([
      { path: 'never', status: 500 },
      { status: 503, times: 1 },
    ]);
    await site.clock.pass(120);
    await before;
    expect(site.confluence.faults.list()).toHaveLength(2);
    const after = site.get('user/current', { caller: app(), faulted: true });
    await site.clock.pass(120);
    expect((await after).headers['x-ratelimit-remaining']).toBe('64999');
  });

  it('cuts off a request even in the moment its wait is over', async () => {
    const site = await TestSite.start({ latencyMs: 120 });
    for (let turns = 0; turns < 10; turns += 1) {
      const removal = site.delete(path + site.confluence.personas.member.accountId).catch(() => undefined);
      site.clock.advance(120);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      site.confluence.reset();
      await removal;
      const members = site.memberIds(groupIds.designTeam);
      await site.clock.pass(120);
      expect(await members).toContain(site.confluence.personas.member.accountId);
      expect(site.confluence.requestLog.entries()).toHaveLength(1);
    }
  });
});

it('names the personas', async () => {
  const { personas } = await createConfluence({ scale: 10 });
  expect(Object.keys(personas)).toEqual(['site-admin', 'confluence-admin', 'member', 'new-admin']);
});

it('keeps two sites apart', async () => {
  const [one, other] = [await TestSite.start(), await TestSite.start()];
  const { accountId } = one.confluence.personas.member;
  await one.delete(`group/userByGroupId?groupId=${groupIds.designTeam}&accountId=${accountId}`);
  expect(await other.memberIds(groupIds.designTeam)).toContain(accountId);
});
