import fc from 'fast-check';
import type { RecordedOutcome, RunEvent } from '../../../src/contract';
import { indexesIn, toRanges } from '../../../src/membership/ranges';
import { afterCheck, afterOutcome, afterUndo, NOT_ATTEMPTED, UNRECORDED } from '../../../src/run/changeState';
import { countOutcomes, foldEvent, foldRun } from '../../../src/run/foldRun';

const slice = (first: number, last: number, outcomes?: RecordedOutcome[]): RunEvent => ({
  ...{ kind: 'slice', actorId: 'a', changes: [[first, last]] },
  ...(outcomes && { outcomes }),
});
const DONE: RecordedOutcome = { status: 'done' };

it('is what each change came to, slice after slice', () => {
  const states = foldRun([
    slice(0, 2, [DONE, { status: 'failed', reason: 'invalid' }, { status: 'notAttempted' }]),
    slice(1, 2, [DONE, { status: 'unchanged' }]),
  ]);
  expect([...states]).toEqual([
    [0, { outcome: 'done' }],
    [1, { outcome: 'done' }],
    [2, { outcome: 'unchanged' }],
  ]);
});

it('leaves open what a slice was about whose outcomes nobody wrote down', () => {
  const states = foldRun([slice(0, 1)]);
  expect(states.get(1)).toEqual({ outcome: 'unconfirmed', reason: 'unrecorded' });
  foldEvent(states, slice(0, 1, [DONE, { status: 'failed', reason: 'invalid' }]));
  expect([...states.values()]).toEqual([
    { outcome: 'done' },
    { outcome: 'unconfirmed', reason: 'unrecorded' },
  ]);
});

it('takes in checks and undos', () => {
  const states = foldRun([
    slice(0, 3, [DONE, ...Array<RecordedOutcome>(3).fill({ status: 'unconfirmed', reason: 'unconfirmed' })]),
    { kind: 'check', actorId: 'a', so: [[1, 1]], notSo: [[2, 2]] },
    { kind: 'undone', by: 'later', changes: [[0, 3]] },
  ]);
  expect([...states.values()]).toEqual([
    { outcome: 'done', undone: true },
    { outcome: 'done', undone: true },
    { outcome: 'failed', reason: 'notMade' },
    { outcome: 'unconfirmed', reason: 'unconfirmed' },
  ]);
});

it('says which changes an event was about', () => {
  expect(foldEvent(new Map(), { kind: 'check', actorId: 'a', so: [[4, 5]], notSo: [[1, 1]] })).toEqual([
    4, 5, 1,
  ]);
  expect(foldEvent(new Map(), slice(2, 4))).toEqual([2, 3, 4]);
});

it('counts every change once', () => {
  const states = foldRun([
    slice(0, 4, [
      ...[DONE, DONE, { status: 'unchanged' } as const],
      ...[
        { status: 'failed', reason: 'invalid' } as const,
        { status: 'unconfirmed', reason: 'unconfirmed' } as const,
      ],
    ]),
  ]);
  const counts = { done: 2, unchanged: 1, failed: 1, unconfirmed: 1, notAttempted: 5 };
  expect(countOutcomes(states.values(), 10)).toEqual(counts);
  expect(countOutcomes([], 3)).toEqual({
    ...counts,
    done: 0,
    unchanged: 0,
    failed: 0,
    unconfirmed: 0,
    notAttempted: 3,
  });
});

it('does with each change what is done with it alone, whatever the log', () => {
  const TOTAL = 12;
  const places = fc.uniqueArray(fc.nat(TOTAL - 1), { minLength: 1 }).map(toRanges);
  const outcome = fc.constantFrom<RecordedOutcome[]>(
    ...[DONE, { status: 'unchanged' } as const, { status: 'notAttempted' } as const],
    ...[
      { status: 'failed', reason: 'unavailable' } as const,
      { status: 'failed', reason: 'invalid' } as const,
    ],
    { status: 'unconfirmed', reason: 'unconfirmed' },
  );
  const outcomes = fc.array(outcome, { minLength: TOTAL, maxLength: TOTAL });
  const event = fc.oneof(
    fc.tuple(places, fc.option(outcomes, { nil: undefined })).map(([changes, all]): RunEvent => ({
      kind: 'slice',
      actorId: 'a',
      changes,
      ...(all && { outcomes: all }),
    })),
    fc.tuple(places, fc.boolean()).map(([changes, isSo]): RunEvent => ({
      ...{ kind: 'check', actorId: 'a' },
      ...(isSo ? { so: changes, notSo: [] } : { so: [], notSo: changes }),
    })),
    places.map((changes): RunEvent => ({ kind: 'undone', by: 'later', changes })),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), (log) => {
      const states = foldRun(log);
      for (let change = 0; change < TOTAL; change += 1) {
        const alone = log.reduce((state, happened) => {
          switch (happened.kind) {
            case 'slice': {
              const n = indexesIn(happened.changes).indexOf(change);
              return n < 0 ? state : afterOutcome(state, happened.outcomes?.[n] ?? UNRECORDED);
            }
            case 'check': {
              const isSo = indexesIn(happened.so).includes(change);
              return isSo || indexesIn(happened.notSo).includes(change) ? afterCheck(state, isSo) : state;
            }
            case 'undone':
              return indexesIn(happened.changes).includes(change) ? afterUndo(state) : state;
          }
        }, NOT_ATTEMPTED);
        expect(states.get(change) ?? NOT_ATTEMPTED).toEqual(alone);
      }
    }),
    { seed: 20_26, numRuns: 500 },
  );
});
