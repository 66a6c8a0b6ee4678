import type { AppError, Change, ErrorKind } from '../../../src/contract';
import type { ChangeStanding, EndState } from '../../../src/run/runSnapshot';
import { findRetryableChanges } from '../../../static/admin-panel/src/run/retryableChanges';
import { StillClient } from './support/stillClient';

const failed = (kind: ErrorKind): ChangeStanding => ({ status: 'failed', error: { kind } });
const STANDINGS: readonly [groupId: string, standing: ChangeStanding][] = [
  ['a', { status: 'done' }],
  ['a', failed('userNotFound')],
  ['a', failed('unavailable')],
  ['a', failed('rateLimited')],
  ['b', { status: 'notAttempted' }],
  ['b', failed('permission')],
  ['c', failed('invalid')],
  ['c', { status: 'notAttempted' }],
  ['c', failed('notMade')],
  ['c', { status: 'unconfirmed', error: { kind: 'unconfirmed' } }],
  ['c', { status: 'unchanged' }],
];
const changes = STANDINGS.map(([groupId], n): Change => ({ groupId, accountId: `p${n}`, action: 'remove' }));
const client = new StillClient(
  changes,
  STANDINGS.map(([, standing]) => standing),
);
const find = (end: EndState = { name: 'done' }, stopped: { groupId: string; error: AppError }[] = []) =>
  findRetryableChanges({ client }, { stopped }, end);

it('are those that asking again can help', () => {
  expect(find()).toEqual({ failed: [2, 3, 8], notAttempted: [4, 7] });
});

it('are none in a group that an answer stopped which stays', () => {
  const stopped = [
    { groupId: 'b', error: { kind: 'permission' as const } },
    { groupId: 'c', error: { kind: 'unavailable' as const } },
  ];
  expect(find({ name: 'done' }, stopped)).toEqual({ failed: [2, 3, 8], notAttempted: [7] });
});

it.each(['permission', 'scopeMissing', 'unreadable', 'runTaken', 'runNotFound'] as const)(
  'are none once %s has ended the run',
  (kind) => {
    const end: EndState = { name: 'stopped', by: 'error', error: { kind } };
    expect(find(end)).toEqual({ failed: [], notAttempted: [] });
  },
);

it('are all of them after a stop that passes', () => {
  const all = { failed: [2, 3, 8], notAttempted: [4, 7] };
  expect(find({ name: 'stopped', by: 'admin' })).toEqual(all);
  for (const kind of ['signedOut', 'unavailable', 'rateLimited', 'tooManyRuns'] as const) {
    expect(find({ name: 'stopped', by: 'error', error: { kind } })).toEqual(all);
  }
});
