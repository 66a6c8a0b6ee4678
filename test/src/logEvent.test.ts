import fc from 'fast-check';
import { failedEvent } from '../../src/logEvent';
import { App, CONTRACTORS, EMPTY_GROUP, succeeded } from './support/app';
import { hurry } from './support/hastyClock';
import { eventsOf, namesOnSite, parseLines, unknownTexts } from './support/logLines';
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
  type TestRun,
} from './support/runs';

const HOUR = 3_600_000;

let lines: string[] = [];
/** Sites that acting for an admin who is away is possible on, and not. */
const apps: Partial<Record<'on' | 'off', App>> = {};

beforeEach(() => {
  hurry();
});

afterAll(() => {
  for (const app of Object.values(apps)) app.host.close();
});

/** A site as on the first day, of which nothing was told. */
async function startSite(impersonation: 'on' | 'off' = 'on'): Promise<App> {
  const log = (line: string) => lines.push(line);
  const app = (apps[impersonation] ??= await App.start({ limits: false, scale: 1, log, impersonation }));
  app.host.reset();
  lines = [];
  return app;
}

const people = async (app: App, count: number) => (await app.memberIds(CONTRACTORS)).slice(0, count);

it('tells of a run that it was begun, each slice with what became of it, and how it ended', async () => {
  const app = await startSite();
  const accountIds = await people(app, 5);
  app.fault({ method: 'DELETE', accountId: accountIds[1], status: 400 });
  const run = await beginRun(app, [blockOf(CONTRACTORS, accountIds)], [[0, 2]]);
  await makeSlice(app, run, [[3, 4]]);
  await endRun(app, run);
  const of = { runId: run.ticket.runId };
  const slice = { event: 'sliceMade', ...of, by: 'page', rates: { remove: 50 } };
  const numbers = { requests: expect.any(Number) as number, durationMs: expect.any(Number) as number };
  expect(parseLines(lines)).toEqual([
    { event: 'runBegun', ...of, changes: 5, groups: 1 },
    { ...slice, ...numbers, entry: 0, outcomes: { done: 2, failed: 1 }, reasons: { invalid: 1 } },
    { ...slice, ...numbers, entry: 1, outcomes: { done: 2 } },
    { event: 'runEnded', ...of, how: 'byDriver', outcomes: { done: 4, failed: 1 } },
  ]);
});

it('tells of a run of one slice that it ended with it, and which run it undoes', async () => {
  const app = await startSite();
  const undone = runIdOf(await removeAll(app, CONTRACTORS, await people(app, 2)));
  const plan = { undoes: { runId: undone, changes: [[0, 1]] } };
  const newRun = { driver: newDriver(), plan, total: 2 };
  lines = [];
  const answer = await app.call('site-admin', 'makeChanges', { newRun, changes: [[0, 1]], ends: true });
  expect(eventsOf(lines, runIdOf(answer))).toMatchObject([
    { event: 'runBegun', undoes: undone },
    { event: 'sliceMade', outcomes: { done: 2 } },
    { event: 'runEnded', how: 'byDriver', outcomes: { done: 2 } },
  ]);
});

it('tells what stopped a slice in the line of the slice', async () => {
  const app = await startSite();
  app.fault({ method: 'DELETE', status: 401 });
  const answer = await removeAll(app, CONTRACTORS, await people(app, 3));
  expect(answer.ok).toBe(false);
  const slices = parseLines(lines).filter(({ event }) => event === 'sliceMade' || event === 'callRefused');
  expect(slices).toMatchObject([{ event: 'sliceMade', stoppedBy: 'signedOut', status: 401 }]);
});

it('tells when a run is paused, stopped, taken up and dismissed', async () => {
  const app = await startSite();
  const begin = async () => (await startRun(app, [blockOf(CONTRACTORS, await people(app, 2))])).ticket.runId;
  const [paused, dismissed] = [await begin(), await begin()];
  await app.call('site-admin', 'controlRun', { runId: paused, wish: 'pause' });
  await app.call('site-admin', 'controlRun', { runId: paused, wish: 'stop' });
  await app.host.advance(HOUR);
  succeeded(await app.call('site-admin', 'resumeRun', { runId: paused, driver: newDriver() }));
  succeeded(await app.call('site-admin', 'dismissRun', { runId: dismissed }));
  const outcomes = { notAttempted: 2 };
  expect(eventsOf(lines, paused).slice(1)).toEqual([
    { event: 'runControlled', runId: paused, wish: 'pause' },
    { event: 'runEnded', runId: paused, how: 'byStop', outcomes },
    { event: 'runControlled', runId: paused, wish: 'stop' },
    { event: 'runTaken', runId: paused, by: 'page' },
  ]);
  expect(eventsOf(lines, dismissed).slice(1)).toEqual([
    { event: 'runEnded', runId: dismissed, how: 'byDismissal', outcomes },
  ]);
});

