import type { AppError, Change, ErrorKind } from '../../../src/contract';
import type { ChangeStanding, EndState } from '../../../src/run/runSnapshot';
import { findRest, findRestOf } from '../../../static/admin-panel/src/run/restOfRun';
import { StillClient } from './support/stillClient';

const failed = (kind: ErrorKind): ChangeStanding => ({ status: 'failed', error: { kind } });
const open = (kind: ErrorKind): ChangeStanding => ({ status: 'unconfirmed', error: { kind } });
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
  ['c', open('unconfirmed')],
  ['c', { status: 'unchanged' }],
  ['c', open('unattributed')],
  ['d', failed('managedExternally')],
  ['d', { status: 'notAttempted' }],
];
const ALL = { left: [4, 7, 9], failed: [2, 3, 5, 8] };
const changes = STANDINGS.map(([groupId], n): Change => ({ groupId, accountId: `p${n}`, action: 'remove' }));
const client = new StillClient(
  changes,
  STANDINGS.map(([, standing]) => standing),
);
const find = (end: EndState = { name: 'done' }, stopped: { groupId: string; error: AppError }[] = []) =>
  findRestOf({ client }, { stopped }, end);

it('is what asking again may make: another admin too, or later', () => {
  expect(find()).toEqual(ALL);
});

it('is the same of the record', () => {
  const recorded = STANDINGS.map(([groupId, standing], index) => ({
    ...{
      index,
      groupId,
      outcome: standing.status === 'waiting' ? ('notAttempted' as const) : standing.status,
    },
    ...('error' in standing && { reason: standing.error.kind }),
  }));
  expect(
    findRest(
      recorded.flatMap((one) => (one.outcome === 'underWay' ? [] : [{ ...one, outcome: one.outcome }])),
    ),
  ).toEqual(ALL);
  expect(findRest([{ index: 3, groupId: 'a', outcome: 'failed' }])).toEqual({ left: [], failed: [3] });
});

it('is nothing in a group that an answer stopped which stays, though no change of it says so', () => {
  const stopped = [
    { groupId: 'c', error: { kind: 'lastAdministrators' as const } },
    { groupId: 'a', error: { kind: 'unavailable' as const } },
    { groupId: 'b', error: { kind: 'permission' as const } },
  ];
  expect(find({ name: 'done' }, stopped)).toEqual({ left: [4], failed: [2, 3, 5] });
});

it.each(['scopeMissing', 'unreadable', 'runTaken', 'runNotFound'] as const)(
  'is nothing once %s has ended the run',
  (kind) => {
    const end: EndState = { name: 'stopped', by: 'error', error: { kind } };
    expect(find(end)).toEqual({ left: [], failed: [] });
  },
);

it('is all of it after a stop that passes', () => {
  expect(find({ name: 'stopped', by: 'admin' })).toEqual(ALL);
  for (const kind of ['signedOut', 'unavailable', 'rateLimited', 'tooManyRuns', 'permission'] as const) {
    expect(find({ name: 'stopped', by: 'error', error: { kind } })).toEqual(ALL);
  }
});
