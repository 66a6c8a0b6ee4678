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

it('a removed person has no row any more and is named above the table', () => {
  const busy = afterEvent(NOTHING_REMOVED, { type: 'removing', person: ada });
  expect(busy.rows.get('ada')).toEqual({ status: 'removing' });
  const after = answered({ ok: true, outcomes: [{ accountId: 'ada', status: 'removed' }] }, busy);
  expect(after).toEqual({ rows: new Map(), removed: ada });
});

it('a failure stays on its row while others go on', () => {
  const failed = answered({
    ok: true,
    outcomes: [{ accountId: 'ada', status: 'failed', error: { kind: 'unavailable' } }],
  });
  const after = answered({ ok: true, outcomes: [{ accountId: 'bob', status: 'removed' }] }, failed, bob);
  expect(after.rows.get('ada')).toMatchObject({ status: 'failed' });
  expect(after.removed).toEqual(bob);
});

it('what stopped the removal is said above the table until the next one starts', () => {
  const stopped = answered({
    ok: false,
    error: refused,
    outcomes: [{ accountId: 'ada', status: 'failed', error: refused }],
  });
  expect(stopped.problem).toEqual(refused);
  expect(stopped.rows.get('ada')).toMatchObject({ status: 'failed' });
  expect(afterEvent(stopped, { type: 'removing', person: bob }).problem).toBeUndefined();
});

it('an answer that names nobody failed before anyone was asked about', () => {
  const after = answered({ ok: false, error: { kind: 'invalid' } });
  expect(after.rows.get('ada')).toEqual({ accountId: 'ada', status: 'failed', error: { kind: 'invalid' } });
  expect(answered({ ok: true, outcomes: [] }).rows.get('ada')).toMatchObject({ status: 'notAttempted' });
});

it('a check tells what became of an unconfirmed removal', () => {
  const error: AppError = { kind: 'unconfirmed' };
  const open = answered({ ok: true, outcomes: [{ accountId: 'ada', status: 'unconfirmed', error }] });
  const check = (member: boolean) => afterEvent(open, { type: 'checked', person: ada, member });
  expect(check(true).rows.get('ada')).toEqual({ status: 'stillMember' });
  expect(check(false)).toEqual({ rows: new Map(), removed: ada });
  const failed = afterEvent(open, { type: 'checkFailed', person: ada, error: { kind: 'unavailable' } });
  expect(failed.rows.get('ada')).toMatchObject({ status: 'unconfirmed', error: { kind: 'unavailable' } });
});
