import fc from 'fast-check';
import type { PersonaKey } from '../../../sandbox';
import { systemClock } from '../../../src/clock';
import type { Calls } from '../../../src/contract';
import { App, CONTRACTORS, DESIGN_TEAM, EMPTY_GROUP, succeeded } from '../support/app';
import { eventsAbout } from '../support/events';
import { blockOf, makeAll, newDriver, removeAll, runIdOf, startRun } from '../support/runs';

let app: App;
beforeAll(async () => {
  app = await App.start({ limits: false });
});
afterAll(() => app.host.close());

/** Removes somebody from a group that may be theirs or not; a run by itself. */
async function removal(
  groupId: string,
  accountIds: string[],
  as: PersonaKey = 'site-admin',
): Promise<string> {
  return runIdOf(await removeAll(app, groupId, accountIds, as));
}

type ListInput = Parameters<Calls['listRuns']>[0];

const list = (input: Partial<ListInput> = {}) => app.call('site-admin', 'listRuns', { limit: 25, ...input });

/** Everything a filter finds, page after page. */
async function listAll(input: Partial<ListInput> = {}): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = succeeded(await list({ ...input, ...(cursor !== undefined && { cursor }) }));
    found.push(...page.runs.map(({ runId }) => runId));
    ({ cursor } = page);
  } while (cursor !== undefined);
  return found;
}

describe('who may read', () => {
  beforeEach(() => app.host.reset());

  const READS: [keyof Calls, (runId: string) => unknown][] = [
    ['listRuns', () => ({ limit: 25 })],
    ['getRun', (runId) => ({ runId, from: 0 })],
    ['listPersonEvents', () => ({ personId: 'someone', limit: 25 })],
    ['listProtected', () => undefined],
    ['listUnfinishedRuns', () => undefined],
    ['resumeRun', (runId) => ({ runId, driver: newDriver() })],
    ['dismissRun', (runId) => ({ runId })],
    ['checkChanges', (runId) => ({ runId, changes: [[0, 0]] })],
  ];

  /** One that has ended, besides one that has not. */
  async function runToRead(): Promise<string> {
    await startRun(app, [blockOf(EMPTY_GROUP, ['someone'], 'add')]);
    return removal(DESIGN_TEAM, ['someone']);
  }

  it.each(READS)('%s: a member gets the error and no data', async (name, input) => {
    const runId = await runToRead();
    expect(await app.call('member', name, input(runId))).toEqual({
      ok: false,
      error: { kind: 'permission' },
    });
  });

  it.each(READS)(
    '%s: who administers Confluence gets an answer, and Confluence is asked each time',
    async (name, input) => {
      const runId = await runToRead();
      for (let time = 0; time < 2; time += 1) {
        app.host.confluence.requestLog.clear();
        vi.spyOn(systemClock, 'now').mockReturnValue(Date.now() + time * 60_000);
        expect(await app.call('confluence-admin', name, input(runId))).toMatchObject({ ok: true });
        expect(app.asked).toEqual(['GET /wiki/rest/api/user/current?expand=operations']);
      }
    },
  );

  it.each(READS)('%s: where Confluence does not say, nobody gets data', async (name, input) => {
    const runId = await runToRead();
    app.fault({ path: 'user/current', status: 500 });
    expect(await app.call('site-admin', name, input(runId))).toMatchObject({
      ok: false,
      error: { kind: 'unavailable' },
    });
  });

  it('knows no run that is not there', async () => {
    const runId = '0000000000000-0123456789abcdef';
    for (const [name, input] of READS.filter(([, makeInput]) =>
      JSON.stringify({ input: makeInput(runId) }).includes(runId),
    )) {
      expect(await app.call('site-admin', name, input(runId))).toEqual({
        ok: false,
        error: { kind: 'runNotFound' },
      });
    }
  });
});

