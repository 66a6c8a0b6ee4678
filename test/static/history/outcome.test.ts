import type { ErrorKind, RecordedChange } from '../../../src/contract';
import {
  countReasons,
  outcomesAmong,
  outcomesOfRun,
  outcomeWords,
  withOutcome,
} from '../../../static/admin-panel/src/history/outcome';
import { changeOf } from './support/records';

const REMOVAL = 'remove';

it.each<[removal: string, addition: string, undo: string, Partial<RecordedChange>]>([
  ['Removed', 'Added', 'Added back', {}],
  [
    ...(['Removed, added back since', 'Added, removed since', 'Added back, removed since'] as const),
    { undone: true },
  ],
  ['Failed', 'Failed', 'Failed', { outcome: 'failed', reason: 'userNotFound' }],
  ...(['unconfirmed', 'unrecorded', 'unattributed'] as const).map(
    (reason): [string, string, string, Partial<RecordedChange>] => [
      ...(['Not confirmed', 'Not confirmed', 'Not confirmed'] as const),
      { outcome: 'unconfirmed', reason },
    ],
  ),
  ['Not removed yet', 'Not added yet', 'Not added back yet', { outcome: 'notAttempted' }],
  [
    ...(['Still a member', 'Still not a member', 'Still not a member'] as const),
    { outcome: 'failed', reason: 'notMade' },
  ],
])(
  'says %s, or of an addition %s, or of one that takes a removal back %s',
  (removal, addition, undo, over) => {
    expect(outcomeWords(changeOf(over), false).title).toBe(removal);
    expect(outcomeWords(changeOf({ ...over, action: 'add' }), false).title).toBe(addition);
    expect(outcomeWords(changeOf({ ...over, action: 'add' }), true).title).toBe(undo);
  },
);

it('says of what needed no change how it was', () => {
  const unchanged = changeOf({ outcome: 'unchanged' });
  expect(outcomeWords(unchanged, false)).toEqual({ title: 'Was not in the group', details: '' });
  expect(outcomeWords({ ...unchanged, action: 'add' }, false).title).toBe('Was in the group already');
});

it('gives the reason in words, for every kind of error', () => {
  const kinds: ErrorKind[] = [
    'permission',
    'userNotFound',
    'rateLimited',
    'unavailable',
    'unrecorded',
    'lastAdministrators',
    'storage',
    'runTaken',
  ];
  for (const reason of kinds) {
    const { details } = outcomeWords(changeOf({ outcome: 'failed', reason, action: 'add' }), true);
    expect(details).toMatch(/^[A-Z]/);
    expect(details).not.toContain(reason);
  }
  expect(outcomeWords(changeOf({ outcome: 'failed' }), false).details).toBe('');
  expect(outcomeWords(changeOf({ outcome: 'failed', reason: 'notMade' }), false).details).toBe('');
});

it('says how it is now where it is not known who made it so', () => {
  const change = changeOf({ outcome: 'unconfirmed', reason: 'unattributed' });
  expect(outcomeWords(change, false).details).toBe(
    'Not in the group now; whether this change did it is not known',
  );
  expect(outcomeWords({ ...change, action: 'add' }, true).details).toBe(
    'In the group now; whether this change did it is not known',
  );
});

it('counts changes by outcome, and shows those that have one', () => {
  const changes = [
    changeOf({ accountId: 'a' }),
    changeOf({ accountId: 'b', outcome: 'failed', reason: 'userNotFound' }),
    changeOf({ accountId: 'c', undone: true }),
    changeOf({ accountId: 'd' }),
    changeOf({ accountId: 'e', outcome: 'failed', reason: 'notMade' }),
  ];
  expect(outcomesAmong(changes, REMOVAL)).toEqual([
    { filter: 'done', title: 'Removed', count: 2 },
    { filter: 'failed', title: 'Failed', count: 1 },
    { filter: 'undone', title: 'Removed, added back since', count: 1 },
    { filter: 'notMade', title: 'Still a member', count: 1 },
  ]);
  expect(withOutcome(changes, 'all')).toBe(changes);
  expect(withOutcome(changes, 'done').map(({ accountId }) => accountId)).toEqual(['a', 'd']);
  expect(withOutcome(changes, 'undone').map(({ accountId }) => accountId)).toEqual(['c']);
  expect(withOutcome(changes, 'failed').map(({ accountId }) => accountId)).toEqual(['b']);
  expect(withOutcome(changes, 'notMade').map(({ accountId }) => accountId)).toEqual(['e']);
});

it('has words for the outcomes of changes of both kinds', () => {
  const changes = [changeOf(), changeOf({ index: 1, action: 'add' })];
  const [made] = outcomesAmong(changes, 'changes');
  expect(made).toEqual({ filter: 'done', title: 'Made', count: 2 });
});

it('counts a run of which not everything is read by its own counts', () => {
  const counts = { done: 49_000, unchanged: 0, failed: 1_000, unconfirmed: 0, notAttempted: 0 };
  expect(outcomesOfRun(counts, [changeOf()], REMOVAL)).toEqual([
    { filter: 'done', title: 'Removed', count: 49_000 },
    { filter: 'failed', title: 'Failed', count: 1_000 },
  ]);
  const since = [changeOf({ undone: true }), changeOf({ outcome: 'failed', reason: 'notMade' })];
  expect(outcomesOfRun({ ...counts, failed: 0, unchanged: 7 }, since, REMOVAL)).toEqual([
    { filter: 'done', title: 'Removed', count: 49_000 },
    { filter: 'unchanged', title: 'Was not in the group', count: 7 },
    { filter: 'undone', title: 'Removed, added back since' },
    { filter: 'notMade', title: 'Still a member' },
  ]);
});

it('counts why changes failed or are not confirmed, the most frequent reason first', () => {
  const changes = [
    changeOf(),
    changeOf({ outcome: 'notAttempted' }),
    changeOf({ outcome: 'failed', reason: 'unavailable' }),
    changeOf({ outcome: 'failed', reason: 'unavailable' }),
    changeOf({ outcome: 'unchanged', action: 'add' }),
    changeOf({ outcome: 'failed', reason: 'notMade' }),
  ];
  expect(countReasons(changes, false)).toEqual([
    { words: { title: 'Failed', details: 'No usable answer from Confluence' }, count: 2 },
    { words: { title: 'Still a member', details: '' }, count: 1 },
  ]);
});
