import fc from 'fast-check';
import type { Change } from '../../../src/contract';
import { ACTION_NAMES, ACTIONS } from '../../../src/membership/actions';
import { areDistinct, changesIn, membershipKey, toBlocks } from '../../../src/membership/changeBlocks';

const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({
    groupId: fc.constantFrom('a', 'b', 'c'),
    accountId: fc.constantFrom('p', 'q', 'r', 's'),
    action: fc.constantFrom(...ACTION_NAMES),
  }),
);

it('blocks name the same changes in the same order, and no two beside each other could be one', () => {
  fc.assert(
    fc.property(changes, (all) => {
      const blocks = toBlocks(all);
      expect(changesIn(blocks)).toEqual(all);
      blocks.forEach((block, n) => {
        const before = blocks[n - 1];
        expect([block.groupId, block.action]).not.toEqual([before?.groupId, before?.action]);
      });
    }),
  );
});

it('memberships are distinct where no two name the same person in the same group, whatever is done', () => {
  fc.assert(
    fc.property(changes, (all) => {
      const pairs = all.map(({ groupId, accountId }) => JSON.stringify([groupId, accountId]));
      expect(areDistinct(all)).toBe(new Set(pairs).size === all.length);
    }),
  );
});

it('a key is that of one membership', () => {
  expect(membershipKey({ groupId: 'a', accountId: 'b:c' })).not.toBe(
    membershipKey({ groupId: 'a b:', accountId: 'c' }),
  );
});

it.each(ACTION_NAMES)('%s is taken back by what takes it back', (action) => {
  const { opposite, wantsMember } = ACTIONS[action];
  expect(ACTIONS[opposite]).toMatchObject({ opposite: action, wantsMember: !wantsMember });
});

it('people are added before they are removed', () => expect(ACTION_NAMES).toEqual(['add', 'remove']));
