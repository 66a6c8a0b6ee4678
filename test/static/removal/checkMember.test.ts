import type { Answer, AppError, CheckedChange, ErrorKind } from '../../../src/contract';
import { checkMember } from '../../../static/admin-panel/src/removal/checkMember';

const invoke = jest.fn<Promise<Answer<object>>, [name: string, input: unknown]>();
jest.mock('../../../static/admin-panel/src/host/resolver', () => ({
  invoke: (name: string, input: unknown) => invoke(name, input),
}));

beforeEach(() => invoke.mockReset());

const membership = { groupId: 'g', accountId: 'ada' };
const place = { runId: 'r', change: 7 };

/** The record answers as said, Confluence that ada is a member. */
function recordAnswers(answer: Answer<{ checked: CheckedChange[] }> | Error): void {
  invoke.mockImplementation((name) => {
    if (name === 'checkMembership') return Promise.resolve({ ok: true, member: true });
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
}
const asked = () => invoke.mock.calls.map(([name]) => name);

it('asks about the membership where no run left it open', async () => {
  recordAnswers(new Error('Nobody asks for it.'));
  expect(await checkMember(membership, undefined)).toEqual({ member: true });
  expect(invoke.mock.calls).toEqual([['checkMembership', membership]]);
});

it('asks about the change of the run that left it open, so that its record has the answer', async () => {
  recordAnswers({ ok: true, checked: [{ change: 7, isMember: false }] });
  expect(await checkMember(membership, place)).toEqual({ member: false });
  expect(invoke.mock.calls).toEqual([['checkChanges', { runId: 'r', changes: [[7, 7]] }]]);
});

it('says what Confluence has against it, or that nothing came back', async () => {
  const error: AppError = { kind: 'rateLimited', limit: 'quota' };
  recordAnswers({ ok: true, checked: [{ change: 7, error }] });
  expect(await checkMember(membership, place)).toEqual({ error });
  recordAnswers({ ok: false, error });
  expect(await checkMember(membership, place)).toEqual({ error });
  recordAnswers(new Error('killed'));
  expect(await checkMember(membership, place)).toEqual({ error: { kind: 'unavailable', detail: 'killed' } });
  expect(asked()).toEqual(['checkChanges', 'checkChanges', 'checkChanges']);
});

it.each<ErrorKind>(['storage', 'runBusy', 'runTaken', 'runNotFound', 'unreadable'])(
  'asks without the record where that is in the way: %s',
  async (kind) => {
    recordAnswers({ ok: false, error: { kind } });
    expect(await checkMember(membership, place)).toEqual({ member: true });
    expect(asked()).toEqual(['checkChanges', 'checkMembership']);
  },
);

it('asks without the record where that has nothing open', async () => {
  recordAnswers({ ok: true, checked: [] });
  expect(await checkMember(membership, place)).toEqual({ member: true });
});
