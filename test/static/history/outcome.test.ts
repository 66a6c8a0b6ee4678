import type { ErrorKind, RecordedPerson } from '../../../src/contract';
import {
  isUndoable,
  outcomeOf,
  outcomesAmong,
  outcomesIn,
  withOutcome,
} from '../../../static/admin-panel/src/history/outcome';

const person = (over: Partial<RecordedPerson> = {}): RecordedPerson => ({
  accountId: 'somebody',
  status: 'done',
  ...over,
});

it.each<[string, string, Partial<RecordedPerson>]>([
  ['Removed', 'Added back', {}],
  ['Removed, added back since', 'Added back, removed since', { undone: true }],
  ['Failed', 'Failed', { status: 'failed', reason: 'userNotFound' }],
  ['Not confirmed', 'Not confirmed', { status: 'unconfirmed', reason: 'unconfirmed' }],
  ['Not attempted', 'Not attempted', { status: 'notAttempted' }],
  ['Still a member', 'Still not a member', { status: 'notChanged' }],
])('says %s, or of a run that puts back %s', (removal, restoring, over) => {
  expect(outcomeOf(person(over), 'remove').title).toBe(removal);
  expect(outcomeOf(person(over), 'restore').title).toBe(restoring);
});

it('gives the reason in words, for every kind of error', () => {
  const kinds: ErrorKind[] = [
    'permission',
    'userNotFound',
    'rateLimited',
    'unavailable',
    'storage',
    'runTaken',
  ];
  for (const reason of kinds) {
    const { details } = outcomeOf(person({ status: 'failed', reason }), 'restore');
    expect(details).toMatch(/^[A-Z]/);
    expect(details).not.toContain(reason);
  }
  expect(outcomeOf(person({ status: 'failed' }), 'remove').details).toBe('');
});

it('takes back only a change that was made and stands', () => {
  const all = (['done', 'failed', 'unconfirmed', 'notAttempted', 'notChanged'] as const).map((status) =>
    person({ status }),
  );
  expect(all.filter(isUndoable).map(({ status }) => status)).toEqual(['done']);
  expect(isUndoable(person({ undone: true }))).toBe(false);
});

it('counts people by outcome, and shows those who have one', () => {
  const people = [
    person({ accountId: 'a' }),
    person({ accountId: 'b', status: 'failed', reason: 'userNotFound' }),
    person({ accountId: 'c', undone: true }),
    person({ accountId: 'd' }),
  ];
  expect(outcomesAmong(people, 'remove')).toEqual([
    { filter: 'done', title: 'Removed', count: 2 },
    { filter: 'failed', title: 'Failed', count: 1 },
    { filter: 'undone', title: 'Removed, added back since', count: 1 },
  ]);
  expect(withOutcome(people, 'all')).toBe(people);
  expect(withOutcome(people, 'done').map(({ accountId }) => accountId)).toEqual(['a', 'd']);
  expect(withOutcome(people, 'undone').map(({ accountId }) => accountId)).toEqual(['c']);
});

it('counts a run of which not everyone is read by its own counts', () => {
  const counts = { done: 49_000, failed: 1_000, unconfirmed: 0, notAttempted: 0 };
  expect(outcomesIn(counts, [person()], 'remove')).toEqual([
    { filter: 'done', title: 'Removed', count: 49_000 },
    { filter: 'failed', title: 'Failed', count: 1_000 },
  ]);
  const since = [person({ undone: true }), person({ status: 'notChanged' })];
  expect(outcomesIn({ ...counts, failed: 0 }, since, 'remove')).toEqual([
    { filter: 'done', title: 'Removed', count: 49_000 },
    { filter: 'undone', title: 'Removed, added back since' },
    { filter: 'notChanged', title: 'Still a member' },
  ]);
});
