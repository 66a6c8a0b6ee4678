import type { AppError, Pace } from '../../../src/contract';
import { Pacer } from '../../../src/run/pacer';

const T = Date.parse('2026-03-01T10:20:00.000Z');
const PACE: Pace = { at: T, rate: 50, tokens: 10, concurrency: 100, blockedMs: 0, latencyMs: 120 };
const burst: AppError = { kind: 'rateLimited', limit: 'burst', retryAfterMs: 2_000 };

const paced = (change: Partial<Pace> = {}, now = T) => new Pacer(50, { ...PACE, ...change }, now);

it('starts at the limit, with a short burst', () => {
  const pacer = new Pacer(50, undefined, T);
  expect(pacer.toPace(T)).toEqual({ at: T, rate: 50, tokens: 30, concurrency: 100, blockedMs: 0 });
});

describe('requests under way', () => {
  it('are one until it is known how long an answer takes', () => {
    const pacer = new Pacer(50, undefined, T);
    expect(pacer.concurrency).toBe(1);
    pacer.recordAnswer({ startedAt: T, now: T + 120 });
    expect(pacer.concurrency).toBe(12);
  });

  it.each([
    [5, 1],
    [120, 12],
    [500, 50],
    [5_000, 100],
  ])('at %i ms a request are %i: what the rate needs, and as many again', (latencyMs, concurrency) => {
    expect(paced({ latencyMs }).concurrency).toBe(concurrency);
  });

  it('are halved by a burst 429, and grow back', () => {
    const pacer = paced();
    pacer.recordAnswer({ startedAt: T, now: T, error: burst });
    expect(pacer.concurrency).toBe(6);
    for (let answers = 0; answers < 1_000; answers++) pacer.recordAnswer({ startedAt: T, now: T + 120 });
    expect(pacer.concurrency).toBe(12);
  });
});

describe('what was cut grows back', () => {
  it('by one request under way for as many answers as there are', () => {
    const pacer = paced({ concurrency: 10 });
    for (let answers = 0; answers < 10; answers++) pacer.recordAnswer({ startedAt: T, now: T + 120 });
    expect(pacer.toPace(T).concurrency).toBeGreaterThan(10.9);
    expect(pacer.toPace(T).concurrency).toBeLessThanOrEqual(11);
  });

  it('up to what a run starts with', () => {
    const pacer = paced({ concurrency: 99.999 });
    pacer.recordAnswer({ startedAt: T, now: T + 120 });
    expect(pacer.toPace(T).concurrency).toBe(100);
  });
});

it('a pace says nothing of latency before the first answer', () => {
  expect(Object.keys(new Pacer(50, undefined, T).toPace(T))).not.toContain('latencyMs');
});

describe('latency', () => {
  it('follows the answers, slowly', () => {
    const pacer = paced();
    pacer.recordAnswer({ startedAt: T, now: T + 220 });
    expect(pacer.toPace(T).latencyMs).toBeCloseTo(130);
  });

  it('learns nothing from a lost answer or a refusal for speed', () => {
    const pacer = paced();
    pacer.recordAnswer({ startedAt: T, now: T + 10_000, error: { kind: 'unconfirmed' } });
    pacer.recordAnswer({ startedAt: T, now: T + 1, error: burst });
    expect(pacer.toPace(T).latencyMs).toBe(120);
  });
});

describe('the rate', () => {
  it('is cut once by the 429s of requests that were under way together', () => {
    const pacer = paced();
    for (let n = 0; n < 5; n++) pacer.recordAnswer({ startedAt: T + n, now: T + 120 + n, error: burst });
    expect(pacer.toPace(T).rate).toBeCloseTo(35);
    pacer.recordAnswer({ startedAt: T + 300, now: T + 420, error: burst });
    expect(pacer.toPace(T).rate).toBeCloseTo(24.5);
  });

  it('is cut again by the 429 of a request that started at the rate that was cut', () => {
    const pacer = paced();
    pacer.recordAnswer({ startedAt: T, now: T + 120, error: burst });
    pacer.recordAnswer({ startedAt: T + 120, now: T + 240, error: burst });
    expect(pacer.toPace(T).rate).toBeCloseTo(24.5);
  });

  it('grows by about one a second in which all went well, up to the rate that a run starts with', () => {
    const pacer = paced({ rate: 20 });
    for (let answers = 0; answers < 20; answers++) pacer.recordAnswer({ startedAt: T, now: T });
    expect(pacer.toPace(T).rate).toBeCloseTo(21, 1);
    for (let answers = 0; answers < 5_000; answers++) pacer.recordAnswer({ startedAt: T, now: T });
    expect(pacer.toPace(T).rate).toBe(50);
  });

  it('does not fall below one, and does not change with the quota or a server in trouble', () => {
    const pacer = paced({ rate: 1 });
    pacer.recordAnswer({ startedAt: T, now: T, error: burst });
    expect(pacer.toPace(T).rate).toBe(1);
    const other = paced({ rate: 30 });
    other.recordAnswer({ startedAt: T, now: T, error: { ...burst, limit: 'quota' } });
    other.recordAnswer({ startedAt: T, now: T, error: { kind: 'unavailable' } });
    expect(other.toPace(T).rate).toBe(30);
  });
});

