import type { PersonaKey } from '../../../sandbox';
import { MAX_UNFINISHED_RUNS } from '../../../src/contract/limits';
import { App, CONTRACTORS, succeeded } from '../support/app';
import { hurry, type HastyClock } from '../support/hastyClock';
import {
  beginRun,
  blockOf,
  detailOf,
  endRun,
  listed,
  makeSlice,
  newDriver,
  newRunOf,
  removeAll,
  runIdOf,
  startRun,
  unfinished,
  type TestRun,
} from '../support/runs';

/** How many runs an admin may have that have not ended, and which of them are offered. */

let app: App;
let accountIds: string[];
let time: HastyClock;
beforeAll(async () => {
  app = await App.start({ limits: false });
});
beforeEach(async () => {
  app.host.reset();
  app.host.consent('new-admin');
  accountIds = (await app.memberIds(CONTRACTORS)).slice(0, 6);
  time = hurry();
});
afterAll(() => app.host.close());

const block = () => blockOf(CONTRACTORS, accountIds);
const keysOf = (prefix: string) => [...app.stored.keys()].filter((key) => key.startsWith(prefix));
const offered = async (as: PersonaKey = 'site-admin') =>
  (await unfinished(app, as)).map(({ run }) => run.runId);
const deletes = () => app.asked.filter((request) => request.startsWith('DELETE')).length;

async function fill(as: PersonaKey = 'site-admin', count = MAX_UNFINISHED_RUNS): Promise<TestRun[]> {
  const runs: TestRun[] = [];
  for (let n = 0; n < count; n += 1) {
    time.aheadMs += 1_000; // So that one of them is newer.
    runs.push(await startRun(app, [block()], { as }));
  }
  return runs;
}

const idsOf = (runs: readonly TestRun[]) => runs.map(({ ticket }) => ticket.runId);

/** Ends a run so that its last write fails: its log says that it has ended, and its place is left behind. */
async function endBadly({ as, ticket }: TestRun): Promise<void> {
  app.fault({ service: 'storage', path: 'transaction', status: 503 });
  expect(await app.call(as, 'endRun', ticket)).toMatchObject({ error: { kind: 'storage' } });
  app.fault();
}

describe('an admin with as many unfinished runs as one may have', () => {
  it('begins no more, in either way, and nothing more is stored or changed', async () => {
    await fill();
    const before = app.stored;
    app.host.confluence.requestLog.clear();
    const newRun = newRunOf([block()]);
    expect(await app.call('site-admin', 'startRun', newRun)).toEqual({
      ok: false,
      error: { kind: 'tooManyRuns' },
    });
    expect(await app.call('site-admin', 'makeChanges', { newRun, changes: [[0, 1]] })).toEqual({
      ok: false,
      error: { kind: 'tooManyRuns' },
    });
    expect(await removeAll(app, CONTRACTORS, accountIds.slice(0, 1))).toEqual({
      ok: false,
      error: { kind: 'tooManyRuns' },
    });
    expect(app.stored).toEqual(before);
    expect(deletes()).toBe(0);
  });

  it('takes up none that has ended', async () => {
    const [ended] = await fill('site-admin', 1);
    if (!ended) throw new Error('There is none.');
    await endRun(app, ended);
    await fill();
    const before = app.stored;
    const resume = { runId: ended.ticket.runId, driver: newDriver() };
    expect(await app.call('site-admin', 'resumeRun', resume)).toEqual({
      ok: false,
      error: { kind: 'tooManyRuns' },
    });
    expect(app.stored).toEqual(before);
    expect(await app.call('new-admin', 'resumeRun', resume)).toMatchObject({ ok: true });
  });

  it('takes up those it has, and asks again for the one it began last', async () => {
    const runs = await fill('site-admin', MAX_UNFINISHED_RUNS - 1);
    const newRun = newRunOf([block()]);
    const first = succeeded(await app.call('site-admin', 'startRun', newRun));
    expect(await app.call('site-admin', 'startRun', newRun)).toEqual(first);
    time.aheadMs += 60_000;
    for (const { ticket } of runs) {
      const resume = { runId: ticket.runId, driver: newDriver() };
      succeeded(await app.call('site-admin', 'resumeRun', resume));
    }
    expect(await offered()).toHaveLength(MAX_UNFINISHED_RUNS);
  });

  it('has room again for each that ends', async () => {
    const runs = await fill();
    for (const run of runs.slice(0, 3)) await endRun(app, run);
    await fill('site-admin', 3);
    expect(await app.call('site-admin', 'startRun', newRunOf([block()]))).toMatchObject({
      error: { kind: 'tooManyRuns' },
    });
  });

  it('does not hinder another admin', async () => {
    await fill();
    await fill('new-admin');
    expect(await offered()).toHaveLength(2 * MAX_UNFINISHED_RUNS);
  });
});

