import fc from 'fast-check';
import type { AppError } from '../../../src/contract';
import { Reading, type ReadingTools } from '../../../static/admin-panel/src/members/loading/reading';
import { Timeline } from '../../support/timeline';
import { ChurningGroup, idsOf } from './churningGroup';

const START = '2026-03-01T10:00:00.000Z';
const COMPLETE = { status: 'complete' };

interface Asked {
  /** ms since the reading began. */
  at: number;
  /** Requests under way with this one. */
  underWay: number;
}

/** Why Confluence does not answer a request; nothing where it does. */
type Refusing = (asked: Asked, number: number) => AppError | undefined;

/** Reads a group of so many, whose pages take so long. */
function reading(size: number, latencyMs: number | (() => number), refusing: Refusing = () => undefined) {
  const timeline = new Timeline(Date.parse(START));
  const group = new ChurningGroup(size, []);
  const list = group.open(50);
  const asked: Asked[] = [];
  let underWay = 0;
  const readPage: ReadingTools['readPage'] = async (page) => {
    underWay += 1;
    const request = { at: timeline.now() - Date.parse(START), underWay };
    asked.push(request);
    const error = refusing(request, asked.length);
    await timeline.sleep(typeof latencyMs === 'number' ? latencyMs : latencyMs());
    underWay -= 1;
    return error ? { ok: false, error } : group.readPage(page);
  };
  const { signal } = new AbortController();
  const run = () =>
    timeline.until(new Reading(list, { readPage, clock: timeline, random: () => 0.5, signal }).run());
  return { asked, list, group, run, elapsed: () => timeline.now() - Date.parse(START) };
}

/** Requests in any second; times since 1970 leave a thousandth of a ms to rounding. */
const mostInSecond = (asked: readonly Asked[]) =>
  Math.max(...asked.map(({ at }) => asked.filter((other) => other.at >= at && other.at < at + 999.9).length));

const between = (asked: readonly Asked[], from: number, to: number) =>
  asked.filter(({ at }) => at >= from && at < to);

const mostUnderWay = (asked: readonly Asked[]) => Math.max(...asked.map(({ underWay }) => underWay));

it('has five under way until the first answer, then more as long as Confluence does not refuse', async () => {
  const { asked, run } = reading(50_000, 1_000);
  expect(await run()).toEqual(COMPLETE);
  expect(between(asked, 0, 1_000)).toHaveLength(5);
  expect(mostUnderWay(between(asked, 1_000, 2_000))).toBe(10);
  expect(mostUnderWay(between(asked, 2_000, 3_000))).toBe(20);
  expect(mostUnderWay(asked)).toBe(40);
});

it('never asks for more than 90 pages in any second, however fast they come', async () => {
  const { asked, run, list, group, elapsed } = reading(60_000, 5);
  expect(await run()).toEqual(COMPLETE);
  expect(mostInSecond(asked)).toBe(90);
  expect(idsOf(list.loaded())).toEqual(group.ids);
  expect(elapsed()).toBeLessThan((asked.length / 90) * 1_000 + 100);
});

it('reads 50,000 members in an eighth of the time that one page after the other takes', async () => {
  const { run, list, elapsed } = reading(50_000, 120);
  expect(await run()).toEqual(COMPLETE);
  expect(list.size).toBe(50_000);
  expect(elapsed()).toBeLessThan((250 * 120) / 8);
});

it('waits as long as a burst 429 asks for, and goes on with half as many, then one more a round trip', async () => {
  const { asked, run } = reading(50_000, 1_000, ({ at }) =>
    at >= 3_000 && at < 3_010 ? { kind: 'rateLimited', limit: 'burst', retryAfterMs: 7_000 } : undefined,
  );
  expect(await run()).toEqual(COMPLETE);
  const refused = between(asked, 3_000, 3_010);
  expect(refused).toHaveLength(1);
  const answeredAt = (refused[0]?.at ?? 0) + 1_000;
  // What was sent before the answer is out already; then nobody asks for seven seconds.
  expect(between(asked, answeredAt, answeredAt + 7_000)).toEqual([]);
  const later = (trip: number) =>
    mostUnderWay(between(asked, answeredAt + 7_000 + trip * 1_000, answeredAt + 8_000 + trip * 1_000));
  expect(later(0)).toBeGreaterThanOrEqual(18);
  expect(later(0)).toBeLessThanOrEqual(22);
  expect(later(1) - later(0)).toBeLessThanOrEqual(1);
  expect(later(2) - later(1)).toBeLessThanOrEqual(1);
  expect(later(3)).toBeGreaterThan(later(0));
});

