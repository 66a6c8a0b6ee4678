import type { AppError, Outcome, Person, SliceAnswer } from '../../../src/contract';
import { outcomeTitle } from '../../../static/admin-panel/src/removal/outcomeWords';
import {
  afterEvent,
  NOTHING_REMOVED,
  type GroupRemoval,
} from '../../../static/admin-panel/src/removal/rowState';

const person = (accountId: string): Person => ({
  accountId,
  displayName: accountId.toUpperCase(),
  accountType: 'person',
  lacksAccess: false,
  guest: false,
});
const ada = person('ada');
const bob = person('bob');
const refused: AppError = { kind: 'permission' };

const answered = (answer: SliceAnswer, before: GroupRemoval = NOTHING_REMOVED, who = ada) =>
  afterEvent(before, { type: 'answered', person: who, answer });

const stateOf = (removal: GroupRemoval, accountId: string) => removal.rows.get(accountId)?.state;
const became = (outcome: Outcome): SliceAnswer => ({ ok: true, outcomes: [{ change: 0, outcome }] });
const failedWith = (error: AppError) => became({ status: 'failed', error });
const DONE = became({ status: 'done' });
const lost: AppError = { kind: 'unconfirmed' };
const open = answered(became({ status: 'unconfirmed', error: lost }));

it('a removed person has no row any more and is named above the table', () => {
  const busy = afterEvent(NOTHING_REMOVED, { type: 'removing', person: ada });
  expect(stateOf(busy, 'ada')).toEqual({ status: 'removing' });
  expect(answered(DONE, busy)).toEqual({ rows: new Map(), left: { person: ada, how: 'removed' } });
});

it('who was removed is named with the run that can be taken back', () => {
  const run = { runId: 'r', driver: 'd', next: 2 };
  expect(answered({ ...DONE, run }).left).toEqual({ person: ada, how: 'removed', runId: 'r' });
  const unsure = answered({ ...became({ status: 'unconfirmed', error: lost }), run });
  const checked = afterEvent(unsure, { type: 'checked', person: ada, member: false });
  expect(checked.left).toEqual({ person: ada, how: 'removed', runId: 'r' });
});

it('a failure stays on its row, and who was removed before stays said', () => {
  const removed = answered(DONE, NOTHING_REMOVED, bob);
  const after = answered(failedWith({ kind: 'unavailable' }), removed);
  expect(stateOf(after, 'ada')).toMatchObject({ status: 'failed' });
  expect(after.left).toEqual({ person: bob, how: 'removed' });
});

it('somebody who was not in the group any more leaves the list as well, and it is not said that they were removed', () => {
  const busy = afterEvent(NOTHING_REMOVED, { type: 'removing', person: ada });
  const after = answered(became({ status: 'unchanged' }), busy);
  expect(after).toEqual({ rows: new Map(), left: { person: ada, how: 'gone' } });
});

it.each<[string, SliceAnswer]>([
  ['in everything', { ok: false, error: refused, outcomes: failedWith(refused).outcomes ?? [] }],
  ['in the group', { ...failedWith(refused), stopped: [{ groupId: 'g', error: refused }] }],
])('what stopped the removal, %s, is said until the next one starts', (_, answer) => {
  const stopped = answered(answer);
  expect(stopped.problem).toEqual({ error: refused, during: 'removal' });
  expect(stateOf(stopped, 'ada')).toMatchObject({ status: 'failed' });
  expect(afterEvent(stopped, { type: 'removing', person: bob }).problem).toBeUndefined();
});

it('what kept the removal from being asked for is said of the row, and above the table', () => {
  const error: AppError = { kind: 'lastAdministrators' };
  const after = answered({ ...became({ status: 'notAttempted' }), stopped: [{ groupId: 'g', error }] });
  expect(stateOf(after, 'ada')).toEqual({ status: 'notAttempted', error });
  expect(after.problem).toEqual({ error, during: 'read' });
});

it('what could not be written of a removal that was made is said above the table', () => {
  const error: AppError = { kind: 'storage' };
  const after = answered({ ...DONE, ok: false, error });
  expect(after.left).toEqual({ person: ada, how: 'removed' });
  expect(after.problem).toEqual({ error, during: 'removal' });
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
  expect(check(false)).toEqual({ rows: new Map(), left: { person: ada, how: 'removed' } });
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

it('what stopped a removal is not said any more once it was read; all else is', () => {
  const removed = answered(DONE, NOTHING_REMOVED, bob);
  const stopped = answered(
    { ok: false, error: refused, outcomes: failedWith(refused).outcomes ?? [] },
    removed,
  );
  expect(stopped.problem).toBeDefined();
  const { problem, ...rest } = afterEvent(stopped, { type: 'problemRead' });
  expect(problem).toBeUndefined();
  expect(rest).toEqual({ rows: stopped.rows, left: stopped.left });
});

it('what was said is read once the list is looked at anew; the rows stay', () => {
  const removed = answered(DONE, open, bob);
  const after = afterEvent(removed, { type: 'messagesRead' });
  expect(after.left).toBeUndefined();
  expect(stateOf(after, 'ada')).toMatchObject({ status: 'unconfirmed' });
});

it('the answers of checks belong to the run that left it open, until the next removal', () => {
  const run = { runId: 'r', driver: 'd', next: 2 };
  const runIdOf = (removal: GroupRemoval) => removal.rows.get('ada')?.runId;
  let state = answered({ ...became({ status: 'unconfirmed', error: lost }), run });
  expect(runIdOf(state)).toBe('r');
  state = afterEvent(state, { type: 'checking', person: ada });
  state = afterEvent(state, { type: 'checkFailed', person: ada, error: refused });
  state = afterEvent(state, { type: 'checked', person: ada, member: true });
  expect(runIdOf(state)).toBe('r');
  state = afterEvent(state, { type: 'removing', person: ada });
  state = answered(became({ status: 'unconfirmed', error: lost }), state);
  expect(runIdOf(state)).toBeUndefined();
});
