import { copyHeader, foldIntoHeader } from '../../../src/history/foldIntoHeader';
import type { Header, LogEntry } from '../../../src/history/records';

/** What a header says of a run's driver, of what is wanted of it, and of its end. */

const T = Date.parse('2026-03-01T10:00:00.000Z');
const driverOf = (actorId: string) => ({ driver: `d-${actorId}`, actorId, verifiedAt: T, until: T + 5_000 });

const header = (more: Partial<Header> = {}): Header => ({
  ...{ v: 2, groups: [], actions: { add: 0, remove: 3 }, actorId: 'ada', drivers: ['ada'] },
  ...{ startedAt: T, total: 3, planned: 3, first: [], openKey: 'place', folded: 0, counts: [] },
  lease: driverOf('ada'),
  ...more,
});
const taken = (actorId: string, more: { isPart?: true } = {}): LogEntry => ({
  ...{ v: 2, kind: 'taken', id: 'e', ...driverOf(actorId) },
  ...more,
});
const ended = (actorId: string): LogEntry => ({ v: 2, kind: 'ended', id: 'e', ...driverOf(actorId) });
const slice = (actorId: string, worker?: true): LogEntry => ({
  ...{ v: 2, kind: 'slice', id: 'e', changes: [[0, 0]] },
  ...driverOf(actorId),
  ...(worker && { worker }),
});

const NOT_CONTINUED: LogEntry = { v: 2, kind: 'notContinued', id: 'e', reason: 'actorUnavailable' };

it('a copy can be changed without the other', () => {
  const before = header({ workers: [0], inBackground: [1], counts: [[2, 0, 0, 0, 1]] });
  const copy = copyHeader(before);
  expect(copy).toEqual(before);
  copy.drivers.push('bob');
  copy.counts.push([0, 0, 0, 0, 2]);
  copy.workers?.push(1);
  copy.inBackground?.push(3);
  expect([before.drivers, before.counts, before.workers, before.inBackground]).toEqual([
    ['ada'],
    [[2, 0, 0, 0, 1]],
    [0],
    [1],
  ]);
  expect(Object.keys(copyHeader(header()))).toEqual(Object.keys(header()));
});

it('a run is its last driver’s, for as long as that said', () => {
  const run = header();
  foldIntoHeader(run, slice('bob', true));
  expect(run.lease).toEqual({ ...driverOf('bob'), worker: true });
  foldIntoHeader(run, slice('ada'));
  expect(run.lease).toEqual(driverOf('ada'));
});

it('each admin has one place among the drivers, and the worker one of its own for each', () => {
  const run = header();
  expect(foldIntoHeader(run, slice('ada'))).toBe(0);
  expect(foldIntoHeader(run, slice('ada', true))).toBe(1);
  expect(foldIntoHeader(run, slice('bob'))).toBe(2);
  expect(foldIntoHeader(run, slice('bob', true))).toBe(3);
  expect([slice('ada'), slice('ada', true)].map((one) => foldIntoHeader(run, one))).toEqual([0, 1]);
  expect([run.drivers, run.workers]).toEqual([
    ['ada', 'ada', 'bob', 'bob'],
    [1, 3],
  ]);
});

it('an end is no driver’s, and is taken back by who takes the run up or goes on', () => {
  const run = header();
  expect(foldIntoHeader(run, ended('bob'))).toBeUndefined();
  expect([run.endedAt, run.drivers]).toEqual([T + 5_000, ['ada']]);
  foldIntoHeader(run, taken('ada'));
  expect(run).not.toHaveProperty('endedAt');
});

it('what an admin wants stays while slices are made, until the run is taken up or ends', () => {
  const wish = (of: 'run' | 'pause' | 'stop'): LogEntry => ({
    ...{ v: 2, kind: 'control', id: 'e', actorId: 'bob', wish: of },
  });
  const run = header();
  expect(foldIntoHeader(run, wish('pause'))).toBeUndefined();
  foldIntoHeader(run, slice('ada'));
  expect(run.wish).toBe('pause');
  foldIntoHeader(run, wish('run'));
  expect(run).not.toHaveProperty('wish');
  for (const next of [taken('ada'), ended('ada')]) {
    foldIntoHeader(run, wish('stop'));
    foldIntoHeader(run, next);
    expect(run).not.toHaveProperty('wish');
  }
});

it('what keeps the worker away stays until somebody takes the run up', () => {
  const run = header({ isPart: true });
  foldIntoHeader(run, NOT_CONTINUED);
  foldIntoHeader(run, slice('ada'));
  foldIntoHeader(run, ended('ada'));
  expect([run.notContinued, run.isPart]).toEqual(['actorUnavailable', true]);
  foldIntoHeader(run, taken('ada'));
  expect(Object.keys(run)).not.toEqual(expect.arrayContaining(['notContinued']));
  expect(run).not.toHaveProperty('isPart');
  foldIntoHeader(run, taken('ada', { isPart: true }));
  expect(run.isPart).toBe(true);
});

it('a check and an undo say nothing of the driver', () => {
  const run = header();
  const before = copyHeader(run);
  const check: LogEntry = { v: 2, kind: 'check', id: 'e', actorId: 'bob', so: [], notSo: [] };
  const undone: LogEntry = { v: 2, kind: 'undone', id: 'e', by: 'r', changes: [] };
  expect([foldIntoHeader(run, check), foldIntoHeader(run, undone)]).toEqual([undefined, undefined]);
  expect(run).toEqual(before);
});