it('takes the refusals of all that was under way for one', async () => {
  const { asked, run } = reading(50_000, 500, ({ at }) =>
    at >= 3_000 && at < 3_500 ? { kind: 'rateLimited', limit: 'burst', retryAfterMs: 1_000 } : undefined,
  );
  expect(await run()).toEqual(COMPLETE);
  expect(between(asked, 3_000, 3_500).length).toBeGreaterThan(30);
  expect(mostUnderWay(between(asked, 5_000, 6_000))).toBeGreaterThanOrEqual(15);
});

it('settles at what others leave of Confluence’s limit', async () => {
  // A bucket of 50 requests that 50 come into every second.
  let tokens = 50;
  let filledAt = 0;
  const { asked, run, elapsed } = reading(50_000, 120, ({ at }) => {
    tokens = Math.min(50, tokens + ((at - filledAt) * 50) / 1_000);
    filledAt = at;
    if (tokens < 1) return { kind: 'rateLimited', limit: 'burst', retryAfterMs: 1_000 };
    tokens -= 1;
    return undefined;
  });
  expect(await run()).toEqual(COMPLETE);
  const refused = asked.length - 253;
  expect(refused).toBeLessThan(30);
  expect(elapsed()).toBeLessThan((253 / 50) * 1_000 * 2);
});

it('goes on more slowly where Confluence warns that a limit a second is near', async () => {
  const timeline = new Timeline(Date.parse(START));
  const group = new ChurningGroup(20_000, []);
  const list = group.open(50);
  const asked: number[] = [];
  const readPage: ReadingTools['readPage'] = async (page) => {
    asked.push(timeline.now());
    await timeline.sleep(120);
    const value = group.read(page);
    return { ok: true, value: asked.length < 20 ? value : { ...value, nearLimit: { limit: 'burst' } } };
  };
  const { signal } = new AbortController();
  const run = new Reading(list, { readPage, clock: timeline, random: () => 0.5, signal }).run();
  expect(await timeline.until(run)).toEqual(COMPLETE);
  const last = asked.at(-1) ?? 0;
  expect(asked.filter((at) => at > last - 1_000).length).toBeLessThan(45);
});

it('asks no clock but the one it is given', async () => {
  const jumps = [3_600_000, -3_600_000, 0];
  const now = Date.now();
  const date = vi.spyOn(Date, 'now').mockImplementation(() => now + (jumps[date.mock.calls.length % 3] ?? 0));
  const even = vi.spyOn(performance, 'now');
  const { run, elapsed } = reading(20_000, 120, (_, number) =>
    number === 30 ? { kind: 'rateLimited', limit: 'burst', retryAfterMs: 2_000 } : undefined,
  );
  expect(await run()).toEqual(COMPLETE);
  expect(elapsed()).toBeLessThan(6_000);
  expect(date).not.toHaveBeenCalled();
  expect(even).not.toHaveBeenCalled();
});

it('gets everybody whatever passes meanwhile, and never asks faster than it may', async () => {
  const errors = fc.array(
    fc.constantFrom<AppError | undefined>(
      ...[undefined, undefined, undefined, undefined],
      { kind: 'rateLimited', limit: 'burst' },
      { kind: 'rateLimited', limit: 'burst', retryAfterMs: 1_500 },
      { kind: 'rateLimited', retryAfterMs: 300 },
      { kind: 'unavailable', status: 502 },
    ),
    { maxLength: 40 },
  );
  const latencies = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 9_000 }), errors, latencies, async (size, failures, times) => {
      let drawn = 0;
      const latency = () => times[(drawn += 1) % times.length] ?? 0;
      const { asked, run, list, group } = reading(size, latency, (_, number) => failures[number]);
      expect(await run()).toEqual(COMPLETE);
      expect(idsOf(list.loaded())).toEqual(group.ids);
      if (asked.length > 0) {
        expect(mostInSecond(asked)).toBeLessThanOrEqual(90);
        expect(mostUnderWay(asked)).toBeLessThanOrEqual(40);
      }
    }),
    { seed: 90, numRuns: 100 },
  );
});
