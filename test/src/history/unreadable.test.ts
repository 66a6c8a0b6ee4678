import type { RunTicket } from '../../../src/contract';
import { App, CONTRACTORS, succeeded } from '../support/app';
import { hurry, type HastyClock } from '../support/hastyClock';
import {
  beginRun,
  blockOf,
  endRun,
  listed,
  makeSlice,
  newDriver,
  newRunOf,
  outcomesOf,
  removeAll,
  runIdOf,
  undo,
  unfinished,
} from '../support/runs';

/** What a newer version of the app wrote, or nobody: it is said to be there, never rewritten, and takes nothing else down. */

let app: App;
let accountIds: string[];
let time: HastyClock;
beforeAll(async () => {
  app = await App.start({ limits: false });
});
beforeEach(async () => {
  app.host.reset();
  app.host.consent('new-admin');
  accountIds = (await app.memberIds(CONTRACTORS)).slice(0, 4);
  time = hurry();
});
afterAll(() => app.host.close());

const writes = () => app.asked.filter((request) => !request.startsWith('GET')).length;
const list = async (filter: object = {}) =>
  succeeded(await app.call('site-admin', 'listRuns', { limit: 25, ...filter }));
const events = async (personId = '') =>
  succeeded(await app.call('site-admin', 'listPersonEvents', { personId, limit: 25 }));

/** A value of a newer version: it may look like ours but for that. */
const newer = (value: unknown): unknown => ({ ...Object(value), v: 3 });
/** Values that no version writes. */
const GARBAGE = [true, 7, 'text', [], [null], {}, { v: 2 }, { v: '2' }, { v: 0 }, { action: 'remove' }];

type Alter = (values: ReadonlyMap<string, unknown>, runId: string) => [key: string, value: unknown];
const alter =
  (prefix: string, value: (before: unknown) => unknown): Alter =>
  (values, runId) => {
    const key = [...values.keys()].find((one) => one.startsWith(`${prefix}:${runId}`)) ?? '';
    return [key, value(values.get(key))];
  };

const CASES: [string, Alter][] = [
  ['a header of a newer version', alter('run', newer)],
  ...GARBAGE.map((value): [string, Alter] => [
    `a header that is ${JSON.stringify(value)}`,
    alter('run', () => value),
  ]),
  [
    'an entry of the log of a newer version',
    (_, runId) => [`log:${runId}:000001`, { v: 3, kind: 'slice', id: 'x', more: true }],
  ],
  [
    'an entry of a kind that there is not',
    (_, runId) => [`log:${runId}:000001`, { v: 2, kind: 'moved', id: 'x' }],
  ],
  ['an entry that is garbage', (_, runId) => [`log:${runId}:000001`, 'garbage']],
];

describe.each(CASES)('a run with %s', (_, change) => {
  let altered: RunTicket;
  let other: string;
  beforeEach(async () => {
    other = runIdOf(await removeAll(app, CONTRACTORS, accountIds.slice(3)));
    const run = await beginRun(app, [blockOf(CONTRACTORS, accountIds)], [[0, 1]]);
    altered = run.ticket;
    await app.plant([change(app.stored, altered.runId)]);
    time.aheadMs += 120_000;
  });

  it('is listed as one that cannot be read, and the others are as they were', async () => {
    expect(await list()).toMatchObject({ runs: [{ runId: other }], unreadable: 1 });
    expect(await list({ groupId: CONTRACTORS })).toMatchObject({ runs: [{ runId: other }], unreadable: 1 });
    expect(await events(accountIds[3])).toMatchObject({ events: [{ runId: other }], unreadable: 1 });
    expect(await unfinished(app)).toEqual([]);
    succeeded(await app.call('site-admin', 'getRun', { runId: other, from: 0 }));
  });

  it('is counted once, page after page', async () => {
    let cursor: string | undefined;
    let unreadable = 0;
    do {
      const page = await list({ limit: 1, ...(cursor !== undefined && { cursor }) });
      unreadable += page.unreadable;
      ({ cursor } = page);
    } while (cursor !== undefined);
    expect(unreadable).toBe(1);
  });

  it('is opened, taken up, ended, checked, made and undone by nobody, and stays as it is', async () => {
    const { runId } = altered;
    const before = app.stored;
    const sent = writes();
    for (const [name, input] of [
      ['getRun', { runId, from: 0 }],
      ['resumeRun', { runId, driver: newDriver() }],
      ['dismissRun', { runId }],
      ['endRun', altered],
      ['keepRun', altered],
      ['checkChanges', { runId, changes: [[0, 1]] }],
      ['extendRun', { run: altered, from: 5_000, plan: { blocks: [blockOf(CONTRACTORS, ['a'])] } }],
      ['makeChanges', { run: altered, changes: [[2, 3]] }],
      ['makeChanges', { run: { ...altered, next: altered.next + 1 }, changes: [[2, 3]] }],
    ] as const) {
      const answer = await app.call('site-admin', name, input);
      expect([name, answer]).toEqual([name, { ok: false, error: { kind: expect.any(String) as string } }]);
      // What has no version may be of the first edition, of whose runs no slice can be.
      const kinds = name === 'makeChanges' ? /^(unreadable|runNotFound)$/ : /^unreadable$/;
      expect('error' in answer && answer.error.kind).toMatch(kinds);
    }
    expect(await undo(app, runId, [[0, 0]])).toEqual({ ok: false, error: { kind: 'unreadable' } });
    expect(app.stored).toEqual(before);
    expect(writes()).toBe(sent);
  });

  it('keeps nobody from beginning another, and is not in the way of its place', async () => {
    for (let n = 0; n < 9; n += 1) {
      succeeded(await app.call('site-admin', 'startRun', newRunOf([blockOf(CONTRACTORS, accountIds)])));
    }
    // It may well go on: it is not known to have ended.
    expect(
      await app.call('site-admin', 'startRun', newRunOf([blockOf(CONTRACTORS, accountIds)])),
    ).toMatchObject({ error: { kind: 'tooManyRuns' } });
    expect(await unfinished(app)).toHaveLength(9);
  });
});

