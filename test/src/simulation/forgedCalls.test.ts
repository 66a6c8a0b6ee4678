import fc from 'fast-check';
import type { PersonaKey } from '../../../sandbox';
import type { Calls, IndexRanges, RecordedChange } from '../../../src/contract';
import { planStretchIn } from '../../../src/history/records';
import { changesIn } from '../../../src/membership/changeBlocks';
import { App, CONTRACTORS, EMPTY_GROUP, SITE_ADMINS, succeeded, UMLAUT_GROUP } from '../support/app';
import { eventsAbout } from '../support/events';
import { hurry, type HastyClock } from '../support/hastyClock';
import {
  beginRun,
  blockOf,
  detailOf,
  listed,
  removeAll,
  runIdOf,
  startRun,
  unfinished,
} from '../support/runs';

/** Whatever tickets, paces, drivers, cursors, ranges and undoes somebody makes up: refused or harmless. */

let app: App;
let time: HastyClock;
beforeAll(async () => {
  app = await App.start({ limits: false });
});
afterAll(() => app.host.close());

/** Ids and the like that calls are made up of: those there are, and a few that there are not. */
interface Known {
  runIds: string[];
  drivers: string[];
  people: string[];
}

const PLACES: IndexRanges[] = [
  ...[[[0, 0]], [[0, 1]], [[2, 3]], [[5, 5]], [[0, 5]], [[4, 9]], [[6, 6]]],
  ...[
    [
      [0, 0],
      [2, 2],
    ],
    [[499, 500]],
    [[49_999, 49_999]],
  ],
].map((ranges) => ranges.map(([first = 0, last = 0]): [number, number] => [first, last]));

async function scene(): Promise<Known> {
  app.host.reset();
  app.host.consent('new-admin');
  time = hurry();
  const people = (await app.memberIds(CONTRACTORS)).slice(0, 6);
  const ended = await removeAll(app, UMLAUT_GROUP, (await app.memberIds(UMLAUT_GROUP)).slice(0, 3));
  const begun = await startRun(app, [blockOf(EMPTY_GROUP, people, 'add')], { as: 'new-admin' });
  app.fault({ method: 'DELETE', drop: 'after' });
  const unconfirmed = await removeAll(app, CONTRACTORS, people.slice(2, 4));
  app.fault();
  // The last, because time passes with what was tried again.
  const open = await beginRun(app, [blockOf(CONTRACTORS, people)], [[0, 1]]);
  return {
    runIds: [
      ...[open.ticket.runId, begun.ticket.runId, runIdOf(ended), runIdOf(unconfirmed)],
      '0000000000000-0123456789abcdef',
    ],
    drivers: [open.ticket.driver, begun.ticket.driver, ended.run?.driver ?? '', 'driver-of-nobody-001'],
    people: [...people, app.accountOf('member'), 'nobody'],
  };
}