it('tells of calls that were refused their kind, not their words', async () => {
  const app = await startSite();
  await removeAll(app, CONTRACTORS, await people(app, 1), 'member');
  await app.call('member', 'listRuns', { limit: 5 });
  await app.call('site-admin', 'getRun', { runId: 'Béranger', from: 0 });
  app.fault({ service: 'storage', status: 503 });
  const runId = `${'1'.repeat(13)}-${'a'.repeat(16)}`;
  await app.call('site-admin', 'getRun', { runId, from: 0 });
  const refused = { event: 'callRefused', by: 'page' };
  expect(parseLines(lines)).toEqual([
    { ...refused, call: 'makeChanges', kind: 'permission' },
    { ...refused, call: 'listRuns', kind: 'permission' },
    { ...refused, call: 'getRun', kind: 'invalid' },
    { ...refused, call: 'getRun', kind: 'storage', runId },
  ]);
});

describe('the worker', () => {
  /** A run of six whose page is gone after two. @returns its id, once the worker was called */
  async function leaveToWorker(app: App): Promise<string> {
    app.host.confluence.faults.set([]);
    await app.call('site-admin', 'tryBackground');
    await app.host.queue.deliver();
    const run = await beginRun(app, [blockOf(CONTRACTORS, await people(app, 6))], [[0, 1]]);
    return run.ticket.runId;
  }

  it('tells that it took a run up, what it made and that it left', async () => {
    const app = await startSite();
    const runId = await leaveToWorker(app);
    await app.host.advance(60_000);
    await app.host.queue.deliver();
    expect(eventsOf(lines, runId).slice(2)).toMatchObject([
      { event: 'runTaken', by: 'worker' },
      { event: 'sliceMade', by: 'worker', outcomes: { done: 4 } },
      { event: 'runEnded', outcomes: { done: 6 } },
      { event: 'workerLeft', durationMs: expect.any(Number) as number },
    ]);
  });

  it('tells why it did not go on', async () => {
    const app = await startSite();
    const runId = await leaveToWorker(app);
    const accountId = app.accountOf('site-admin');
    app.fault({ path: 'user/current', status: 503 });
    await app.host.advance(60_000);
    await app.host.queue.deliver();
    app.host.confluence.faults.clear();
    app.host.confluence.changePerson(accountId, { isDeactivated: true });
    await app.host.advance(60_000);
    await app.host.queue.deliver();
    expect(eventsOf(lines, runId).slice(2)).toEqual([
      { event: 'workerWaits', runId, againInS: 60 },
      { event: 'notContinued', runId, reason: 'actorUnavailable' },
    ]);
  });

  it('tells that an event is to come again', async () => {
    const app = await startSite();
    await leaveToWorker(app);
    lines = [];
    app.fault({ service: 'storage', status: 503 });
    await app.host.advance(60_000);
    await app.host.queue.deliver();
    expect(parseLines(lines)).toEqual([{ event: 'eventReturned', error: 'StorageError', againInS: 60 }]);
  });
});

it.each([
  ['on', 'endingBegun'],
  ['off', 'endingNotMade'],
] as const)(
  'tells of memberships whose date has come, with impersonation %s',
  async (impersonation, event) => {
    const app = await startSite(impersonation);
    const block = blockOf(EMPTY_GROUP, await people(app, 2), 'add');
    const newRun = { ...newRunOf([block]), until: app.host.now() + 24 * HOUR };
    const made = await app.call('site-admin', 'makeChanges', { newRun, changes: [[0, 1]], ends: true });
    await app.host.advance(24 * HOUR);
    lines = [];
    await app.host.trigger('due');
    const [ending] = await listed(app);
    const told =
      event === 'endingBegun' ? { runId: ending?.runId, changes: 2 } : { reason: 'actorUnavailable' };
    expect(parseLines(lines)).toEqual([{ event, of: runIdOf(made), ...told }]);
  },
);