it('makes at most as many of thirty that are begun at once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => app.call('site-admin', 'startRun', newRunOf([block()]))),
  );
  for (const answer of answers) if (!answer.ok) expect(answer.error.kind).toBe('tooManyRuns');
  expect(answers.filter(({ ok }) => ok).length).toBe(MAX_UNFINISHED_RUNS);
  expect(keysOf('run:')).toHaveLength(MAX_UNFINISHED_RUNS);
  expect(keysOf('open:')).toHaveLength(MAX_UNFINISHED_RUNS);
  expect(keysOf('begun:')).toHaveLength(MAX_UNFINISHED_RUNS);
});

it('makes at most as many of thirty that are begun at once where every place was left behind', async () => {
  for (const run of await fill()) await endBadly(run);
  expect(keysOf('open:')).toHaveLength(MAX_UNFINISHED_RUNS);
  time.aheadMs += 120_000;
  const answers = await Promise.all([
    ...Array.from({ length: 30 }, () => app.call('site-admin', 'startRun', newRunOf([block()]))),
    app.call('site-admin', 'listUnfinishedRuns'),
    app.call('new-admin', 'listUnfinishedRuns'),
  ]);
  const begun = answers.flatMap((answer) => ('run' in answer ? [answer.run.runId] : []));
  expect(begun.length).toBeGreaterThan(0);
  expect(begun.length).toBeLessThanOrEqual(MAX_UNFINISHED_RUNS);
  // Each has a place of its own, so that it is offered should its page be closed.
  expect((await offered()).sort()).toEqual([...begun].sort());
  expect(keysOf('open:').length).toBeLessThanOrEqual(MAX_UNFINISHED_RUNS);
});

