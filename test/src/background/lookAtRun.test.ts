import { delayUntil, lookAtRun, type Look } from '../../../src/background/lookAtRun';
import type { LoadedRun } from '../../../src/history/loadRun';
import { VERSION, type Header, type Lease, type SliceEntry } from '../../../src/history/records';

const NOW = Date.parse('2026-03-01T12:00:00.000Z');
const MINUTE_MS = 60_000;

const PAGE: Lease = { driver: 'D', actorId: 'admin', until: NOW - 1, verifiedAt: NOW - MINUTE_MS };
const WORKER: Lease = { ...PAGE, worker: true };

interface Case {
  lease?: Partial<Lease>;
  header?: Partial<Header>;
  /** Until when a slice is at work, ms from now. */
  busyForMs?: number;
}

function runOf(base: Lease, { lease = {}, header = {}, busyForMs }: Case): LoadedRun {
  const isHeldFor = busyForMs === undefined ? {} : { until: NOW + busyForMs };
  const held = { ...base, ...lease, ...isHeldFor };
  const slice: SliceEntry = { ...{ v: VERSION, kind: 'slice', id: 'e', changes: [[0, 9]] }, ...held };
  return {
    runId: 'r',
    header: {
      ...{ v: VERSION, groups: [], actions: { add: 0, remove: 20 }, actorId: 'admin', drivers: ['admin'] },
      ...{ startedAt: NOW - MINUTE_MS, total: 20, planned: 20, folded: 3, counts: [] },
      ...header,
      lease: held,
    },
    tail: busyForMs === undefined ? [] : [slice],
    next: 4,
  };
}

const NOTHING: Look = { what: 'nothing' };
const again = (delayS: number): Look => ({ what: 'lookAgain', delayS });
const takeUp = (freeSince = NOW - 1): Look => ({ what: 'takeUp', actorId: 'admin', freeSince });

describe('a run of a page', () => {
  it.each<[string, Case, Look]>([
    ['that is free', {}, takeUp()],
    ['that is free from now on', { lease: { until: NOW } }, takeUp(NOW)],
    ['that has ended', { header: { endedAt: NOW - 1 } }, NOTHING],
    ['that another took since', { lease: { driver: 'E' } }, NOTHING],
    ['that another took since and has', { lease: { driver: 'E', until: NOW + 9_000 } }, NOTHING],
    ['that has it, begun a minute ago', { lease: { until: NOW + 5_000 } }, again(10)],
    [
      'that has it, begun five minutes ago',
      { lease: { until: NOW + 5_000 }, header: { startedAt: NOW - 5 * MINUTE_MS } },
      again(15),
    ],
    [
      'that has it, begun yesterday',
      { lease: { until: NOW + 5_000 }, header: { startedAt: NOW - 24 * 60 * MINUTE_MS } },
      again(30),
    ],
    [
      'that has it, begun by a clock that is ahead',
      { lease: { until: NOW + 5_000 }, header: { startedAt: NOW + MINUTE_MS } },
      again(10),
    ],
    ['that has a slice at work', { busyForMs: 40_000 }, again(10)],
    ['of which a slice was cut off', { busyForMs: -1 }, takeUp(NOW - 1)],
    ['that is paused', { header: { wish: 'pause' } }, NOTHING],
    ['that has it and is paused', { lease: { until: NOW + 5_000 }, header: { wish: 'pause' } }, NOTHING],
    ['that is to end, and is free', { header: { wish: 'stop' } }, { what: 'end', actorId: 'admin' }],
    ['that is to end, and has it', { lease: { until: NOW + 5_000 }, header: { wish: 'stop' } }, again(10)],
    ['of which it makes only some changes again', { header: { isPart: true } }, NOTHING],
    ['that was given up', { header: { notContinued: 'permission' } }, NOTHING],
    ['that is not named whole, and is free for a moment', { header: { planned: 10 } }, again(10)],
    [
      'that was not named whole, and is free for long',
      { header: { planned: 10 }, lease: { until: NOW - 11 * MINUTE_MS } },
      NOTHING,
    ],
    ['that is being named', { header: { planned: 10 }, lease: { until: NOW + 9_000 } }, again(10)],
  ])('%s', (_, run, look) => {
    expect(lookAtRun(runOf(PAGE, run), 'D', NOW)).toEqual(look);
  });
});

describe('a run of the worker', () => {
  it.each<[string, Case, Look]>([
    ['that was killed', {}, takeUp()],
    ['that drives it, between two slices', { lease: { until: NOW + 5_000 } }, again(60)],
    ['that drives it', { busyForMs: 40_000 }, again(60)],
    ['that handed it over', { lease: { until: NOW + 120_000, waitsUntil: NOW } }, takeUp(NOW + 120_000)],
    [
      'that waits for ten minutes more',
      { lease: { until: NOW + 720_000, waitsUntil: NOW + 600_000 } },
      again(600),
    ],
    [
      'that waits for an hour',
      { lease: { until: NOW + 3_720_000, waitsUntil: NOW + 3_600_000 } },
      again(900),
    ],
    [
      'that was to go on long ago',
      { lease: { until: NOW - 600_000, waitsUntil: NOW - 720_000 } },
      takeUp(NOW - 600_000),
    ],
    ['that another worker took', { lease: { driver: 'E', until: NOW + 5_000 } }, NOTHING],
    ['that an admin paused', { lease: { until: NOW + 5_000 }, header: { wish: 'pause' } }, NOTHING],
    [
      'that an admin paused while it waits',
      { lease: { until: NOW + 720_000, waitsUntil: NOW + 600_000 }, header: { wish: 'pause' } },
      NOTHING,
    ],
    [
      'that is to end, and has no slice at work',
      { lease: { until: NOW + 5_000 }, header: { wish: 'stop' } },
      { what: 'end', actorId: 'admin' },
    ],
    ['that is to end, and has a slice at work', { busyForMs: 40_000, header: { wish: 'stop' } }, again(60)],
  ])('%s', (_, run, look) => {
    expect(lookAtRun(runOf(WORKER, run), 'D', NOW)).toEqual(look);
  });
});

it('a run that the history does not have', () => {
  expect(lookAtRun(undefined, 'D', NOW)).toEqual(NOTHING);
});

it.each([
  [NOW - 5_000, 0],
  [NOW, 0],
  [NOW + 1, 1],
  [NOW + 59_001, 60],
  [NOW + 900_001, 900],
])('the delay until %s is one that the queue takes: %s s', (until, delayS) => {
  expect(delayUntil(until, NOW)).toBe(delayS);
});
