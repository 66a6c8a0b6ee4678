import {
  collectPerTurn,
  oncePerTurn,
  refreshAfter,
  type MembershipsChanged,
  type ShownMemberships,
} from '../../../static/admin-panel/src/memberships/refreshAfter';

/** What a change has brought up to date, in order. */
function refreshed(changed: MembershipsChanged): [name: string, ...args: unknown[]][] {
  const calls: [string, ...unknown[]][] = [];
  const tell =
    (name: string) =>
    (...args: unknown[]) =>
      void calls.push([name, ...args]);
  const shown: ShownMemberships = {
    remember: tell('remember'),
    supersedeOutcomes: tell('supersedeOutcomes'),
    forgetMembers: tell('forgetMembers'),
    reloadMembers: tell('reloadMembers'),
    refreshGroupsOf: tell('refreshGroupsOf'),
    refreshHistory: tell('refreshHistory'),
  };
  refreshAfter(changed, shown);
  return calls;
}

it('takes removed people out of the list, and knows from then on that they are no members', () => {
  expect(refreshed({ groupId: 'g', action: 'remove', accountIds: ['a', 'b'], since: 5 })).toEqual([
    ['refreshHistory'],
    ['remember', 'g', ['a', 'b'], false],
    ['supersedeOutcomes', 'g', ['a', 'b']],
    ['refreshGroupsOf', ['a', 'b']],
    ['forgetMembers', 'g', ['a', 'b'], 5],
  ]);
});

it('reads the list anew where people were added, for where they stand in it is not known', () => {
  expect(refreshed({ groupId: 'g', action: 'add', accountIds: ['a'], since: 5 })).toEqual([
    ['refreshHistory'],
    ['remember', 'g', ['a'], true],
    ['supersedeOutcomes', 'g', ['a']],
    ['refreshGroupsOf', ['a']],
    ['reloadMembers', 'g'],
  ]);
});

it('takes no list for mixed where nothing is said of when it began', () => {
  const [, , , , forgotten] = refreshed({ groupId: 'g', action: 'remove', accountIds: ['a'] });
  expect(forgotten).toEqual(['forgetMembers', 'g', ['a'], Infinity]);
});

it('has only the history read anew where nobody changed', () => {
  expect(refreshed({ groupId: 'g', action: 'remove', accountIds: [] })).toEqual([['refreshHistory']]);
});

it('does at once, and once, what many changes told together ask for', async () => {
  const refresh = vi.fn();
  const refreshOnce = oncePerTurn(refresh);
  for (let group = 0; group < 200; group += 1) refreshOnce();
  expect(refresh).toHaveBeenCalledTimes(1);
  await Promise.resolve();
  refreshOnce();
  expect(refresh).toHaveBeenCalledTimes(2);
});

it('collects what many changes tell of the same people, and acts on each person once', async () => {
  const refresh = vi.fn();
  const tell = collectPerTurn<string>(refresh);
  tell([]);
  tell(['a', 'b']);
  tell(['b', 'c']);
  expect(refresh).not.toHaveBeenCalled();
  await Promise.resolve();
  tell(['a']);
  await Promise.resolve();
  expect(refresh.mock.calls).toEqual([[['a', 'b', 'c']], [['a']]]);
});
