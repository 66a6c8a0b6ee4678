import type { Membership, RunAction } from '../../../src/contract';
import { checkedText } from '../../../static/admin-panel/src/history/check/checked';
import type { CheckEnd } from '../../../static/admin-panel/src/membership/membershipCheck';

const member: Membership = { accountId: 'a', member: true };
const other: Membership = { accountId: 'b', member: false };
const gone: Membership = { accountId: 'c', error: { kind: 'userNotFound' } };
const COMPLETE: CheckEnd = { status: 'complete' };
const STOPPED: CheckEnd = { status: 'stopped' };
const FAILED: CheckEnd = { status: 'failed', error: { kind: 'permission' } };

it.each<[string, RunAction, CheckEnd, number, Membership[]]>([
  ['Checked 3 of 3: 2 removed, 1 still a member.', 'remove', COMPLETE, 3, [other, other, member]],
  ['Checked 2 of 2: 1 added back, 1 still not a member.', 'restore', COMPLETE, 2, [other, member]],
  ['Checked 1 of 1: 1 is an account that Confluence does not know.', 'remove', COMPLETE, 1, [gone]],
  ['Checked 2 of 2: 2 are accounts that Confluence does not know.', 'remove', COMPLETE, 2, [gone, gone]],
  ['Stopped. Checked 1 of 1,200: 1 removed.', 'remove', STOPPED, 1_200, [other]],
  ['Checked 1 of 1: 1 removed.', 'remove', STOPPED, 1, [other]],
  ['Checked 0 of 4.', 'remove', FAILED, 4, []],
])('%s', (text, action, end, count, answers) => {
  expect(checkedText({ end, count, answers }, action)).toBe(text);
});