describe('a history of 450 runs', () => {
  const ids: string[] = [];
  beforeAll(async () => {
    app.host.reset();
    app.host.consent('new-admin');
    app.fault({ method: 'DELETE', status: 204, body: '' }); // Else each person who does not exist is looked up.
    for (let n = 0; n < 450; n += 1) {
      vi.spyOn(systemClock, 'now').mockReturnValue(Date.parse('2026-01-01T00:00:00Z') + n * 60_000);
      const groupId = n % 100 === 0 ? DESIGN_TEAM : EMPTY_GROUP;
      const as = n % 250 === 1 ? 'new-admin' : 'site-admin';
      const person = n % 400 === 7 ? 'rare-person' : `person-${n}`;
      // Who does not exist cannot be added.
      const isAddition = n % 200 === 50;
      const run = isAddition
        ? await makeAll(app, [blockOf(groupId, [person], 'add')], as)
        : await removeAll(app, groupId, [person], as);
      ids.push(runIdOf(run));
    }
    ids.reverse();
  }, 60_000);
  beforeEach(() => {
    vi.spyOn(systemClock, 'now').mockReturnValue(Date.parse('2026-01-02T00:00:00Z'));
  });

  it('opens its first page with one look into the storage and one question to Confluence', async () => {
    app.host.storage.requestLog.clear();
    app.host.confluence.requestLog.clear();
    const { runs } = succeeded(await list());
    expect(runs.map(({ runId }) => runId)).toEqual(ids.slice(0, 25));
    expect(app.storageRequests).toEqual(['query']);
    expect(app.asked).toHaveLength(1);
  });

  it('lists everything, newest first, each run once', async () => {
    expect(await listAll({ limit: 50 })).toEqual(ids);
  });

  const at = (minutes: number) => Date.parse('2026-01-01T00:00:00Z') + minutes * 60_000;

  it.each<[string, Partial<ListInput>, number]>([
    ['group', { groupId: DESIGN_TEAM }, 5],
    ['action', { action: 'add' }, 2],
    ['group and action', { groupId: DESIGN_TEAM, action: 'add' }, 0],
    ['outcome', { outcome: 'failed' }, 2],
    ['outcome that none has', { outcome: 'unconfirmed' }, 0],
    ['action and outcome', { action: 'remove', outcome: 'done' }, 448],
    ['beginning', { from: at(440) }, 10],
    ['end', { to: at(3) }, 3],
    ['a period', { from: at(100), to: at(200) }, 100],
    ['a period and a group', { from: at(100), to: at(301), groupId: DESIGN_TEAM }, 3],
    ['a period without any', { from: at(200), to: at(200) }, 0],
    ['a period before all', { to: at(0) }, 0],
  ])('finds all there are by %s', async (_, filter, count) => {
    for (const limit of [count > 100 ? 19 : 3, 50]) {
      const found = await listAll({ ...filter, limit });
      expect(found).toHaveLength(count);
      expect([...found].sort()).toEqual(found);
    }
  });

  it('finds all there are by admin', async () => {
    expect(await listAll({ actorId: app.accountOf('new-admin') })).toHaveLength(2);
  });

  it('looks no further than the period begins', async () => {
    const page = succeeded(await list({ from: at(400), limit: 50 }));
    expect(page.runs).toHaveLength(50);
    // A run may begin a day after its id was made, and this history is of less.
    vi.restoreAllMocks();
    expect(await app.countStorageRequests(() => list({ from: at(400) + 86_400_000 }))).toBe(1);
    expect(await app.countStorageRequests(() => list({ groupId: 'none' }))).toBe(5);
  });

  it('finds the runs of a period as they are in the whole', async () => {
    const minute = fc.nat(460);
    await fc.assert(
      fc.asyncProperty(minute, minute, fc.integer({ min: 20, max: 50 }), async (from, to, limit) => {
        const expected = ids.filter((_, n) => 449 - n >= from && 449 - n < to);
        expect(await listAll({ limit, from: at(from), to: at(to) })).toEqual(expected);
      }),
      { seed: 20_26, numRuns: 10 },
    );
  });

  it('tells what happened to one person, however many events a page has', async () => {
    const input = { personId: 'rare-person' };
    for (const limit of [1, 2, 50]) {
      const events = await eventsAbout(app, { ...input, limit });
      expect(events.map(({ runId }) => runId)).toEqual([ids[42], ids[442]]);
    }
    expect(await eventsAbout(app, { ...input, from: at(8) })).toHaveLength(1);
    expect(await eventsAbout(app, { ...input, to: at(408) })).toHaveLength(2);
    expect(await eventsAbout(app, { ...input, from: at(8), to: at(407) })).toEqual([]);
    expect(await eventsAbout(app, { ...input, groupId: DESIGN_TEAM })).toEqual([]);
  });

  it('is looked through for one person with a request for each 50 runs, and two for each that has some', async () => {
    const ask = (personId: string) =>
      app.countStorageRequests(() => app.call('site-admin', 'listPersonEvents', { personId, limit: 50 }));
    expect(await ask('nobody')).toBe(9);
    expect(await ask('rare-person')).toBeLessThanOrEqual(9 + 2 * 2);
  });
});

describe('a run about several groups', () => {
  beforeEach(() => app.host.reset());

  it('is found by each of them', async () => {
    const [ada = '', bob = ''] = await app.memberIds(CONTRACTORS);
    const move = runIdOf(
      await makeAll(app, [blockOf(EMPTY_GROUP, [ada], 'add'), blockOf(CONTRACTORS, [ada])]),
    );
    await removal(CONTRACTORS, [bob]);
    expect(await listAll({ groupId: EMPTY_GROUP })).toEqual([move]);
    expect(await listAll({ groupId: CONTRACTORS })).toHaveLength(2);
    expect(await listAll({ action: 'add' })).toEqual([move]);
  });
});

it('names the first people of a run', async () => {
  app.host.reset();
  const [ada = '', bob = '', cleo = '', dan = ''] = await app.memberIds(CONTRACTORS);
  // Of two runs of one millisecond either may be the newer.
  const earlier = vi.spyOn(systemClock, 'now').mockImplementation(() => Date.now() - 1_000);
  await removal(CONTRACTORS, [dan]);
  earlier.mockRestore();
  await makeAll(app, [
    blockOf(EMPTY_GROUP, [bob, ada], 'add'),
    blockOf(CONTRACTORS, [ada, bob, cleo]),
    blockOf(DESIGN_TEAM, [dan]),
  ]);
  expect(succeeded(await list()).runs.map(({ firstAccountIds }) => firstAccountIds)).toEqual([
    [bob, ada, cleo],
    [dan],
  ]);
});

it('lists a run whose header does not have its first people', async () => {
  app.host.reset();
  const runId = await removal(CONTRACTORS, ['someone']);
  const { first, ...older } = Object(app.stored.get(`run:${runId}`)) as { first: unknown };
  expect(first).toEqual(['someone']);
  await app.plant([[`run:${runId}`, older]]);
  expect(succeeded(await list()).runs).toMatchObject([{ runId, firstAccountIds: [] }]);
});
