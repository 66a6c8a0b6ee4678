import type { Pace } from '../../../src/contract';
import type { MadeChange } from '../../../src/membership/madeChange';
import { Timeline } from '../../support/timeline';
import { failure, OK, outcomeStatuses, removals, repeat, Slice } from './support/slice';

describe('what passes', () => {
  it.each(['rateLimited', 'unavailable', 'unconfirmed'] as const)('%s is tried five times', async (kind) => {
    const four = new Slice({ p0: repeat(4, failure(kind)) });
    expect(outcomeStatuses(await four.run(removals(1)))).toEqual(['done']);
    const five = new Slice({ p0: repeat(5, failure(kind)) });
    const result = await five.run(removals(1));
    expect(outcomeStatuses(result)).toEqual([kind === 'unconfirmed' ? 'unconfirmed' : 'failed']);
    expect(five.timesOf('p0')).toHaveLength(5);
    expect(result.stoppedBy?.kind).toBe(kind === 'rateLimited' ? kind : undefined);
  });

  it('that was not made, although all that it needs is there, has failed after five times', async () => {
    const refused: MadeChange = { ok: false, error: { kind: 'notMade', status: 404 }, changedNothing: true };
    const four = new Slice({ p0: repeat(4, refused) });
    expect(outcomeStatuses(await four.run(removals(1)))).toEqual(['done']);
    const five = new Slice({ p0: repeat(5, refused) });
    const { outcomes } = await five.run(removals(1));
    expect(outcomes).toMatchObject([
      { outcome: { status: 'failed', error: { kind: 'notMade', status: 404 } } },
    ]);
    expect(five.timesOf('p0')).toHaveLength(5);
  });

  it('is tried again after longer and longer, before changes not asked for yet', async () => {
    const at = new Timeline().now();
    const remove: Pace = { at, rate: 10, tokens: 6, concurrency: 100, blockedMs: 0, latencyMs: 100 };
    const slice = new Slice({ p0: repeat(3, failure('unavailable')) }, { paces: { remove } });
    await slice.run(removals(40));
    const [first = 0, second = 0, third = 0, fourth = 0] = slice.timesOf('p0');
    expect(second - first).toBeGreaterThanOrEqual(100 + 250);
    expect(third - second).toBeGreaterThanOrEqual(100 + 500);
    expect(fourth - third).toBeGreaterThanOrEqual(100 + 1_000);
    expect(slice.starts.at(-1)?.accountId).not.toBe('p0');
  });
});

describe('after an attempt that may have made the change', () => {
  it.each([
    [['unconfirmed', 'permission'], 'unconfirmed', 'unconfirmed'],
    [['unconfirmed', 'groupNotFound'], 'unconfirmed', 'unconfirmed'],
    [['unconfirmed', 'invalid'], 'unconfirmed', 'unconfirmed'],
    [['unavailable', 'invalid'], 'failed', 'unavailable'],
    [['unconfirmed', 'unavailable', 'invalid'], 'unconfirmed', 'unconfirmed'],
    [['unavailable', 'unconfirmed', 'invalid'], 'unconfirmed', 'unconfirmed'],
    [['unconfirmed', 'userNotFound'], 'failed', 'userNotFound'],
    [['rateLimited', 'invalid'], 'failed', 'invalid'],
  ] as const)('%j is %s: %s', async (kinds, status, kind) => {
    const slice = new Slice({ p0: kinds.map((each, n) => failure(each, { detail: `${each} ${n}` })) });
    const { outcomes } = await slice.run(removals(1));
    expect(outcomes).toMatchObject([{ outcome: { status, error: { kind } } }]);
    // The error is the one that says so, not the last that came.
    expect(outcomes).toMatchObject([
      { outcome: { error: { detail: `${kind} ${kinds.lastIndexOf(kind as never)}` } } },
    ]);
  });

  it('one that changed nothing leaves nothing open, and is made again', async () => {
    const nothing: MadeChange = { ok: false, error: { kind: 'unavailable' }, changedNothing: true };
    const never = new Slice({ p0: repeat(9, nothing) });
    expect(outcomeStatuses(await never.run(removals(1)))).toEqual(['notAttempted']);
    expect(never.timesOf('p0')).toHaveLength(5);
    const refused = new Slice({ p0: [nothing, failure('invalid')] });
    expect((await refused.run(removals(1))).outcomes).toMatchObject([
      { outcome: { error: { kind: 'invalid' } } },
    ]);
    const later = new Slice({ p0: [failure('unconfirmed'), nothing, failure('invalid')] });
    expect(outcomeStatuses(await later.run(removals(1)))).toEqual(['unconfirmed']);
  });

  it('a success is one, and so is finding it so already', async () => {
    const lost = [failure('unconfirmed'), failure('unavailable')];
    const done = new Slice({ p0: [...lost, OK] });
    expect(outcomeStatuses(await done.run(removals(1)))).toEqual(['done']);
    const already = new Slice({ p0: [...lost, { ok: true, status: 'unchanged' }] });
    expect(outcomeStatuses(await already.run(removals(1)))).toEqual(['done']);
  });
});
