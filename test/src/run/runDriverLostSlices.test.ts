import type { RunEvent } from '../../../src/contract';
import { outcomesOf, placesUpTo } from './support/changes';
import { History, TICKET } from './support/history';
import { allDone, failed, lost, NONE, paces, SLICE_MS, Stage } from './support/stage';

describe('an invocation of which nothing comes back', () => {
  it('is asked again after a while, with fewer changes', async () => {
    const stage = new Stage({ script: (input, n) => (n === 0 ? lost() : allDone(input, n)) });
    await stage.pass(SLICE_MS + 499);
    expect(stage.asked).toHaveLength(1);
    await stage.pass(SLICE_MS * 20);
    expect(stage.places[1]).toEqual(placesUpTo(12));
    expect(stage.counts.done).toBe(60);
  });

  it('four times in a row leaves its changes open, eight times ends the run', async () => {
    const history = new History().next('startRun', { ok: false, error: { kind: 'permission' } });
    const stage = new Stage({ script: lost, history });
    await stage.pass(600_000);
    expect(stage.asked).toHaveLength(8);
    expect(stage.state).toMatchObject({ name: 'stopped', by: 'error', error: { kind: 'unrecorded' } });
    // 25 were in the first, lost one: of none of them is anything known.
    expect(stage.counts).toEqual({ ...NONE, unconfirmed: 25, notAttempted: 35 });
  });

  it('four times in a row ends the run with that, however well the others go', async () => {
    const stage = new Stage({
      script: (input, n) => (n < 4 ? lost() : allDone(input, n)),
      history: new History().next('endRun', {
        ok: true,
        missed: [{ kind: 'slice', actorId: 'a', changes: [[0, 9]] }],
      }),
    });
    await stage.pass(600_000);
    expect(stage.state).toMatchObject({ name: 'stopped', by: 'error', error: { kind: 'unrecorded' } });
    expect(stage.counts.left).toBe(0);
    expect(stage.counts.done).toBeGreaterThanOrEqual(50);
  });

  it('makes a later refusal open where it may have made the change', async () => {
    const stage = new Stage({
      script: (input, n) => {
        if (n === 0) return lost();
        const missed: RunEvent[] = [{ kind: 'slice', actorId: 'a', changes: [[0, 24]] }];
        if (n === 1) return { ok: true, run: TICKET, missed };
        return {
          ...{ ok: true, paces },
          outcomes: outcomesOf(input, (change) =>
            failed({ kind: change === 1 ? 'userNotFound' : 'invalid' }),
          ),
        };
      },
    });
    await stage.pass(60_000);
    expect(stage.run.standingOf(0)).toMatchObject({ status: 'unconfirmed', error: { kind: 'unrecorded' } });
    expect(stage.run.standingOf(1)).toMatchObject({ status: 'failed', error: { kind: 'userNotFound' } });
    expect(stage.run.standingOf(59)).toMatchObject({ status: 'failed', error: { kind: 'invalid' } });
  });

  it('leaves nothing open where the history says that it did nothing', async () => {
    const stage = new Stage({
      script: (input, n) =>
        n === 0
          ? lost()
          : { ok: true, paces, outcomes: outcomesOf(input, () => failed({ kind: 'invalid' })) },
    });
    await stage.pass(60_000);
    expect(stage.counts).toEqual({ ...NONE, failed: 60 });
    expect(stage.run.openChanges()).toEqual([]);
  });

  it('has what it did taken from the history, and nothing of it is asked for again', async () => {
    const missed: RunEvent = {
      ...{ kind: 'slice', actorId: 'a', changes: [[0, 24]] },
      outcomes: placesUpTo(25).map((n) => ({ status: n < 20 ? 'done' : 'notAttempted' })),
    };
    const stage = new Stage({
      script: (input, n) => {
        if (n === 0) return lost();
        return n === 1 ? { ok: true, run: TICKET, missed: [missed] } : allDone(input, n);
      },
    });
    await stage.pass(60_000);
    expect(stage.counts.done).toBe(60);
    expect(stage.places.slice(2).flat()).toEqual(placesUpTo(60).slice(20));
  });
});

it('retries leave nothing behind: the queue holds each change once', async () => {
  const stage = new Stage({
    script: (_, n) => (n < 400 && n % 3 !== 2 ? lost() : { ok: true, outcomes: [], paces }),
  });
  await stage.pass(3_600_000);
  expect(stage.places.every((all) => new Set(all).size === all.length && all.length <= 25)).toBe(true);
  expect(stage.counts.notAttempted + stage.counts.unconfirmed).toBe(60);
});
