import fc from 'fast-check';
import type { Group, Person } from '../../../src/contract';
import {
  changesOf,
  equalChanges,
  equalingOf,
  stepsOf,
  type ComparedGroups,
} from '../../../static/admin-panel/src/compare/changesOf';
import {
  compareMembers,
  PART_NAMES,
  type ComparedSide,
  type Comparison,
} from '../../../static/admin-panel/src/compare/compareMembers';
import { person } from '../members/churningGroup';

const A: Group = { id: 'g-a', name: 'contractors' };
const B: Group = { id: 'g-b', name: 'all-staff' };
const GROUPS: ComparedGroups = { a: A, b: B };

interface Known {
  /** Confluence lists more of them. */
  isPartial?: boolean;
  total?: number;
  asked?: Record<string, boolean>;
  isInDoubt?: boolean;
}

function side(ids: readonly string[], known: Known = {}): ComparedSide {
  const { isPartial = false, total, asked = {}, isInDoubt = false } = known;
  return {
    isInDoubt,
    people: ids.map((id) => person(id)),
    has: (accountId) => ids.includes(accountId),
    isComplete: !isPartial,
    total: total ?? (isPartial ? undefined : ids.length),
    asked: new Map(Object.entries(asked)),
  };
}

const idsOf = (people: readonly Person[]) => people.map(({ accountId }) => accountId);
const partsOf = ({ parts }: Comparison) =>
  PART_NAMES.map((name) => {
    const { people, isWhole, count } = parts[name];
    return `${name}: ${idsOf(people).join(' ')}${isWhole ? '' : ' …'} (${count ?? '?'})`;
  });

it('tells who is on one side alone and who is on both', () => {
  expect(partsOf(compareMembers(side(['m1', 'm2', 'm3']), side(['m3', 'm4'])))).toEqual([
    'onlyA: m1 m2 (2)',
    'both: m3 (1)',
    'onlyB: m4 (1)',
  ]);
});

it('believes what is asked before what is listed, where more are counted than listed', () => {
  const a = (asked: Record<string, boolean>) => side(['m1'], { total: 2, isInDoubt: true, asked });
  const b = side(['m2', 'm3']);
  expect(partsOf(compareMembers(a({}), b))).toEqual(['onlyA: m1 (1)', 'both:  (0)', 'onlyB:  … (2)']);
  expect(compareMembers(a({ m2: true }), b).undecided).toEqual({ a: 0, b: 1 });
  expect(partsOf(compareMembers(a({ m2: true, m3: false }), b))).toEqual([
    ...['onlyA: m1 (1)', 'both: m2 (1)', 'onlyB: m3 (1)'],
  ]);
});

it('says of nobody that they are on one side alone while the other is not read', () => {
  const comparison = compareMembers(
    side(['m1', 'm2'], { isPartial: true, total: 500 }),
    side(['m2', 'm3'], { isPartial: true, total: 900 }),
  );
  expect(partsOf(comparison)).toEqual(['onlyA:  … (?)', 'both: m2 … (?)', 'onlyB:  … (?)']);
  expect(comparison.undecided).toEqual({ a: 1, b: 1 });
});

it('knows both sides of a small group whose people were asked about, and counts the rest of the large one', () => {
  const large = side(['m9', 'm2'], { isPartial: true, total: 900, asked: { m1: false, m3: true } });
  expect(partsOf(compareMembers(side(['m1', 'm2', 'm3']), large))).toEqual([
    'onlyA: m1 (1)',
    'both: m2 m3 (2)',
    'onlyB: m9 … (898)',
  ]);
  // Swapped it comes to the same.
  expect(partsOf(compareMembers(large, side(['m1', 'm2', 'm3'])))).toEqual([
    'onlyA: m9 … (898)',
    'both: m2 m3 (2)',
    'onlyB: m1 (1)',
  ]);
});

it('waits for the answers about those who were asked about', () => {
  const large = side(['m9'], { isPartial: true, total: 900, asked: { m1: false } });
  const comparison = compareMembers(side(['m1', 'm2']), large);
  expect(partsOf(comparison)).toEqual(['onlyA: m1 … (?)', 'both:  … (?)', 'onlyB: m9 … (?)']);
  expect(comparison.undecided).toEqual({ a: 1, b: 0 });
});

it('believes what Confluence says of one person before what it lists', () => {
  const listsNotAll = side(['m2'], { asked: { m1: true } });
  expect(partsOf(compareMembers(side(['m1', 'm2']), listsNotAll))).toEqual([
    'onlyA:  (0)',
    'both: m1 m2 (2)',
    'onlyB:  (0)',
  ]);
});