describe('Retry-After', () => {
  it('holds every request, and nothing has come into the bucket when it is over', () => {
    const pacer = paced();
    pacer.recordAnswer({ startedAt: T, now: T, error: burst });
    expect(pacer.start(T + 1_999)).toBe(false);
    expect(pacer.blockedMs(T + 500)).toBe(1_500);
    expect(pacer.start(T + 2_000)).toBe(false);
    expect(pacer.waitMs(T + 2_000)).toBe(29);
    expect(pacer.start(T + 2_029)).toBe(true);
  });

  it('of a server in trouble holds too', () => {
    const pacer = paced();
    pacer.recordAnswer({ startedAt: T, now: T, error: { ...burst, kind: 'unavailable' } });
    expect(pacer.blockedMs(T)).toBe(2_000);
    expect(pacer.start(T + 1_999)).toBe(false);
    expect(pacer.start(T + 2_000)).toBe(true);
  });

  it.each([
    [{ kind: 'rateLimited' }, 1_000],
    [{ kind: 'rateLimited', limit: 'quota' }, 40 * 60_000],
    [{ kind: 'rateLimited', retryAfterMs: 31_536_000_000 }, 24 * 3_600_000],
    [{ kind: 'rateLimited', retryAfterMs: 0 }, 0],
    // What is shown is by the clock of who asked Confluence: that may be an hour ahead.
    [{ kind: 'rateLimited', retryAfterMs: 1_500, retryAt: '2026-03-01T11:20:01.500Z' }, 1_500],
    [{ kind: 'rateLimited', retryAt: '2026-03-01T11:20:00.000Z' }, 1_000],
    [{ kind: 'unavailable' }, 0],
  ] as const)('%j waits %i ms', (error, ms) => {
    const pacer = paced();
    pacer.recordAnswer({ startedAt: T, now: T, error });
    expect(pacer.blockedMs(T)).toBe(ms);
  });
});

describe('a pace handed on', () => {
  it('goes on where it was, with what came into the bucket meanwhile', () => {
    expect(paced({}, T + 100).toPace(T + 100)).toEqual({ ...PACE, at: T + 100, tokens: 15 });
    expect(paced({}, T + 60_000).toPace(T + 60_000).tokens).toBe(30);
  });

  it('survives JSON', () => {
    const pace = paced().toPace(T);
    expect(JSON.parse(JSON.stringify(pace))).toEqual(pace);
  });

  it('loses nothing but a moment when the next machine’s clock is behind', () => {
    const pacer = paced({ blockedMs: 500 }, T - 3_600_000);
    expect(pacer.blockedMs(T - 3_600_000)).toBe(500);
    expect(paced({}, T - 3_600_000).toPace(T).tokens).toBe(30);
    expect(paced({}, T - 3_600_000).toPace(T - 3_600_000).tokens).toBe(10);
  });

  it('keeps what is left of a wait', () => {
    expect(paced({ blockedMs: 500, tokens: 0 }, T + 200).waitMs(T + 200)).toBe(320);
    expect(paced({ blockedMs: 500, tokens: 0 }, T + 600).waitMs(T + 600)).toBe(0);
  });

  it('gets no more than the limit out of it, whatever it says', () => {
    const pacer = paced({ rate: 1_000, tokens: 1e9, concurrency: 1e9 });
    expect(pacer.toPace(T)).toMatchObject({ rate: 50, tokens: 30, concurrency: 100 });
  });
});
