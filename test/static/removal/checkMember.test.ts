import type { Answer, AppError, CheckedChange, ErrorKind } from '../../../src/contract';
import { checkMember } from '../../../static/admin-panel/src/removal/checkMember';
import { bridge } from '../support/bridge';
import { GroupSite, readsOf } from '../support/groupSite';

const membership = { groupId: 'g', accountId: 'ada' };
const place = { runId: 'r', change: 7 };

/** The record answers as said, Confluence that ada is a member. */
function recordAnswers(answer: Answer<{ checked: CheckedChange[] }> | Error): void {
  bridge.reset();
  bridge.answerConfluence(new GroupSite(['ada']).answer);
  bridge.answerInvocations({
    checkChanges: () => (answer instanceof Error ? Promise.reject(answer) : answer),
  });
}

it('asks about the membership where no run left it open', async () => {
  recordAnswers(new Error('Nobody asks for it.'));
  expect(await checkMember(membership, undefined)).toEqual({ member: true });
  expect(await checkMember({ ...membership, accountId: 'bob' }, undefined)).toEqual({ member: false });
  expect(readsOf()).toEqual(['memberof ada', 'memberof bob']);
  expect(bridge.invocations).toEqual([]);
});

it('asks about the change of the run that left it open, so that its record has the answer', async () => {
  recordAnswers({ ok: true, checked: [{ change: 7, isMember: false }] });
  expect(await checkMember(membership, place)).toEqual({ member: false });
  expect(bridge.invocations).toEqual([['checkChanges', { runId: 'r', changes: [[7, 7]] }]]);
  expect(readsOf()).toEqual([]);
});

it('says what Confluence has against it, or that nothing came back', async () => {
  const error: AppError = { kind: 'rateLimited', limit: 'quota' };
  recordAnswers({ ok: true, checked: [{ change: 7, error }] });
  expect(await checkMember(membership, place)).toEqual({ error });
  recordAnswers({ ok: false, error });
  expect(await checkMember(membership, place)).toEqual({ error });
  recordAnswers(new Error('killed'));
  expect(await checkMember(membership, place)).toEqual({ error: { kind: 'unavailable', detail: 'killed' } });
  expect(readsOf()).toEqual([]);
});

it.each<ErrorKind>(['storage', 'runBusy', 'runTaken', 'runNotFound', 'unreadable'])(
  'asks without the record where that is in the way: %s',
  async (kind) => {
    recordAnswers({ ok: false, error: { kind } });
    expect(await checkMember(membership, place)).toEqual({ member: true });
    expect(bridge.invocations.map(([name]) => name)).toEqual(['checkChanges']);
    expect(readsOf()).toEqual(['memberof ada']);
  },
);

it('asks without the record where that has nothing open', async () => {
  recordAnswers({ ok: true, checked: [] });
  expect(await checkMember(membership, place)).toEqual({ member: true });
});