describe.each([
  ['of a newer version', { v: 3, runId: 'x', at: 1 }],
  ...GARBAGE.filter((value) => value !== true).map((value): [string, unknown] => [
    `that is ${JSON.stringify(value)}`,
    value,
  ]),
])('a place %s', (_, value) => {
  it('is taken, and takes nothing else down', async () => {
    const run = await beginRun(app, [blockOf(CONTRACTORS, accountIds)], [[0, 1]], { as: 'new-admin' });
    await app.plant([[`open:${app.accountOf('site-admin')}:0`, value]]);
    time.aheadMs += 120_000;
    expect((await unfinished(app)).map((one) => one.run.runId)).toEqual([run.ticket.runId]);
    for (let n = 0; n < 9; n += 1) {
      succeeded(await app.call('site-admin', 'startRun', newRunOf([blockOf(CONTRACTORS, accountIds)])));
    }
    expect(
      await app.call('site-admin', 'startRun', newRunOf([blockOf(CONTRACTORS, accountIds)])),
    ).toMatchObject({ error: { kind: 'tooManyRuns' } });
    expect(app.stored.get(`open:${app.accountOf('site-admin')}:0`)).toEqual(value);
    expect(await unfinished(app)).toHaveLength(10);
  });
});

describe.each([
  ['of a newer version', newer],
  ['that is garbage', () => 'garbage'],
])('states %s', (_, value) => {
  it('let nothing of the run be changed or shown, and everything else be', async () => {
    const run = await beginRun(app, [blockOf(CONTRACTORS, accountIds)], [[0, 1]]);
    const { runId } = run.ticket;
    await app.plant([alter('state', value)(app.stored, runId)]);
    const before = app.stored;
    const sent = writes();
    expect(await makeSlice(app, run, [[2, 3]])).toEqual({ ok: false, error: { kind: 'unreadable' } });
    expect(await app.call('site-admin', 'getRun', { runId, from: 0 })).toEqual({
      ok: false,
      error: { kind: 'unreadable' },
    });
    expect(await app.call('site-admin', 'checkChanges', { runId, changes: [[0, 0]] })).toEqual({
      ok: false,
      error: { kind: 'unreadable' },
    });
    expect(writes()).toBe(sent);
    expect(app.stored).toEqual(before);
    expect(await listed(app)).toMatchObject([{ runId }]);
    expect(await unfinished(app)).toMatchObject([{ run: { runId } }]);
  });

  it('let the run it is taken back by go on all the same', async () => {
    const runId = runIdOf(await removeAll(app, CONTRACTORS, accountIds));
    const plan = { undoes: { runId, changes: [[0, 3]] } };
    const start = { driver: newDriver(), plan, total: 4 };
    const { run } = succeeded(await app.call('site-admin', 'startRun', start));
    await app.plant([alter('state', value)(app.stored, runId)]);
    const before = app.stored.get(`state:${runId}:0000`);
    const answer = await app.call('site-admin', 'makeChanges', { run, changes: [[0, 3]] });
    expect(answer).toMatchObject({ ok: true, run: { next: 1 } });
    expect(await outcomesOf(app, run.runId)).toEqual(['done', 'done', 'done', 'done']);
    expect(app.stored.get(`state:${runId}:0000`)).toEqual(before);
  });
});

describe('a plan of a newer version', () => {
  it('lets nothing of the run be changed or shown, and hides no other', async () => {
    const other = runIdOf(await removeAll(app, CONTRACTORS, accountIds));
    const run = await beginRun(app, [blockOf(CONTRACTORS, accountIds)], [[0, 1]]);
    const { runId } = run.ticket;
    await app.plant([alter('plan', newer)(app.stored, runId)]);
    const before = app.stored;
    const sent = writes();
    expect(await makeSlice(app, run, [[2, 3]])).toEqual({ ok: false, error: { kind: 'unreadable' } });
    expect(await app.call('site-admin', 'getRun', { runId, from: 0 })).toEqual({
      ok: false,
      error: { kind: 'unreadable' },
    });
    expect(writes()).toBe(sent);
    expect(app.stored).toEqual(before);
    expect(await events(accountIds[0])).toMatchObject({ events: [{ runId: other }], unreadable: 1 });
  });
});

it('goes on with a run whose older entries, which nobody needs, are a newer version’s', async () => {
  const run = await beginRun(app, [blockOf(CONTRACTORS, accountIds)], [[0, 1]]);
  await app.plant([[`log:${run.ticket.runId}:000000`, { v: 3, kind: 'slice' }]]);
  succeeded(await makeSlice(app, run, [[2, 3]]));
  await endRun(app, run);
  expect(await outcomesOf(app, run.ticket.runId)).toEqual(['done', 'done', 'done', 'done']);
});
