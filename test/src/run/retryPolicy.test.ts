import type { AppError } from '../../../src/contract';
import { RetryPolicy, waitMsAfter } from '../../../src/run/retryPolicy';

const NOW = 1_000_000;
const error: AppError = { kind: 'rateLimited' };
const settled = { settled: true, waitMs: 0 };
const idle = { settled: false, waitMs: 0 };

let retry: RetryPolicy;
const waitMs = () => retry.until - NOW;
beforeEach(() => {
  retry = new RetryPolicy({ now: () => NOW, sleep: () => Promise.resolve() }, () => 1);
});

it('waits for nothing at first', () => {
  expect(retry.until).toBe(0);
  expect([retry.because, retry.givesUpSlice, retry.givesUpRun]).toEqual([undefined, false, false]);
});

describe('an answer', () => {
  it('is followed by the next slice at once, or when Confluence wants it', () => {
    retry.recordAnswer(settled);
    expect(waitMs()).toBe(0);
    retry.recordAnswer({ settled: true, waitMs: 3_000 });
    expect(waitMs()).toBe(3_000);
  });

  it('tells of waits that are worth it, until they are over', () => {
    retry.recordAnswer({ settled: true, waitMs: 4_999, error });
    expect(retry.because).toBeUndefined();
    retry.recordAnswer({ settled: true, waitMs: 5_000, error });
    expect(retry.because).toBe(error);
    retry.endWait();
    expect(retry.because).toBeUndefined();
    expect(waitMs()).toBe(5_000);
  });

  it('that settles nobody is followed by ever longer waits, and the sixth in a row by the end', () => {
    const waits = [1, 2, 3, 4, 5].map(() => {
      retry.recordAnswer(idle);
      return waitMs();
    });
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
    expect(retry.givesUpRun).toBe(false);
    retry.recordAnswer(idle);
    expect(retry.givesUpRun).toBe(true);
  });

  it('that settles somebody makes good for those before', () => {
    for (let n = 0; n < 5; n += 1) retry.recordAnswer(idle);
    retry.recordAnswer(settled);
    retry.recordAnswer(idle);
    expect(retry.givesUpRun).toBe(false);
    expect(waitMs()).toBe(1_000);
  });
});

describe('a loss', () => {
  it('gives up the slice at each fourth in a row, and the run at the eighth', () => {
    const given = Array.from({ length: 8 }, () => {
      retry.recordLoss();
      return [retry.givesUpSlice, retry.givesUpRun];
    });
    expect(given.map(([slice]) => slice)).toEqual([false, false, false, true, false, false, false, true]);
    expect(given.map(([, run]) => run)).toEqual([...Array<boolean>(7).fill(false), true]);
  });

  it('is forgotten with the next answer, and waits at most half a minute', () => {
    for (let n = 0; n < 7; n += 1) retry.recordLoss();
    expect(waitMs()).toBe(30_000);
    retry.recordAnswer(settled);
    retry.recordLoss();
    expect(waitMs()).toBe(1_000);
    expect(retry.givesUpRun).toBe(false);
  });

  it('counts no more after a new beginning', () => {
    for (let n = 0; n < 8; n += 1) retry.recordLoss();
    retry.reset();
    expect([retry.givesUpSlice, retry.givesUpRun]).toEqual([false, false]);
  });
});

describe('a history that cannot be written', () => {
  const storage: AppError = { kind: 'storage' };

  it('is told of at once, waited for ever longer, and never given up', () => {
    const waits = Array.from({ length: 100 }, () => {
      retry.recordStorageTrouble(storage);
      return waitMs();
    });
    expect(waits.slice(0, 7)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(retry.because).toBe(storage);
    expect([retry.givesUpSlice, retry.givesUpRun]).toEqual([false, false]);
  });

  it('that is back starts anew', () => {
    for (let n = 0; n < 5; n += 1) retry.recordStorageTrouble(storage);
    retry.recordAnswer(settled);
    expect(retry.because).toBeUndefined();
    retry.recordStorageTrouble(storage);
    expect(waitMs()).toBe(1_000);
  });
});

describe('an earlier slice that is still at work', () => {
  it('is waited for ever longer, at most until it is over, and gives nothing up', () => {
    const waits = [100_000, 100_000, 100_000, 1_500].map((leftMs) => {
      retry.recordBusy(leftMs);
      return waitMs();
    });
    expect(waits).toEqual([1_000, 2_000, 4_000, 1_500]);
    for (let n = 0; n < 100; n += 1) retry.recordBusy(100_000);
    expect(waitMs()).toBe(30_000);
    expect([retry.because, retry.givesUpSlice, retry.givesUpRun]).toEqual([undefined, false, false]);
  });
});

describe('how long Confluence wants no requests', () => {
  const at = Date.parse('2026-03-01T10:20:00.000Z');
  const quota = { kind: 'rateLimited', limit: 'quota' } as const;
  const after = (given: AppError, blockedMs?: number) => waitMsAfter(given, blockedMs, at, () => 0.5);

  it('is what the function says, else what the error does, else nothing', () => {
    expect(after({ kind: 'rateLimited', retryAfterMs: 7_000 }, 3_000)).toBe(3_000);
    expect(after({ kind: 'unavailable', retryAfterMs: 7_000 })).toBe(7_000);
    expect(after({ kind: 'unavailable' })).toBe(0);
    expect(after({ kind: 'unavailable', limit: 'quota', retryAfterMs: 500 })).toBe(500);
  });

  it('has nothing to do with what is shown, which is by another clock', () => {
    const retryAt = new Date(at + 3_600_000).toISOString();
    expect(after({ kind: 'unavailable', retryAfterMs: 1_000, retryAt })).toBe(1_000);
    expect(after({ kind: 'unavailable', retryAt })).toBe(0);
    expect(after({ ...quota, retryAfterMs: 60_000, retryAt })).toBe(62_500);
  });

  it('is a little more for the quota, so that not everyone comes back at once, and up to the full hour if not said', () => {
    expect(after(quota, 60_000)).toBe(62_500);
    expect(after(quota)).toBe(40 * 60_000 + 2_500);
  });
});
