import type { Action, CheckedChange, ErrorKind } from '../../../src/contract';
import { changedMemberships, checkedText } from '../../../static/admin-panel/src/history/check/checked';
import type { CheckEnd } from '../../../static/admin-panel/src/membership/membershipCheck';
import { changeOf } from './support/records';

const COMPLETE: CheckEnd = { status: 'complete' };
const STOPPED: CheckEnd = { status: 'stopped' };
const FAILED: CheckEnd = { status: 'failed', error: { kind: 'permission' } };

const TWO_GONE = 'Checked 2 of 2. Found: 2 people Confluence does not know.';

type Found = boolean | ErrorKind;

/** A check of open changes, of which the first ones were answered. */
function check(action: Action, end: CheckEnd, count: number, found: readonly Found[], reason: ErrorKind) {
  const open = Array.from({ length: count }, (_, index) =>
    changeOf({ index, accountId: `p${index}`, action, outcome: 'unconfirmed', reason }),
  );
  const answers = found.map((one, change): CheckedChange =>
    typeof one === 'boolean' ? { change, isMember: one } : { change, error: { kind: one } },
  );
  return { end, open, answers };
}

it.each<[string, Action, CheckEnd, number, readonly Found[]]>([
  ['Checked 3 of 3. Found: 2 removed and 1 still a member.', 'remove', COMPLETE, 3, [false, true, false]],
  ['Checked 3 of 3. Found: 2 removed and 1 still a member.', 'remove', COMPLETE, 3, [true, false, false]],
  ['Checked 2 of 2. Found: 1 added back and 1 still not a member.', 'add', COMPLETE, 2, [false, true]],
  ['Checked 1 of 1. Found: 1 person Confluence does not know.', 'remove', COMPLETE, 1, ['userNotFound']],
  [TWO_GONE, 'remove', COMPLETE, 2, ['userNotFound', 'userNotFound']],
  [
    ...([
      'Checked 3 of 3. Found: 1 person Confluence does not know and 2 that could not be checked.',
    ] as const),
    ...(['remove', COMPLETE, 3, ['invalid', 'userNotFound', 'unavailable']] as const),
  ],
  ['Stopped. Checked 1 of 1,200. Found: 1 removed.', 'remove', STOPPED, 1_200, [false]],
  ['Checked 1 of 1. Found: 1 removed.', 'remove', STOPPED, 1, [false]],
  ['Checked 0 of 4.', 'remove', FAILED, 4, []],
])('%s', (text, action, end, count, found) => {
  expect(checkedText(check(action, end, count, found, 'unconfirmed'), { undoes: 'other' })).toBe(text);
});

it('does not claim what was not written down for the run', () => {
  expect(checkedText(check('remove', COMPLETE, 2, [false, true], 'unrecorded'), {})).toBe(
    'Checked 2 of 2. Found: 1 not in the group now (who removed them is not known) and 1 still a member.',
  );
});

it('tells of the memberships that are as wanted, by group and kind of change, and of no others', () => {
  const open = [
    changeOf({ index: 2, accountId: 'a', outcome: 'unconfirmed', reason: 'unconfirmed' }),
    changeOf({ index: 3, accountId: 'b', outcome: 'unconfirmed', reason: 'unconfirmed' }),
    changeOf({ index: 5, accountId: 'c', outcome: 'failed', reason: 'unavailable' }),
    changeOf({ index: 6, accountId: 'd', action: 'add', outcome: 'unconfirmed', reason: 'unrecorded' }),
    changeOf({ index: 7, accountId: 'e', groupId: 'g-2', outcome: 'unconfirmed', reason: 'unrecorded' }),
    changeOf({ index: 8, accountId: 'f', outcome: 'unconfirmed', reason: 'unrecorded' }),
  ];
  const answers: CheckedChange[] = [
    { change: 2, isMember: false },
    { change: 3, isMember: true },
    { change: 5, isMember: false },
    { change: 6, isMember: true },
    { change: 7, isMember: false },
    { change: 8, error: { kind: 'userNotFound' } },
  ];
  expect(changedMemberships({ end: COMPLETE, open, answers })).toEqual([
    { groupId: 'g-1', action: 'remove', accountIds: ['a', 'c'], since: 0 },
    { groupId: 'g-1', action: 'add', accountIds: ['d'], since: 0 },
    { groupId: 'g-2', action: 'remove', accountIds: ['e'], since: 0 },
  ]);
});
