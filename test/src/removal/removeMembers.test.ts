import type { AppError } from '../../../src/contract';
import { removeMembers } from '../../../src/removal/removeMembers';

const MINUTE = 60_000;
const ok = () => Promise.resolve({ ok: true as const });
const refuse = (error: AppError) => () => Promise.resolve({ ok: false as const, error });

it('asks for one person after the other, in the order given', async () => {
  const asked: string[] = [];
  const answer = await removeMembers(['c', 'a', 'b'], {
    remove: (accountId) => {
      asked.push(accountId);
      return ok();
    },
    timeLeftMs: () => MINUTE,
  });
  expect(asked).toEqual(['c', 'a', 'b']);
  expect(answer).toEqual({
    ok: true,
    outcomes: asked.map((accountId) => ({ accountId, status: 'removed' })),
  });
});

it('starts nobody when under 5 s remain, and says so of each', async () => {
  const times = [6_000, 5_000, 4_999, 4_000];
  const answer = await removeMembers(['a', 'b', 'c', 'd'], {
    remove: ok,
    timeLeftMs: () => times.shift() ?? 0,
  });
  expect(answer.outcomes?.map(({ status }) => status)).toEqual([
    'removed',
    'removed',
    'removed',
    'notAttempted',
  ]);
});

it('tries the first person however little time is left', async () => {
  const answer = await removeMembers(['a', 'b'], { remove: ok, timeLeftMs: () => 0 });
  expect(answer.outcomes?.map(({ status }) => status)).toEqual(['removed', 'notAttempted']);
});

it.each(['permission', 'groupNotFound', 'signedOut', 'scopeMissing', 'rateLimited'] as const)(
  'stops at %s, which concerns everyone',
  async (kind) => {
    const answer = await removeMembers(['a', 'b'], { remove: refuse({ kind }), timeLeftMs: () => MINUTE });
    expect(answer).toEqual({
      ok: false,
      error: { kind },
      outcomes: [
        { accountId: 'a', status: 'failed', error: { kind } },
        { accountId: 'b', status: 'notAttempted' },
      ],
    });
  },
);

it.each(['userNotFound', 'invalid', 'unavailable', 'unconfirmed'] as const)(
  'goes on after %s, which concerns one person',
  async (kind) => {
    const answer = await removeMembers(['a', 'b'], { remove: refuse({ kind }), timeLeftMs: () => MINUTE });
    const status = kind === 'unconfirmed' ? 'unconfirmed' : 'failed';
    expect(answer).toEqual({
      ok: true,
      outcomes: ['a', 'b'].map((accountId) => ({ accountId, status, error: { kind } })),
    });
  },
);
