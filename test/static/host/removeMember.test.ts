import type { MakeChangesInput, SliceAnswer } from '../../../src/contract';
import { removeMember } from '../../../static/admin-panel/src/host/resolver';

const invoke = jest.fn<Promise<SliceAnswer>, [name: string, input: MakeChangesInput]>();
jest.mock('@forge/bridge', () => ({
  makeInvoke: () => (name: string, input: MakeChangesInput) => invoke(name, input),
}));

beforeEach(() => invoke.mockReset());

const membership = { groupId: 'g', accountId: 'ada' };

it('asks for a run of this removal alone, which ends with it', async () => {
  const answer: SliceAnswer = { ok: true, outcomes: [{ change: 0, outcome: { status: 'done' } }] };
  invoke.mockResolvedValue(answer);
  expect(await removeMember(membership)).toBe(answer);
  expect(invoke.mock.calls).toMatchObject([
    [
      'makeChanges',
      {
        newRun: {
          plan: { blocks: [{ groupId: 'g', action: 'remove', accountIds: ['ada'] }] },
          total: 1,
        },
        changes: [[0, 0]],
        ends: true,
      },
    ],
  ]);
  const [, input] = invoke.mock.calls[0] ?? [];
  expect(input && 'newRun' in input && input.newRun.driver).toMatch(/^[0-9a-zA-Z-]{16,64}$/);
});

it('leaves it open where nothing came back', async () => {
  invoke.mockRejectedValue(new Error('killed'));
  expect(await removeMember(membership)).toEqual({
    ok: true,
    outcomes: [
      { change: 0, outcome: { status: 'unconfirmed', error: { kind: 'unconfirmed', detail: 'killed' } } },
    ],
  });
});
