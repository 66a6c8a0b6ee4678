import type { PersonaKey } from '../../../sandbox';
import { systemClock } from '../../../src/clock';
import type { Calls } from '../../../src/contract';
import { App, CONTRACTORS, DESIGN_TEAM, EMPTY_GROUP, succeeded } from '../support/app';
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
        jest.spyOn(systemClock, 'now').mockReturnValue(Date.now() + time * 60_000);
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

describe('a history of 1,000 runs', () => {
  const ids: string[] = [];
  beforeAll(async () => {
    app.host.reset();
    app.host.consent('new-admin');
    app.fault({ method: 'DELETE', status: 204, body: '' }); // Else each person who does not exist is looked up.
    for (let n = 0; n < 1_000; n += 1) {
      jest.spyOn(systemClock, 'now').mockReturnValue(Date.parse('2026-01-01T00:00:00Z') + n * 60_000);
      const groupId = n % 100 === 0 ? DESIGN_TEAM : EMPTY_GROUP;
      const as = n % 250 === 1 ? 'new-admin' : 'site-admin';
      ids.push(await removal(groupId, [n % 400 === 7 ? 'rare-person' : `person-${n}`], as));
    }
    ids.reverse();
  }, 60_000);
  beforeEach(() => {
    jest.spyOn(systemClock, 'now').mockReturnValue(Date.parse('2026-01-02T00:00:00Z'));
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

  it.each([
    ['group', { groupId: DESIGN_TEAM }, 10],
    ['admin', { actorId: 'new-admin' }, 4],
    ['person', { personId: 'rare-person' }, 3],
    ['group and person', { groupId: DESIGN_TEAM, personId: 'rare-person' }, 0],
  ])('finds all there are by %s', async (_, filter, count) => {
    const wanted = 'actorId' in filter ? { actorId: app.accountOf('new-admin') } : filter;
    const found = await listAll(wanted);
    expect(found).toHaveLength(count);
    expect([...found].sort()).toEqual(found);
  });
});

describe('a run about several groups', () => {
  beforeEach(() => app.host.reset());

  it('is found by each of them, and by each of its people', async () => {
    const [ada = '', bob = ''] = await app.memberIds(CONTRACTORS);
    const move = runIdOf(
      await makeAll(app, [blockOf(EMPTY_GROUP, [ada], 'add'), blockOf(CONTRACTORS, [ada])]),
    );
    await removal(CONTRACTORS, [bob]);
    expect(await listAll({ groupId: EMPTY_GROUP })).toEqual([move]);
    expect(await listAll({ groupId: CONTRACTORS })).toHaveLength(2);
    expect(await listAll({ personId: ada })).toEqual([move]);
    expect(await listAll({ personId: ada, groupId: EMPTY_GROUP })).toEqual([move]);
    expect(await listAll({ personId: ada, groupId: DESIGN_TEAM })).toEqual([]);
  });

  it('is found by a person whose id has no shape that is known', async () => {
    const [ada = ''] = await app.memberIds(CONTRACTORS);
    const odd = "O'Brien/北";
    const run = await removal(CONTRACTORS, [ada, odd]);
    await removal(CONTRACTORS, [ada]);
    expect(await listAll({ personId: odd })).toEqual([run]);
  });

  it('is listed once, however far apart in it the person stands', async () => {
    const accountIds = Array.from({ length: 30_000 }, (_, n) => `712020:${String(n).padStart(36, '0')}`);
    const [ada = ''] = accountIds;
    const blocks = (from: number) => [blockOf(CONTRACTORS, accountIds.slice(from, from + 5_000))];
    const start = { driver: newDriver(), plan: { blocks: blocks(0) }, total: 30_001 };
    let { run } = succeeded(await app.call('site-admin', 'startRun', start));
    for (let from = 5_000; from <= 30_000; from += 5_000) {
      const plan = { blocks: from === 30_000 ? [blockOf(EMPTY_GROUP, [ada])] : blocks(from) };
      ({ run } = succeeded(await app.call('site-admin', 'extendRun', { run, from, plan })));
    }
    for (const limit of [1, 2, 25]) {
      expect(await listAll({ limit, personId: ada })).toEqual([run.runId]);
    }
    const later = await removal(CONTRACTORS, [ada]);
    for (const limit of [1, 2, 25]) {
      expect(await listAll({ limit, personId: ada })).toEqual([later, run.runId]);
    }
  });
});
