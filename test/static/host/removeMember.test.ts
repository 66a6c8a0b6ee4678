import type { SliceAnswer } from '../../../src/contract';
import { removeMember } from '../../../static/admin-panel/src/host/invokeResolver';
import { bridge } from '../support/bridge';

beforeEach(() => bridge.reset());

const GROUP = { id: 'g', name: 'contractors' };

it('asks for a run of this removal alone, which ends with it', async () => {
  const answer: SliceAnswer = { ok: true, outcomes: [{ change: 0, outcome: { status: 'done' } }] };
  bridge.answerInvocations({ makeChanges: () => answer });
  expect(await removeMember(GROUP, 'ada')).toEqual(answer);
  expect(bridge.invocations).toEqual([
    [
      'makeChanges',
      {
        newRun: {
          driver: expect.stringMatching(/^[0-9a-zA-Z-]{16,64}$/) as string,
          plan: {
            blocks: [{ groupId: 'g', action: 'remove', accountIds: ['ada'] }],
            groups: [GROUP],
          },
          total: 1,
        },
        changes: [[0, 0]],
        ends: true,
      },
    ],
  ]);
});

it('leaves it open where nothing came back', async () => {
  bridge.answerInvocations({ makeChanges: () => Promise.reject(new Error('killed')) });
  expect(await removeMember(GROUP, 'ada')).toEqual({
    ok: true,
    outcomes: [
      { change: 0, outcome: { status: 'unconfirmed', error: { kind: 'unconfirmed', detail: 'killed' } } },
    ],
  });
});