/** A call that somebody made up, as numbers that stand for what is known then. */
const forgedCall = fc.record({
  name: fc.constantFrom<keyof Calls>(
    ...(['makeChanges', 'makeChanges', 'makeChanges', 'startRun', 'extendRun', 'keepRun', 'endRun'] as const),
    ...(['resumeRun', 'dismissRun', 'checkChanges', 'getRun', 'listRuns', 'listUnfinishedRuns'] as const),
    ...(['listPersonEvents', 'changeProtected', 'listProtected'] as const),
    ...(['followRun', 'controlRun', 'tryBackground'] as const),
  ),
  run: fc.nat(4),
  driver: fc.nat(3),
  next: fc.oneof(fc.nat(4), fc.constantFrom(-1, 25, 1_000_000, 1e9, 0.5)),
  places: fc.constantFrom(...PLACES),
  kind: fc.constantFrom('run', 'blocks', 'undoes'),
  group: fc.constantFrom(CONTRACTORS, EMPTY_GROUP, UMLAUT_GROUP, SITE_ADMINS, 'gone'),
  named: fc.array(
    fc.record({
      id: fc.constantFrom(CONTRACTORS, EMPTY_GROUP, UMLAUT_GROUP, SITE_ADMINS, 'gone'),
      name: fc.string({ unit: 'binary', maxLength: 4 }),
    }),
    { maxLength: 3 },
  ),
  action: fc.constantFrom('add' as const, 'remove' as const),
  people: fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 4 }),
  total: fc.constantFrom(1, 2, 3, 4, 6, 5_001),
  ends: fc.boolean(),
  pace: fc.option(
    fc.record({
      at: fc.oneof(fc.constant(0), fc.double()),
      rate: fc.oneof(fc.constantFrom(1, 50, 100), fc.double()),
      tokens: fc.oneof(fc.constantFrom(0, 30, 60), fc.double()),
      concurrency: fc.oneof(fc.constantFrom(1, 100), fc.double()),
      blockedMs: fc.oneof(fc.constantFrom(0, 86_400_000), fc.double()),
    }),
  ),
  cursor: fc.oneof(
    fc.constant(undefined),
    fc.string(),
    fc.constantFrom(' ', '0 x', '8204383527730-fe9822345aee2f97 WyJydW46IiwiIl0', 'zzzz '),
  ),
  aheadMs: fc.constantFrom(0, 0, 1_000, 120_000),
});
type Forged = typeof forgedCall extends fc.Arbitrary<infer T> ? T : never;

function inputOf(forged: Forged, { runIds, drivers, people }: Known): unknown {
  const { name, kind, places, group, action, total, next, ends, pace, cursor } = forged;
  const runId = runIds[forged.run];
  const driver = drivers[forged.driver];
  const run = { runId, driver, next };
  const accountIds = forged.people.map((n) => people[n]);
  const what =
    kind === 'undoes'
      ? { undoes: { runId, changes: places } }
      : { blocks: [{ groupId: group, action, accountIds }] };
  const plan = { ...what, ...(forged.named.length > 0 && { groups: forged.named }) };
  const newRun = { driver, plan, total: kind === 'blocks' ? accountIds.length : total };
  switch (name) {
    case 'makeChanges':
      return kind === 'run'
        ? { run, changes: places, ...(pace && { paces: { [action]: pace } }) }
        : { newRun, changes: places, ...(ends && { ends }) };
    case 'startRun':
      return newRun;
    case 'extendRun':
      return { run, from: 5_000, plan };
    case 'keepRun':
    case 'endRun':
      return run;
    case 'checkChanges':
      return { runId, changes: places };
    case 'listRuns':
      return { limit: 3, cursor };
    case 'listPersonEvents':
      return { personId: accountIds[0], limit: 3, cursor };
    case 'changeProtected':
      return { accountId: accountIds[0], isProtected: ends };
    case 'getRun':
      return { runId, from: places[0]?.[0] };
    case 'followRun':
      return { runId, next };
    case 'controlRun':
      return { runId, wish: ({ run: 'run', blocks: 'pause', undoes: 'stop' } as const)[kind] };
    default:
      return { runId, driver };
  }
}

/** Every change that some run's plan has. */
function planned(): Set<string> {
  return new Set(
    [...app.stored]
      .filter(([key]) => key.startsWith('plan:'))
      .flatMap(([, value]) => changesIn(planStretchIn(value).blocks))
      .map(({ action, groupId, accountId }) => `${action} ${groupId} ${accountId}`),
  );
}

/** Every change that was asked of Confluence. */
function sent(writes: readonly { method: string; path: string; body: string }[]): string[] {
  return writes.map(({ method, path, body }) => {
    const query = new URLSearchParams(path.split('?')[1]);
    const groupId = query.get('groupId') ?? '';
    if (method === 'DELETE') return `remove ${groupId} ${query.get('accountId') ?? ''}`;
    return `add ${groupId} ${/"accountId":"([^"]*)"/.exec(body)?.[1] ?? ''}`;
  });
}

/** Notes each write that reaches Confluence from now on. */
function watchWrites() {
  const writes: { method: string; path: string; body: string; persona: PersonaKey | undefined }[] = [];
  const { confluence } = app.host;
  const handle = confluence.handle.bind(confluence);
  vi.spyOn(confluence, 'handle').mockImplementation((request) => {
    const { method, path, body = '', caller } = request;
    const persona =
      caller.kind === 'app' && caller.principal.type === 'user' ? caller.principal.persona : undefined;
    if (method !== 'GET') writes.push({ method, path, body, persona });
    return handle(request);
  });
  return writes;
}