describe('what is offered', () => {
  it('is one’s own first, and then everybody else’s, the newest first of each', async () => {
    const [own] = await fill('site-admin', 1);
    const others = await fill('new-admin');
    const [later] = await fill('site-admin', 1);
    if (!own || !later) throw new Error('There is none.');
    const otherIds = idsOf(others).reverse();
    expect(await offered()).toEqual([later.ticket.runId, own.ticket.runId, ...otherIds]);
    expect(await offered('new-admin')).toEqual([...otherIds, later.ticket.runId, own.ticket.runId]);
  });

  it('has the crashed run behind ten that have ended and left their places behind', async () => {
    const crashed = await beginRun(app, [block()], [[0, 1]], { as: 'new-admin' });
    const ended = await fill();
    for (const run of ended) await endBadly(run);
    expect(keysOf('open:')).toHaveLength(MAX_UNFINISHED_RUNS + 1);
    expect(await offered()).toEqual([crashed.ticket.runId]);
    expect(await offered('new-admin')).toEqual([crashed.ticket.runId]);
  });

  it('has no run whose log says that it has ended, and its place is put right', async () => {
    const run = await beginRun(app, [block()], [[0, 1]]);
    await endBadly(run);
    expect(keysOf('open:')).toHaveLength(1);
    expect(await offered()).toEqual([]);
    expect(await listed(app)).toMatchObject([{ endedAt: expect.any(String) as string }]);
    time.aheadMs += 120_000;
    expect(await offered()).toEqual([]);
    expect(keysOf('open:')).toEqual([]);
    expect(await fill()).toHaveLength(MAX_UNFINISHED_RUNS);
  });

  it('takes nobody’s place away who takes the run up again just then', async () => {
    const run = await beginRun(app, [block()], [[0, 1]]);
    const { runId } = run.ticket;
    await endBadly(run);
    time.aheadMs += 120_000;
    const [, , resumed] = await Promise.all([
      unfinished(app),
      unfinished(app, 'new-admin'),
      app.call('site-admin', 'resumeRun', { runId, driver: newDriver() }),
      unfinished(app),
    ]);
    expect(resumed).toMatchObject({ ok: true });
    expect(await offered()).toEqual([runId]);
    time.aheadMs += 120_000;
    expect(await offered()).toEqual([runId]);
  });

  it('has one place for a run that many take up at once', async () => {
    const run = await beginRun(app, [block()], [[0, 1]]);
    await endRun(app, run);
    const { runId } = run.ticket;
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => app.call('site-admin', 'resumeRun', { runId, driver: newDriver() })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await offered()).toEqual([runId]);
    expect(keysOf('open:')).toHaveLength(1);
  });

  it('is a run once, though it left a place behind before it was taken up again', async () => {
    const run = await beginRun(app, [block()], [[0, 1]]);
    const { runId } = run.ticket;
    await endBadly(run);
    succeeded(await app.call('site-admin', 'resumeRun', { runId, driver: newDriver() }));
    expect(await offered()).toEqual([runId]);
    time.aheadMs += 120_000;
    expect(await offered()).toEqual([runId]);
  });

  it('is taken up again by who ended it badly, and ends well then', async () => {
    const run = await beginRun(app, [block()], [[0, 1]]);
    await endBadly(run);
    const resume = { runId: run.ticket.runId, driver: run.ticket.driver };
    run.ticket = succeeded(await app.call('site-admin', 'resumeRun', resume)).run;
    succeeded(await makeSlice(app, run, [[2, 5]]));
    await endRun(app, run);
    expect((await detailOf(app, run.ticket.runId)).run.counts).toMatchObject({ done: 6 });
    expect(await offered()).toEqual([]);
    time.aheadMs += 120_000;
    await offered();
    expect(keysOf('open:')).toEqual([]);
  });

  it('is found although queries of the storage are late', async () => {
    const late = await App.start({ limits: false, queryLagMs: 60_000 });
    const [ada = ''] = await late.memberIds(CONTRACTORS);
    const begun = await beginRun(late, [blockOf(CONTRACTORS, [ada, 'b'])], [[0, 0]]);
    expect((await unfinished(late)).map(({ run }) => run.runId)).toEqual([begun.ticket.runId]);
    late.host.close();
  });
});

it('keeps no place for a run of one slice that ends with it', async () => {
  for (let n = 0; n < MAX_UNFINISHED_RUNS + 2; n += 1) {
    runIdOf(await removeAll(app, CONTRACTORS, accountIds.slice(0, 1)));
  }
  expect(keysOf('open:')).toEqual([]);
});

it('gives a place back that a beginning left behind which the storage broke off', async () => {
  for (let n = 0; n < MAX_UNFINISHED_RUNS; n += 1) {
    app.fault({ service: 'storage', path: '/set$', key: '^begun:', status: 503 });
    expect(await app.call('site-admin', 'startRun', newRunOf([block()]))).toMatchObject({
      error: { kind: 'storage' },
    });
  }
  app.fault();
  expect(await offered()).toEqual([]);
  time.aheadMs += 61_000;
  await fill();
  expect(await offered()).toHaveLength(MAX_UNFINISHED_RUNS);
});