it('tells of an unexpected error its name and place, not its words', () => {
  const thrown = new RangeError('Chloe Hughes\n    at Hughes (hughes@example.com)');
  const event = failedEvent('worker', thrown);
  expect(event).toEqual({
    ...{ event: 'failed', in: 'worker', error: 'RangeError' },
    at: expect.stringMatching(/^logEvent\.test\.ts:\d+:\d+$/) as string,
  });
  expect(failedEvent('due', 'chloe')).toEqual({ event: 'failed', in: 'due', error: 'string' });
  expect(failedEvent('due', Object.assign(new Error(), { name: 'a@b' }))).toMatchObject({ error: 'object' });
});

describe('whatever happens', () => {
  const step = fc.constantFrom(
    ...(['slice', 'slice', 'pause', 'goOn', 'stop', 'dismiss', 'keep', 'end'] as const),
    ...(['resume', 'check', 'worker', 'storageDown', 'storageUp'] as const),
  );
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
  const fault = fc.record({
    person: fc.nat(7),
    how: fc.constantFrom(...[400, 401, 403, 404, 429, 500, 502].map((status) => ({ status })), {
      drop: 'after',
    }),
    times: fc.constantFrom(1, 100),
  });

  it('no line says who or which group, and the lines of a run add up to its record', async () => {
    const names = await namesOnSite(await startSite());
    const property = fc.asyncProperty(
      fc.array(fault, { maxLength: 3 }),
      fc.array(step, { minLength: 3, maxLength: 12 }),
      async (faults, steps) => {
        const app = await startSite();
        const accountIds = await people(app, 8);
        await app.call('site-admin', 'tryBackground');
        await app.host.queue.deliver();
        const about = faults.map(({ person, how, times }) => ({
          ...{ method: 'DELETE', accountId: accountIds[person], times, ...how },
        }));
        app.fault(...about);
        const run = await startRun(app, [blockOf(CONTRACTORS, accountIds)]);
        for (const [n, one] of steps.entries()) await take(app, run, one, n, about);
        app.fault();
        await app.host.advance(HOUR);
        succeeded(await app.call('site-admin', 'dismissRun', { runId: run.ticket.runId }));
        await expectTold(app, run.ticket.runId, names);
      },
    );
    await fc.assert(property, { numRuns: 20, seed: 14 });
  });

  async function take(app: App, run: TestRun, step: Step, n: number, faults: object[]): Promise<void> {
    const { runId } = run.ticket;
    const all: [number, number][] = [[0, 7]];
    switch (step) {
      case 'slice':
        await makeSlice(app, run, [[n % 4, 4 + (n % 4)]]);
        return;
      case 'pause':
      case 'stop':
        await app.call('site-admin', 'controlRun', { runId, wish: step });
        return;
      case 'goOn':
        await app.call('site-admin', 'controlRun', { runId, wish: 'run' });
        return;
      case 'dismiss':
        await app.call('site-admin', 'dismissRun', { runId });
        return;
      case 'keep':
        await app.call('site-admin', 'keepRun', run.ticket);
        return;
      case 'end':
        await app.call('site-admin', 'endRun', run.ticket);
        return;
      case 'check':
        await app.call('site-admin', 'checkChanges', { runId, changes: all });
        return;
      case 'resume': {
        await app.host.advance(HOUR);
        const answer = await app.call('site-admin', 'resumeRun', { runId, driver: newDriver() });
        if (answer.ok) run.ticket = answer.run;
        return;
      }
      case 'worker':
        await app.host.advance(100_000);
        await app.host.queue.deliver();
        return;
      case 'storageDown':
        app.fault({ service: 'storage', status: 503, times: 3 }, ...faults);
        return;
      case 'storageUp':
        app.fault(...faults);
        return;
    }
  }

  async function expectTold(app: App, runId: string, names: readonly string[]): Promise<void> {
    const text = lines.join('\n');
    expect(names.filter((name) => text.includes(name))).toEqual([]);
    expect(parseLines(lines).flatMap(unknownTexts)).toEqual([]);
    const told = eventsOf(lines, runId);
    expect(told[0]).toEqual({ event: 'runBegun', runId, changes: 8, groups: 1 });
    const { run } = await detailOf(app, runId);
    const counts = Object.entries(run.counts).filter(([, count]) => count > 0);
    const last = told.findLastIndex(({ event }) => event === 'runEnded');
    expect(last).toBeGreaterThan(0);
    // What was open when it ended may have been found out since.
    if (told.slice(last).some(({ event }) => event === 'changesChecked')) return;
    expect(told[last]).toMatchObject({ outcomes: Object.fromEntries(counts) });
  }
});
