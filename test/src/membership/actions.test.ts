import type { Change } from '../../../src/contract';
import { ACTION_NAMES, inverseOf, isAddition, isRemoval } from '../../../src/membership/actions';

const change = (action: Change['action']): Change => ({ groupId: 'g', accountId: 'a', action });

it('adding gives a membership and removing takes one away', () => {
  expect(ACTION_NAMES.filter((action) => isAddition({ action }))).toEqual(['add']);
  expect(ACTION_NAMES.filter((action) => isRemoval({ action }))).toEqual(['remove']);
});

it('what takes a change back is of the same person in the same group', () => {
  expect(inverseOf(change('add'))).toEqual(change('remove'));
  expect(inverseOf(change('remove'))).toEqual(change('add'));
});

it('a person’s additions come before their removals', () => {
  expect(ACTION_NAMES).toEqual(['add', 'remove']);
});
