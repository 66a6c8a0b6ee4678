import { wordsOf, wordsOfPlan, wordsOfRun } from '../../../static/admin-panel/src/run/actionWords';

const [removal, addition, addingBack] = [
  wordsOf('remove', false),
  wordsOf('add', false),
  wordsOf('add', true),
];
const run = (add: number, remove: number, groups: number, undoes?: string) =>
  wordsOfRun({
    actions: { add, remove },
    groups: Array.from({ length: groups }, (_, n) => ({ groupId: `g${n}` })),
    ...(undoes !== undefined && { undoes }),
  });

it('are those of the kind of change, and of an undo where that adds', () => {
  expect(run(0, 3, 1)).toBe(removal);
  expect(run(0, 3, 1, 'earlier')).toBe(removal);
  expect(run(3, 0, 1)).toBe(addition);
  expect(run(3, 0, 1, 'earlier')).toBe(addingBack);
});

it.each([
  ['both kinds', run(1, 2, 1)],
  ['several groups', run(0, 3, 2)],
  ['nothing at all', run(0, 0, 1)],
  ['a plan of both', wordsOfPlan({ add: 1, remove: 1 }, 3, true)],
])('speak of changes where a run is about %s', (_, words) => {
  expect(words.did(words.amount(3))).toBe('Made 3 changes in');
  expect(words.doing(words.amount(1))).toBe('Making 1 change in');
});

it('speak of people else', () => {
  expect([removal, addition, addingBack].map((words) => words.doing(words.amount(1)))).toEqual([
    'Removing 1 person from',
    'Adding 1 person to',
    'Adding 1 person back to',
  ]);
  expect([removal, addition, addingBack].map(({ region }) => region)).toEqual([
    'Removal',
    'Addition',
    'Undo',
  ]);
});
