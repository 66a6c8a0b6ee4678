import type { Change } from '../../../src/contract';
import { partsOf } from '../../../static/admin-panel/src/run/confirm/parts';

const change = (groupId: string, action: Change['action'], accountId: string): Change => ({
  ...{ groupId, accountId, action },
});

it('changes that are to be confirmed are told by kind and group', () => {
  const groups = new Map([['a', { id: 'a', name: 'Alpha' }]]);
  expect(
    partsOf(
      [
        ...[change('a', 'add', 'p'), change('b', 'remove', 'p'), change('a', 'remove', 'q')],
        ...[change('a', 'add', 'r'), change('b', 'remove', 's')],
      ],
      groups,
    ),
  ).toEqual([
    { group: { id: 'a', name: 'Alpha' }, action: 'add', accountIds: ['p', 'r'] },
    { group: { id: 'b', name: 'b' }, action: 'remove', accountIds: ['p', 's'] },
    { group: { id: 'a', name: 'Alpha' }, action: 'remove', accountIds: ['q'] },
  ]);
  expect(partsOf([], groups)).toEqual([]);
});