it('leaves out accounts that were listed without an id, and counts them', () => {
  const listed = side(['m1', 'm2']);
  const [first, ...others] = listed.people;
  const withOne = {
    ...listed,
    people: [{ ...(first ?? person('m1')), isUnidentified: true as const }, ...others],
  };
  const comparison = compareMembers(withOne, side([]));
  expect(partsOf(comparison)[0]).toBe('onlyA: m2 (1)');
  expect(comparison.unidentified).toEqual({ a: 1, b: 0 });
});

it('offers for each part what makes sense, and changes nothing in a list', () => {
  const offered = (groups: ComparedGroups) => PART_NAMES.map((name) => stepsOf(name, groups));
  expect(offered(GROUPS)).toEqual([
    ['addToB', 'moveToB', 'removeFromA'],
    ['removeFromA', 'removeFromB'],
    ['addToA', 'moveToA', 'removeFromB'],
  ]);
  expect(offered({ a: A })).toEqual([['removeFromA'], ['removeFromA'], ['addToA']]);
});

it('adds a person before it removes them', () => {
  expect(changesOf('moveToB', [person('m1'), person('m2')], GROUPS)).toEqual([
    { action: 'add', groupId: 'g-b', accountId: 'm1' },
    { action: 'remove', groupId: 'g-a', accountId: 'm1' },
    { action: 'add', groupId: 'g-b', accountId: 'm2' },
    { action: 'remove', groupId: 'g-a', accountId: 'm2' },
  ]);
});

it('makes no group equal one that is not known', () => {
  const comparison = compareMembers(side(['m1']), side(['m2'], { isPartial: true, total: 900 }));
  expect(equalingOf('a', comparison)).toBeUndefined();
  expect(equalingOf('b', comparison)).toBeUndefined();
});

const ids = fc.uniqueArray(fc.nat({ max: 40 }).map((n) => `m${n}`));

it('has everyone in exactly one part, and makes groups equal exactly', () => {
  fc.assert(
    fc.property(ids, ids, fc.constantFrom('a' as const, 'b' as const), (ofA, ofB, target) => {
      const comparison = compareMembers(side(ofA), side(ofB));
      const { onlyA, both, onlyB } = comparison.parts;
      const all = [...onlyA.people, ...both.people, ...onlyB.people].map(({ accountId }) => accountId);
      expect(new Set(all)).toEqual(new Set([...ofA, ...ofB]));
      expect(all).toHaveLength(new Set(all).size);
      expect(onlyA.people.length + both.people.length).toBe(ofA.length);
      expect(onlyB.people.length + both.people.length).toBe(ofB.length);

      const equaling = equalingOf(target, comparison);
      expect(equaling).toBeDefined();
      const [before, wanted] = target === 'a' ? [ofA, ofB] : [ofB, ofA];
      const after = new Set(before);
      for (const { action, groupId, accountId } of equaling ? equalChanges(target, equaling, GROUPS) : []) {
        expect(groupId).toBe(`g-${target}`);
        // Each change is needed.
        expect(after.has(accountId)).toBe(action === 'remove');
        if (action === 'add') after.add(accountId);
        else after.delete(accountId);
      }
      expect(after).toEqual(new Set(wanted));
    }),
  );
});

it('is never wrong about what is known so far, and never less sure with more of it', () => {
  const partial = fc.record({ all: ids, read: fc.nat({ max: 40 }), asks: fc.boolean() });
  fc.assert(
    fc.property(partial, partial, (a, b) => {
      const sideOf = (one: typeof a, other: typeof b) =>
        side(one.all.slice(0, one.read), {
          isPartial: one.read < one.all.length,
          total: one.all.length,
          asked: one.asks ? Object.fromEntries(other.all.map((id) => [id, one.all.includes(id)])) : {},
        });
      const { parts } = compareMembers(sideOf(a, b), sideOf(b, a));
      const truth = compareMembers(side(a.all), side(b.all)).parts;
      for (const name of PART_NAMES) {
        const known = idsOf(parts[name].people);
        expect(idsOf(truth[name].people)).toEqual(expect.arrayContaining(known));
        if (parts[name].isWhole) expect(known).toHaveLength(truth[name].people.length);
        if (parts[name].count !== undefined) expect(parts[name].count).toBe(truth[name].people.length);
      }
    }),
  );
});
