import type { RecordedChange } from '../../../src/contract';
import { changesOf, outcomesOf } from './support/changes';
import { TICKET } from './support/history';
import { failed, NONE, paces, SLICE_MS, Stage } from './support/stage';

describe('a run that is taken up again', () => {
  const ticket = { ...TICKET, next: 7 };
  const resumed = (...records: Pick<RecordedChange, 'outcome' | 'reason'>[]) =>
    resumedAt(undefined, ...records);
  const resumedAt = (
    places: readonly number[] | undefined,
    ...records: Pick<RecordedChange, 'outcome' | 'reason'>[]
  ) => {
    const changes = changesOf(records.length);
    const recorded = changes.flatMap((change, index) =>
      records.slice(index, index + 1).map((record) => ({ ...change, ...record, index })),
    );
    return { changes, more: { resumed: { ticket, recorded, ...(places && { places }) } } };
  };

  it('asks for whatever the record does not settle, and nothing else', async () => {
    const stage = new Stage(
      resumed(
        { outcome: 'done' },
        { outcome: 'failed', reason: 'userNotFound' },
        { outcome: 'failed', reason: 'unavailable' },
        { outcome: 'unconfirmed', reason: 'unconfirmed' },
        { outcome: 'notAttempted' },
        { outcome: 'failed', reason: 'notMade' },
        { outcome: 'unconfirmed', reason: 'unrecorded' },
        { outcome: 'unconfirmed', reason: 'unattributed' },
        { outcome: 'unchanged' },
      ),
    );
    await stage.pass(SLICE_MS);
    expect(stage.history.calledFor).toEqual(['endRun']);
    expect(stage.asked).toEqual([
      {
        run: ticket,
        changes: [
          [2, 4],
          [6, 6],
        ],
      },
    ]);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.counts).toEqual({ ...NONE, done: 5, unchanged: 1, failed: 2, unconfirmed: 1 });
  });

  it('asks for what is named only, also for what failed, and leaves the others as they are', async () => {
    const stage = new Stage(
      resumedAt(
        [5, 0, 1, 2, 2, 9],
        { outcome: 'done' },
        { outcome: 'failed', reason: 'invalid' },
        { outcome: 'unconfirmed', reason: 'unconfirmed' },
        { outcome: 'failed', reason: 'invalid' },
        { outcome: 'notAttempted' },
        { outcome: 'notAttempted' },
        { outcome: 'unconfirmed', reason: 'unrecorded' },
      ),
    );
    await stage.pass(SLICE_MS);
    expect(stage.places).toEqual([[1, 2, 5]]);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.counts).toEqual({ ...NONE, done: 4, failed: 1, unconfirmed: 1, notAttempted: 1 });
  });

  it('only has its end written down where nothing of what is named may be asked for', async () => {
    const stage = new Stage(resumedAt([0], { outcome: 'done' }, { outcome: 'notAttempted' }));
    await stage.pass(0);
    expect(stage.asked).toHaveLength(0);
    expect(stage.counts).toEqual({ ...NONE, done: 1, notAttempted: 1 });
  });

  it('does not take a refusal for the answer to a request that was lost before', async () => {
    const stage = new Stage({
      ...resumed({ outcome: 'unconfirmed', reason: 'unconfirmed' }, { outcome: 'notAttempted' }),
      script: (input) => ({
        ...{ ok: true, paces },
        outcomes: outcomesOf(input, () => failed({ kind: 'invalid' })),
      }),
    });
    await stage.pass(SLICE_MS);
    expect(stage.run.standingOf(0)).toMatchObject({ status: 'unconfirmed' });
    expect(stage.run.standingOf(1)).toMatchObject({ status: 'failed' });
  });

  it('only has its end written down where everything was settled', async () => {
    const stage = new Stage(resumed({ outcome: 'done' }));
    await stage.pass(0);
    expect(stage.asked).toHaveLength(0);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.history.asked).toEqual([{ call: 'endRun', input: ticket }]);
  });
});
