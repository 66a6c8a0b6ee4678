import type { Action } from '../../../src/contract';
import { followsActions, proposeChoice } from '../../../static/admin-panel/src/files/proposeChoice';

const GROUP = { id: 'g', name: 'contractors' };
const ofGroup = { id: 'g', count: 2 };
const other = { name: 'design', count: 1 };
const NONE: readonly Action[] = [];

describe('what is proposed', () => {
  it.each([
    ['to remove where no row says what to do', GROUP, [ofGroup, other], NONE, 'group remove'],
    ['what all rows say', GROUP, [], ['add'], 'group add'],
    ['what all rows say for the group', GROUP, [ofGroup], ['add'], 'group add'],
    ['what each row says, where they differ', GROUP, [ofGroup], ['add', 'remove'], 'file byRow'],
    ['what each row says, where one is about another group', GROUP, [ofGroup, other], ['add'], 'file byRow'],
    ['what each row says, where all are about another group', GROUP, [other], ['remove'], 'file byRow'],
    ['to remove where rows differ and name no group', GROUP, [], ['add', 'remove'], 'group remove'],
    ['what all rows say, at home', undefined, [], ['add'], 'chosen add'],
    ['what each row says, at home', undefined, [ofGroup], ['add'], 'file byRow'],
  ] as const)('is %s', (...[, group, groups, actions, proposed]) => {
    const { where, wanted } = proposeChoice(group, groups, new Set(actions));
    expect(`${where} ${wanted}`).toBe(proposed);
  });
});

it('follows the file where it is done what its rows say', () => {
  const follows = (choice: Parameters<typeof followsActions>[0], ...actions: Action[]) =>
    followsActions(choice, new Set(actions));
  expect(follows({ where: 'group', wanted: 'add' }, 'add')).toBe(true);
  expect(follows({ where: 'group', wanted: 'remove' }, 'add')).toBe(false);
  expect(follows({ where: 'group', wanted: 'add' }, 'add', 'remove')).toBe(false);
  expect(follows({ where: 'group', wanted: 'equal' }, 'add')).toBe(false);
  expect(follows({ where: 'file', wanted: 'byRow' }, 'add', 'remove')).toBe(true);
  expect(follows({ where: 'chosen', wanted: 'byRow' }, 'add')).toBe(false);
});
