import type { AppError } from '../../../src/contract';
import { Hold } from '../../../static/admin-panel/src/run/hold';

const NOW = 1_000_000;
const error: AppError = { kind: 'rateLimited' };
const settled = { settled: true, waitMs: 0 };
const idle = { settled: false, waitMs: 0 };

let hold: Hold;
const waitMs = () => hold.until - NOW;
beforeEach(() => {
  hold = new Hold({ now: () => NOW, sleep: () => Promise.resolve() }, () => 1);
});

it('waits for nothing at first', () => {
  expect(hold.until).toBe(0);
  expect([hold.because, hold.givesUpSlice, hold.givesUpRun]).toEqual([undefined, false, false]);
});

describe('an answer', () => {
  it('is followed by the next slice at once, or when Confluence wants it', () => {
    hold.answered(settled);
    expect(waitMs()).toBe(0);
    hold.answered({ settled: true, waitMs: 3_000 });
    expect(waitMs()).toBe(3_000);
  });

  it('tells of waits that are worth it, until they are over', () => {
    hold.answered({ settled: true, waitMs: 4_999, error });
    expect(hold.because).toBeUndefined();
    hold.answered({ settled: true, waitMs: 5_000, error });
    expect(hold.because).toBe(error);
    hold.release();
    expect(hold.because).toBeUndefined();
    expect(waitMs()).toBe(5_000);
  });

  it('that settles nobody is followed by ever longer waits, and the sixth in a row by the end', () => {
    const waits = [1, 2, 3, 4, 5].map(() => {
      hold.answered(idle);
      return waitMs();
    });
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
    expect(hold.givesUpRun).toBe(false);
    hold.answered(idle);
    expect(hold.givesUpRun).toBe(true);
  });

  it('that settles somebody makes good for those before', () => {
    for (let n = 0; n < 5; n += 1) hold.answered(idle);
    hold.answered(settled);
    hold.answered(idle);
    expect(hold.givesUpRun).toBe(false);
    expect(waitMs()).toBe(1_000);
  });
});

describe('a loss', () => {
  it('gives up the slice at each fourth in a row, and the run at the eighth', () => {
    const given = Array.from({ length: 8 }, () => {
      hold.lost();
      return [hold.givesUpSlice, hold.givesUpRun];
    });
    expect(given.map(([slice]) => slice)).toEqual([false, false, false, true, false, false, false, true]);
    expect(given.map(([, run]) => run)).toEqual([...Array<boolean>(7).fill(false), true]);
  });

  it('is forgotten with the next answer, and waits at most half a minute', () => {
    for (let n = 0; n < 7; n += 1) hold.lost();
    expect(waitMs()).toBe(30_000);
    hold.answered(settled);
    hold.lost();
    expect(waitMs()).toBe(1_000);
    expect(hold.givesUpRun).toBe(false);
  });

  it('counts no more after a new beginning', () => {
    for (let n = 0; n < 8; n += 1) hold.lost();
    hold.forget();
    expect([hold.givesUpSlice, hold.givesUpRun]).toEqual([false, false]);
  });
});

describe('a history that cannot be written', () => {
  const storage: AppError = { kind: 'storage' };

  it('is told of at once, waited for ever longer, and never given up', () => {
    const waits = Array.from({ length: 100 }, () => {
      hold.unwritten(storage);
      return waitMs();
    });
    expect(waits.slice(0, 7)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(hold.because).toBe(storage);
    expect([hold.givesUpSlice, hold.givesUpRun]).toEqual([false, false]);
  });

  it('that is back starts anew', () => {
    for (let n = 0; n < 5; n += 1) hold.unwritten(storage);
    hold.answered(settled);
    expect(hold.because).toBeUndefined();
    hold.unwritten(storage);
    expect(waitMs()).toBe(1_000);
  });
});
