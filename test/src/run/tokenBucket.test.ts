import fc from 'fast-check';
import { burstAt } from '../../../src/contract/paces';
import { TokenBucket } from '../../../src/run/tokenBucket';
import { expectWithinBucket } from '../support/windows';

const full = (rate: number) => new TokenBucket({ rate, tokens: burstAt(rate), at: 0 });

it('never lets through more than it allows in any window, whenever requests come', () => {
  const gaps = fc.array(fc.oneof(fc.constant(0), fc.nat(40), fc.nat(3_000)), { maxLength: 300 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), gaps, (rate, gapsMs) => {
      const bucket = full(rate);
      let now = 0;
      const taken = gapsMs.flatMap((gapMs) => {
        now += gapMs;
        return bucket.take(now) ? [now] : [];
      });
      expectWithinBucket(taken, rate);
    }),
    { seed: 20_26, numRuns: 1_000 },
  );
});

it('lets through all it allows: whoever waits as long as it says gets a token', () => {
  const bucket = full(50);
  let now = 0;
  for (let taken = 0; taken < 1_030; taken++) {
    now += bucket.waitMs(now);
    expect(bucket.take(now)).toBe(true);
  }
  expect(now).toBe(20_000);
});

it('has no more than a burst after any time, and none back when the clock goes back', () => {
  const bucket = full(50);
  expect(bucket.tokens(3_600_000)).toBe(30);
  for (let taken = 0; taken < 30; taken++) bucket.take(3_600_000);
  expect(bucket.tokens(0)).toBe(0);
  expect(bucket.waitMs(3_600_000)).toBe(20);
});

it('stays empty for as long as it was told, then fills by its rate', () => {
  const bucket = full(50);
  bucket.emptyUntil(1_000);
  expect(bucket.waitMs(0)).toBe(1_020);
  expect(bucket.take(1_019)).toBe(false);
  expect(bucket.take(1_020)).toBe(true);
});

it('spills what a lower rate’s burst does not hold', () => {
  const bucket = full(50);
  bucket.setRate(20, 0);
  expect(bucket.tokens(0)).toBe(12);
  expect(bucket.tokens(100)).toBe(12);
});

it('counts a part of a token, and never less than no time', () => {
  expect(new TokenBucket({ rate: 10, tokens: 0.5, at: 0 }).waitMs(0)).toBe(50);
  expect(full(50).waitMs(0)).toBe(0);
});