const calls = fc.array(forgedCall, { minLength: 1, maxLength: 8 });

it('lets a member store nothing, change nothing and throw nothing', async () => {
  await fc.assert(
    fc.asyncProperty(calls, async (forged) => {
      const known = await scene();
      const stored = app.stored;
      const directory = await app.directory();
      for (const one of forged) {
        time.aheadMs += one.aheadMs;
        const answer = await app.call('member', one.name, inputOf(one, known));
        if (!('outcomes' in answer)) expect(answer).toMatchObject({ ok: false });
      }
      expect(app.stored).toEqual(stored);
      expect(await app.directory()).toEqual(directory);
    }),
    { seed: 20_26, numRuns: 18 },
  );
});

it('lets a second admin change nothing but what a plan has, and leaves every record whole', async () => {
  await fc.assert(
    fc.asyncProperty(
      calls,
      fc.constantFrom<PersonaKey>('new-admin', 'confluence-admin'),
      async (forged, as) => {
        const known = await scene();
        const writes = watchWrites();
        for (const one of forged) {
          time.aheadMs += one.aheadMs;
          const before = writes.length;
          await app.call(as, one.name, inputOf(one, known));
          const plan = planned();
          expect(sent(writes.slice(before)).filter((change) => !plan.has(change))).toEqual([]);
          if (one.name !== 'makeChanges') expect(writes.length).toBe(before);
        }
        expect(new Set(writes.map(({ persona }) => persona ?? as))).toEqual(
          new Set(writes.length > 0 ? [as] : []),
        );
        vi.restoreAllMocks();
        time = hurry();
        time.aheadMs = 600_000;
        expect(await app.memberIds(SITE_ADMINS)).not.toEqual([]);
        const recorded: RecordedChange[] = [];
        for (const run of await listed(app)) {
          const { changes } = await detailOf(app, run.runId);
          recorded.push(...changes);
          if (run.total > 5_000) continue;
          expect(changes).toHaveLength(run.total);
          expect(new Set(run.groups.map(({ groupId }) => groupId))).toEqual(
            new Set(changes.map(({ groupId }) => groupId)),
          );
          const { counts } = run;
          const sum =
            counts.done + counts.unchanged + counts.failed + counts.unconfirmed + counts.notAttempted;
          expect(sum).toBe(run.total);
          const done = changes.filter(({ outcome }) => outcome === 'done').length;
          expect(done).toBe(counts.done);
          // Who did not drive it has left no trace in it.
          expect(changes.every(({ by }) => by === undefined || run.drivers.includes(by))).toBe(true);
        }
        for (const personId of known.people) {
          const events = await eventsAbout(app, { personId });
          expect(events).toMatchObject(recorded.filter(({ accountId }) => accountId === personId));
        }
        const own = (await unfinished(app)).filter(({ run }) => run.actorId === app.accountOf(as));
        expect(own.length).toBeLessThanOrEqual(10);
      },
    ),
    { seed: 20_26, numRuns: 18 },
  );
});

it('takes nothing of what the first admin drives, as long as they do', async () => {
  await fc.assert(
    fc.asyncProperty(calls, async (forged) => {
      const known = await scene();
      const [open = ''] = known.runIds;
      const before = await detailOf(app, open);
      for (const one of forged) {
        // Any admin may pause or end a run, whoever drives it.
        if (one.name !== 'controlRun') await app.call('new-admin', one.name, inputOf(one, known));
      }
      expect(await detailOf(app, open)).toEqual(before);
      const ticket = { runId: open, driver: known.drivers[0], next: 1 };
      const slice = await app.call('site-admin', 'makeChanges', { run: ticket, changes: [[2, 5]] });
      expect(succeeded(slice).outcomes).toHaveLength(4);
    }),
    { seed: 20_26, numRuns: 12 },
  );
});
