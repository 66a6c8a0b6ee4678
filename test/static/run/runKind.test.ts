import { changeKindOf, kindOfChanges, runKindOf } from '../../../static/admin-panel/src/run/runKind';

const run = (add: number, remove: number, groups: number, undoes?: string) =>
  runKindOf({
    actions: { add, remove },
    groups: Array.from({ length: groups }, (_, n) => ({ groupId: `g${n}` })),
    ...(undoes !== undefined && { undoes }),
  });

it('is that of the change, and of an undo where that adds', () => {
  expect(run(0, 3, 1)).toBe('remove');
  expect(run(0, 3, 1, 'earlier')).toBe('remove');
  expect(run(3, 0, 1)).toBe('add');
  expect(run(3, 0, 1, 'earlier')).toBe('addBack');
  expect(changeKindOf({ action: 'add' }, false)).toBe('add');
  expect(changeKindOf({ action: 'add' }, true)).toBe('addBack');
  expect(changeKindOf({ action: 'remove' }, true)).toBe('remove');
});

it.each([
  ['both kinds', run(1, 2, 1)],
  ['several groups', run(0, 3, 2)],
  ['nothing at all', run(0, 0, 1)],
  ['a plan of both', kindOfChanges({ add: 1, remove: 1 }, 3, true)],
])('is changes where a run is about %s', (_, kind) => expect(kind).toBe('changes'));
