import {
  isCheaperOneByOne,
  leftOutText,
  nowIn,
  oppositeOf,
  previewOf,
} from '../../../static/admin-panel/src/history/undo/preview';

const group = { id: 'g-1', name: 'contractors' };
const now = nowIn([
  { accountId: 'in', member: true },
  { accountId: 'out', member: false },
  { accountId: 'gone', error: { kind: 'userNotFound' } },
]);

it('adds back whoever is not in the group, and removes whoever is', () => {
  const everyone = ['in', 'out', 'gone'];
  expect(previewOf('restore', group, everyone, now)).toMatchObject({
    accountIds: ['out'],
    already: 1,
    gone: 1,
  });
  expect(previewOf('remove', group, everyone, now)).toMatchObject({
    accountIds: ['in'],
    already: 1,
    gone: 1,
  });
  expect(oppositeOf('remove')).toBe('restore');
  expect(oppositeOf(oppositeOf('remove'))).toBe('remove');
});

it('says who is left out, and why', () => {
  const text = (action: 'remove' | 'restore', already: number, gone: number) =>
    leftOutText({ action, group, accountIds: [], already, gone });
  expect(text('restore', 0, 0)).toBe('');
  expect(text('restore', 1, 0)).toBe('Left out: 1 is in the group already.');
  expect(text('remove', 1_200, 1)).toBe('Left out: 1,200 are not in the group any more, 1 no longer exists.');
});

it('reads the group where that costs less than asking about each', () => {
  expect(isCheaperOneByOne(2_000, 100_250)).toBe(true);
  expect(isCheaperOneByOne(240, 0)).toBe(false);
});
