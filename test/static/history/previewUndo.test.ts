import fc from 'fast-check';
import type { RecordedChange } from '../../../src/contract';
import { ACTIONS } from '../../../src/membership/actions';
import {
  isCheaperOneByOne,
  leftOutText,
  membersAmong,
  oppositeOf,
  previewUndo,
  type GroupNow,
} from '../../../static/admin-panel/src/history/undo/previewUndo';
import { wordsOf, wordsOfPlan } from '../../../static/admin-panel/src/run/actionWords';
import { changeOf } from './support/records';

const group = { id: 'g-1', name: 'contractors' };
const now: GroupNow = {
  group,
  ...membersAmong([
    { accountId: 'in', member: true },
    { accountId: 'out', member: false },
    { accountId: 'gone', error: { kind: 'userNotFound' } },
    { accountId: 'odd', error: { kind: 'invalid' } },
  ]),
};
const GROUPS = new Map([['g-1', now]]);
const everyone = (action: RecordedChange['action']) =>
  ['in', 'out', 'gone', 'odd'].map((accountId, n) => changeOf({ index: 10 + n, accountId, action }));

it('adds back whoever is not in the group, and removes whoever is', () => {
  expect(previewUndo(everyone('remove'), GROUPS)).toMatchObject({
    changes: [{ groupId: 'g-1', accountId: 'out', action: 'add' }],
    originals: [11],
    already: 1,
    gone: 1,
    unanswered: 1,
  });
  expect(previewUndo(everyone('add'), GROUPS)).toMatchObject({
    changes: [{ groupId: 'g-1', accountId: 'in', action: 'remove' }],
    originals: [10],
    already: 1,
    gone: 1,
    unanswered: 1,
  });
  const removal = changeOf();
  expect(oppositeOf(removal).action).toBe('add');
  expect(oppositeOf({ ...removal, ...oppositeOf(removal) }).action).toBe('remove');
});

it('leaves out what was done in a group that is gone', () => {
  const changes = [changeOf({ accountId: 'out' }), changeOf({ index: 1, groupId: 'g-2', accountId: 'out' })];
  expect(previewUndo(changes, GROUPS)).toMatchObject({ originals: [0], inDeletedGroups: 1 });
});

it('puts each change into one place, and those to be made in the order of what they take back', () => {
  const change = fc.record({
    groupId: fc.constantFrom('g-1', 'g-2'),
    accountId: fc.constantFrom('in', 'out', 'gone', 'odd', 'other'),
    action: fc.constantFrom('add' as const, 'remove' as const),
  });
  fc.assert(
    fc.property(fc.array(change), (plan) => {
      const recorded = plan.map((one, index) => changeOf({ ...one, index }));
      const { changes, originals, already, gone, unanswered, inDeletedGroups } = previewUndo(
        [...recorded].reverse(),
        GROUPS,
      );
      expect(changes.length + already + gone + unanswered + inDeletedGroups).toBe(recorded.length);
      expect(originals).toEqual([...originals].sort((a, b) => a - b));
      expect(changes).toEqual(originals.map((index) => oppositeOf(recorded[index] ?? changeOf())));
      for (const { accountId, action } of changes) {
        expect(now.members.has(accountId)).toBe(!ACTIONS[action].wantsMember);
      }
    }),
  );
});

it('says who is left out, and why', () => {
  const NOBODY = { already: 0, gone: 0, unanswered: 0, inDeletedGroups: 0 };
  const adding = wordsOf('add', true);
  expect(leftOutText(NOBODY, adding)).toBe('');
  expect(leftOutText({ ...NOBODY, already: 1 }, adding)).toBe('Left out: 1 is in the group already.');
  expect(leftOutText({ ...NOBODY, already: 1_200, gone: 1 }, wordsOf('remove', true))).toBe(
    'Left out: 1,200 are not in the group, Confluence knows no account for 1.',
  );
  const several = wordsOfPlan({ add: 1, remove: 1 }, 2, true);
  expect(leftOutText({ ...NOBODY, already: 1, inDeletedGroups: 2 }, several)).toBe(
    `Left out: 1 is ${several.already}, 2 are in groups that Confluence does not have.`,
  );
});

it('reads the group where that costs less than asking about each', () => {
  expect(isCheaperOneByOne(2_000, 100_250)).toBe(true);
  expect(isCheaperOneByOne(240, 0)).toBe(false);
});
