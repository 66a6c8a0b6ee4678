import fc from 'fast-check';
import { mapConcurrently } from '../../src/mapConcurrently';
import { settle } from '../support/virtualClock';

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
};

it('has the results in the order of the items, and never more under way than allowed', async () => {
  const delays = fc.array(fc.nat(9), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(delays, fc.integer({ min: 1, max: 40 }), async (items, limit) => {
      let underWay = 0;
      let most = 0;
      const results = await mapConcurrently(items, limit, async (delay, index) => {
        most = Math.max(most, ++underWay);
        await turns(delay);
        underWay--;
        return `${index}:${delay}`;
      });
      expect(results).toEqual(items.map((delay, index) => `${index}:${delay}`));
      expect(most).toBe(Math.min(limit, items.length));
    }),
  );
});

it('begins the next as soon as one is done', async () => {
  const begun: number[] = [];
  let finishFirst: () => void = () => undefined;
  const all = mapConcurrently([0, 1, 2, 3], 2, (item) => {
    begun.push(item);
    return item === 0 ? new Promise<void>((resolve) => (finishFirst = resolve)) : Promise.resolve();
  });
  await settle();
  expect(begun).toEqual([0, 1, 2, 3]);
  finishFirst();
  expect(await all).toHaveLength(4);
});

it('rejects with the first reason, and begins no other call after it', async () => {
  const begun: number[] = [];
  const all = mapConcurrently([0, 1, 2, 3, 4, 5], 2, async (item) => {
    begun.push(item);
    await turns(item === 0 ? 1 : 3);
    if (item === 0) throw new Error('first');
  });
  await expect(all).rejects.toThrow('first');
  await settle();
  expect(begun).toEqual([0, 1]);
});

it('does nothing without items', async () => {
  const fn = vi.fn();
  expect(await mapConcurrently([], 3, fn)).toEqual([]);
  expect(fn).not.toHaveBeenCalled();
});

it.each([0, -1, NaN])('refuses the limit %d', async (limit) => {
  await expect(mapConcurrently([1], limit, () => Promise.resolve())).rejects.toThrow(RangeError);
});
