import { outcomeTitle } from '../../static/admin-panel/src/removal/outcomeWords';
import type { AppError, Person, RemoveMembersAnswer } from '../../src/contract';
import {
  afterEvent,
  NOTHING_REMOVED,
  type GroupRemoval,
} from '../../static/admin-panel/src/removal/rowState';

const person = (accountId: string): Person => ({
  accountId,
  displayName: accountId.toUpperCase(),
  accountType: 'person',
  deactivated: false,
  guest: false,
});
const ada = person('ada');
const bob = person('bob');
const refused: AppError = { kind: 'permission' };

const answered = (answer: RemoveMembersAnswer, before: GroupRemoval = NOTHING_REMOVED, who = ada) =>
  afterEvent(before, { type: 'answered', person: who, answer });

const stateOf = (removal: GroupRemoval, accountId: string) => removal.rows.get(accountId)?.state;
const failedWith = (error: AppError): RemoveMembersAnswer => ({
  ok: true,
  outcomes: [{ accountId: 'ada', status: 'failed', error }],
});
const lost: AppError = { kind: 'unconfirmed' };
const open = answered({ ok: true, outcomes: [{ accountId: 'ada', status: 'unconfirmed', error: lost }] });

it('a removed person has no row any more and is named above the table', () => {
  const busy = afterEvent(NOTHING_REMOVED, { type: 'removing', person: ada });
  expect(stateOf(busy, 'ada')).toEqual({ status: 'removing' });
  const after = answered({ ok: true, outcomes: [{ accountId: 'ada', status: 'removed' }] }, busy);
  expect(after).toEqual({ rows: new Map(), removed: ada });
});

it('a failure stays on its row, and who was removed before stays said', () => {
  const removed = answered(
    { ok: true, outcomes: [{ accountId: 'bob', status: 'removed' }] },
    NOTHING_REMOVED,
    bob,
  );
  const after = answered(failedWith({ kind: 'unavailable' }), removed);
  expect(stateOf(after, 'ada')).toMatchObject({ status: 'failed' });
  expect(after.removed).toEqual(bob);
});

it('what stopped the removal is said above the table until the next one starts', () => {
  const outcomes = [{ accountId: 'ada', status: 'failed' as const, error: refused }];
  const stopped = answered({ ok: false, error: refused, outcomes });
  expect(stopped.problem).toEqual({ error: refused, during: 'removal' });
  expect(stateOf(stopped, 'ada')).toMatchObject({ status: 'failed' });
  expect(afterEvent(stopped, { type: 'removing', person: bob }).problem).toBeUndefined();
});

it('a refusal that names nobody came before anyone was asked about', () => {
  const after = answered({ ok: false, error: { kind: 'unavailable' } });
  expect(stateOf(after, 'ada')).toEqual({ status: 'notAttempted', error: { kind: 'unavailable' } });
  expect(after.problem).toEqual({ error: { kind: 'unavailable' }, during: 'read' });
  expect(outcomeTitle({ status: 'notAttempted', error: refused })).toContain('nothing was sent');
  expect(stateOf(answered({ ok: true, outcomes: [] }), 'ada')).toEqual({ status: 'notAttempted' });
});

it('a check tells what became of an unconfirmed removal', () => {
  const check = (member: boolean) => afterEvent(open, { type: 'checked', person: ada, member });
  expect(stateOf(check(true), 'ada')).toEqual({ status: 'stillMember' });
  expect(check(false)).toEqual({ rows: new Map(), removed: ada });
});

it.each(['permission', 'signedOut', 'rateLimited', 'groupNotFound', 'unavailable'] as const)(
  'a check that fails with %s leaves it as open as before, and never says that nothing was changed',
  (kind) => {
    const state = stateOf(afterEvent(open, { type: 'checkFailed', person: ada, error: { kind } }), 'ada');
    if (state?.status !== 'checkFailed') throw new Error('The check failed.');
    expect(outcomeTitle(state)).toMatch(/^Still not known\./);
    expect(outcomeTitle(state)).not.toContain('Not removed');
  },
);

it('a server in trouble is not called a refusal', () => {
  expect(outcomeTitle({ status: 'failed', error: { kind: 'unavailable', status: 500 } })).toMatch(
    /^Not confirmed\./,
  );
  expect(outcomeTitle({ status: 'failed', error: { kind: 'userNotFound', status: 404 } })).toMatch(
    /^Not removed\./,
  );
});

it('what was said is read once the list is looked at anew; the rows stay', () => {
  const removed = answered({ ok: true, outcomes: [{ accountId: 'bob', status: 'removed' }] }, open, bob);
  const after = afterEvent(removed, { type: 'messagesRead' });
  expect(after.removed).toBeUndefined();
  expect(stateOf(after, 'ada')).toMatchObject({ status: 'unconfirmed' });
});
