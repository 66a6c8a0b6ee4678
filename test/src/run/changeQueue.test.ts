import fc from 'fast-check';
import type { Action, Change } from '../../../src/contract';
import { CHANGES_IN_STRETCH, MAX_STRETCHES_IN_SLICE } from '../../../src/contract/limits';
import { membershipKey } from '../../../src/membership/changeBlocks';
import { ChangeQueue, orderChanges } from '../../../src/run/changeQueue';
import { changesOf, placesUpTo } from './support/changes';

const nobody = () => false;
const plan = (...changes: [action: Action, groupId: string, accountId: string][]): Change[] =>
  changes.map(([action, groupId, accountId]) => ({ action, groupId, accountId }));
const queueOf = (changes: readonly Change[]) => {
  const queue = new ChangeQueue(changes);
  queue.add(changes.keys());
  return queue;
};

it('gives changes in the plan’s order, those put back where the plan has them', () => {
  const queue = queueOf(changesOf(6));
  expect(queue.take(3, nobody)).toEqual({ taken: [0, 1, 2], dropped: [] });
  queue.add([2, 0]);
  expect(queue.take(4, nobody).taken).toEqual([0, 2, 3, 4]);
  expect(queue.isEmpty).toBe(false);
  expect(queue.take(4, nobody).taken).toEqual([5]);
  expect(queue.isEmpty).toBe(true);
});

it('drops what is not wanted any more', () => {
  const queue = queueOf(changesOf(6));
  expect(queue.drop((change) => change % 2 === 1)).toEqual([1, 3, 5]);
  expect(queue.drop(nobody)).toEqual([]);
  expect(queue.take(6, nobody).taken).toEqual([0, 2, 4]);
});

it('gives no more stretches of the plan at once than a slice may lie in', () => {
  const changes = changesOf(30 * CHANGES_IN_STRETCH);
  const queue = new ChangeQueue(changes);
  queue.add(placesUpTo(30).map((n) => n * CHANGES_IN_STRETCH));
  expect(queue.take(200, nobody).taken).toHaveLength(MAX_STRETCHES_IN_SLICE);
  expect(queue.take(200, nobody).taken).toHaveLength(10);
});

describe('a person who is added and removed', () => {
  const move = plan(['remove', 'from', 'p'], ['add', 'to', 'p'], ['remove', 'from', 'q']);

  it('is removed in the slice in which they are added at the earliest', () => {
    expect(queueOf(move).take(3, nobody)).toEqual({ taken: [1, 2], dropped: [] });
    const ordered = queueOf(orderChanges(move));
    expect(ordered.take(3, nobody)).toEqual({ taken: [0, 1, 2], dropped: [] });
  });

  it('waits for the addition, and is removed once it is made', () => {
    const queue = queueOf(move);
    expect(queue.take(1, nobody).taken).toEqual([1]);
    expect(queue.take(3, (change) => change === 1)).toEqual({ taken: [0, 2], dropped: [] });
  });

  it('is not removed where the addition was not made', () => {
    const queue = queueOf(move);
    queue.take(1, nobody);
    expect(queue.take(3, nobody)).toEqual({ taken: [2], dropped: [0] });
    expect(queue.isEmpty).toBe(true);
  });

  it('is asked for in vain of nobody else', () => {
    const queue = queueOf(
      plan(['remove', 'from', 'p'], ['add', 'to', 'q'], ['add', 'to', 'p'], ['remove', 'from', 'q']),
    );
    // p's addition waits for its turn, q's is in this slice.
    expect(queue.take(2, nobody)).toEqual({ taken: [1, 2], dropped: [] });
  });
});

const changes: fc.Arbitrary<Change[]> = fc.uniqueArray(
  fc.record({
    action: fc.constantFrom<Action[]>('add', 'remove'),
    groupId: fc.constantFrom('a', 'b', 'c', 'd'),
    accountId: fc.constantFrom('p', 'q', 'r', 's', 't'),
  }),
  { selector: membershipKey, maxLength: 20 },
);
const options = { seed: 20_26, numRuns: 2_000 };
const additionsOf = (all: readonly Change[], accountId: string) =>
  all.flatMap((change, n) => (change.accountId === accountId && change.action === 'add' ? [n] : []));

it('loses nothing and never removes somebody whom it did not add, whatever becomes of each change', () => {
  fc.assert(
    fc.property(
      ...[changes, fc.array(fc.boolean(), { minLength: 20, maxLength: 20 })],
      fc.array(fc.record({ most: fc.integer({ min: 1, max: 6 }), backAgain: fc.array(fc.nat(5)) }), {
        minLength: 1,
      }),
      (all, isMade, slices) => {
        const queue = queueOf(all);
        const made = new Set<number>();
        const asked: number[] = [];
        const dropped: number[] = [];
        for (let n = 0; !queue.isEmpty && n < 200; n += 1) {
          const { most, backAgain } = slices[n] ?? { most: 6, backAgain: [] };
          const slice = queue.take(most, (change) => made.has(change));
          expect(slice.taken.length).toBeLessThanOrEqual(most);
          expect(slice.taken.length + slice.dropped.length).toBeGreaterThan(0);
          expect(slice.taken).toEqual([...slice.taken].sort((a, b) => a - b));
          for (const change of slice.taken) {
            const { action, accountId = '' } = all[change] ?? {};
            const additions = action === 'remove' ? additionsOf(all, accountId) : [];
            expect(additions.every((one) => made.has(one) || slice.taken.includes(one))).toBe(true);
          }
          // Whoever drives the run puts back what has no outcome, the first slices at least.
          const back = new Set(backAgain.flatMap((place) => slice.taken[place] ?? []));
          queue.add(back);
          const settled = slice.taken.filter((change) => !back.has(change));
          for (const change of settled) if (isMade[change]) made.add(change);
          asked.push(...settled);
          dropped.push(...slice.dropped);
        }
        expect([...asked, ...dropped].sort((a, b) => a - b)).toEqual(placesUpTo(all.length));
        for (const change of dropped) {
          const { action, accountId = '' } = all[change] ?? {};
          expect(action).toBe('remove');
          expect(additionsOf(all, accountId).some((one) => !made.has(one))).toBe(true);
        }
      },
    ),
    options,
  );
});

describe('a plan that is put in order', () => {
  it('has the additions of everybody who is removed too before that, and is the same else', () => {
    fc.assert(
      fc.property(changes, (all) => {
        const ordered = orderChanges(all);
        expect(new Set(ordered)).toEqual(new Set(all));
        expect(ordered).toHaveLength(all.length);
        const isLate = ({ action, accountId }: Change) =>
          action === 'remove' && additionsOf(all, accountId).length > 0;
        expect(ordered).toEqual([...all.filter((change) => !isLate(change)), ...all.filter(isLate)]);
        ordered.forEach((change, n) => {
          if (change.action === 'remove')
            expect(Math.max(-1, ...additionsOf(ordered, change.accountId))).toBeLessThan(n);
        });
      }),
      options,
    );
  });

  it('leaves the one that it was given', () => {
    const all = Object.freeze(plan(['remove', 'a', 'p'], ['add', 'b', 'p']));
    expect(orderChanges(all)).toEqual(plan(['add', 'b', 'p'], ['remove', 'a', 'p']));
    expect(orderChanges(changesOf(3))).toEqual(changesOf(3));
  });
});
