import fc from 'fast-check';
import type { ErrorKind, RecordedOutcome } from '../../../src/contract';
import {
  afterCheck,
  afterOutcome,
  afterUndo,
  isOpen,
  isRetryable,
  isToBeAsked,
  isUndoable,
  NOT_ATTEMPTED,
  outcomeOf,
  type ChangeState,
} from '../../../src/run/changeState';

const failed = (reason: ErrorKind): RecordedOutcome => ({ status: 'failed', reason });
const unconfirmed = (reason: ErrorKind): RecordedOutcome => ({ status: 'unconfirmed', reason });

/** What one attempt can come to, under a short name. */
const ATTEMPTS = {
  done: { status: 'done' },
  same: { status: 'unchanged' },
  none: { status: 'notAttempted' },
  rate: failed('rateLimited'),
  bad: failed('invalid'),
  gone: failed('userNotFound'),
  down: failed('unavailable'),
  lost: unconfirmed('unconfirmed'),
  dark: unconfirmed('unrecorded'),
} as const satisfies Record<string, RecordedOutcome>;
type Attempt = keyof typeof ATTEMPTS;
const NAMES = Object.keys(ATTEMPTS) as Attempt[];

const after = (...attempts: Attempt[]): ChangeState =>
  attempts.reduce((state, name) => afterOutcome(state, ATTEMPTS[name]), NOT_ATTEMPTED);

/** What may be claimed, under the name of the one attempt that would leave the same. */
const CLAIMS: Record<Exclude<Attempt, 'rate'>, ChangeState> = {
  done: { outcome: 'done' },
  same: { outcome: 'unchanged' },
  none: { outcome: 'notAttempted' },
  bad: { outcome: 'failed', reason: 'invalid' },
  gone: { outcome: 'failed', reason: 'userNotFound' },
  down: { outcome: 'failed', reason: 'unavailable' },
  lost: { outcome: 'unconfirmed', reason: 'unconfirmed' },
  dark: { outcome: 'unconfirmed', reason: 'unrecorded' },
};
type Claim = keyof typeof CLAIMS;

/** The first attempt, and the claim after each second one in the order of the head. */
const PAIRS: [first: Attempt, claims: string][] = [
  //       done same none rate bad  gone down lost dark
  ['done', 'done done done done done done done done done'],
  ['same', 'same same same same same same same same same'],
  ['none', 'done same none none bad  gone down lost dark'],
  ['rate', 'done same none none bad  gone down lost dark'],
  ['bad', ' done same bad  bad  bad  gone down lost dark'],
  ['gone', 'done same gone gone bad  gone down lost dark'],
  ['down', 'done done down down down gone down lost down'],
  ['lost', 'done done lost lost lost gone lost lost lost'],
  ['dark', 'done done dark dark dark gone down lost dark'],
];

describe('what may be claimed', () => {
  it('after one attempt is what came of it; a request that was turned away is none', () => {
    for (const name of NAMES)
      expect([name, after(name)]).toEqual([name, CLAIMS[name === 'rate' ? 'none' : name]]);
  });

  it.each(PAIRS)('after %s and one more attempt', (first, claims) => {
    const expected = claims.trim().split(/ +/);
    expect(NAMES.map((second) => after(first, second))).toEqual(
      expected.map((claim) => CLAIMS[claim as Claim]),
    );
  });

  /** The same said of the whole sequence at once, and not attempt by attempt. */
  function claimOf(attempts: readonly Attempt[]): Claim {
    const said = attempts.filter((name) => name !== 'none' && name !== 'rate');
    const madeAt = said.findIndex((name) => name === 'done' || name === 'same');
    if (madeAt >= 0) {
      const isOpenBefore = isDoubt(claimOf(said.slice(0, madeAt)));
      return said[madeAt] === 'same' && !isOpenBefore ? 'same' : 'done';
    }
    // What went before an account that does not exist is of no account.
    const since = said.slice(said.lastIndexOf('gone') + 1);
    const strongest = (['lost', 'down', 'dark'] as const).find((name) => since.includes(name));
    return strongest ?? (said.at(-1) as Claim | undefined) ?? 'none';
  }
  const isDoubt = (claim: Claim) => claim === 'down' || claim === 'lost' || claim === 'dark';

  it('is the same for every sequence of up to three attempts', () => {
    const sequences = NAMES.flatMap((a) => [
      [a],
      ...NAMES.flatMap((b) => [[a, b], ...NAMES.map((c) => [a, b, c])]),
    ]);
    expect(sequences).toHaveLength(9 + 81 + 729);
    for (const attempts of sequences) {
      expect([attempts, after(...attempts)]).toEqual([attempts, CLAIMS[claimOf(attempts)]]);
    }
  });

  it('is written down as it is read', () => {
    for (const claim of Object.values(CLAIMS))
      expect(afterOutcome(NOT_ATTEMPTED, outcomeOf(claim))).toEqual(claim);
  });
});

describe('a check', () => {
  it.each<[Attempt, ChangeState, ChangeState]>([
    ['down', { outcome: 'done' }, { outcome: 'failed', reason: 'notMade' }],
    ['lost', { outcome: 'done' }, { outcome: 'failed', reason: 'notMade' }],
    ['dark', { outcome: 'unconfirmed', reason: 'unattributed' }, { outcome: 'failed', reason: 'notMade' }],
  ])('of what is open after %s settles it', (name, so, notSo) => {
    expect(afterCheck(after(name), true)).toEqual(so);
    expect(afterCheck(after(name), false)).toEqual(notSo);
    expect([isOpen(so), isOpen(notSo)]).toEqual([false, false]);
  });

  it.each(['done', 'same', 'none', 'rate', 'bad', 'gone'] as const)(
    'of what is not open after %s says nothing',
    (name) => {
      for (const isSo of [true, false]) expect(afterCheck(after(name), isSo)).toEqual(after(name));
    },
  );

  it('that found it so, whoever did it, is not taken back by a refusal, nor claimed by finding it so again', () => {
    const unattributed = afterCheck(after('dark'), true);
    for (const name of NAMES.filter((one) => one !== 'done')) {
      expect([name, afterOutcome(unattributed, ATTEMPTS[name])]).toEqual([name, unattributed]);
    }
    expect(afterOutcome(unattributed, ATTEMPTS.done)).toEqual({ outcome: 'done' });
    expect(isToBeAsked(unattributed)).toBe(false);
  });

  it('that found it not made leaves it to be made by the next attempt', () => {
    const notMade = afterCheck(after('lost'), false);
    expect(afterOutcome(notMade, ATTEMPTS.done)).toEqual({ outcome: 'done' });
    expect(afterOutcome(notMade, ATTEMPTS.same)).toEqual({ outcome: 'unchanged' });
    expect(afterOutcome(notMade, ATTEMPTS.bad)).toEqual(CLAIMS.bad);
  });
});

it('an undo takes back what was made, and nothing else', () => {
  for (const name of NAMES) {
    const undone = afterUndo(after(name));
    expect(undone).toEqual(name === 'done' ? { outcome: 'done', undone: true } : after(name));
  }
});

it('is asked for again what was not attempted, and what is open', () => {
  expect(NAMES.filter((name) => isToBeAsked(after(name)))).toEqual(['none', 'rate', 'down', 'lost', 'dark']);
});

it('may be asked for by a retry: what failed too', () => {
  expect(NAMES.filter((name) => isRetryable(after(name)))).toEqual([
    ...['none', 'rate', 'bad', 'gone', 'down', 'lost', 'dark'],
  ]);
});

it('can be undone: what was made and stands', () => {
  expect(NAMES.filter((name) => isUndoable(after(name)))).toEqual(['done']);
  expect(isUndoable(afterUndo(after('done')))).toBe(false);
});

it('what others may have made so is unconfirmed, also as the record has it', () => {
  const unattributed: ChangeState = { outcome: 'unconfirmed', reason: 'unattributed' };
  expect(afterOutcome(NOT_ATTEMPTED, unconfirmed('unattributed'))).toEqual(unattributed);
  expect(outcomeOf(unattributed)).toEqual(unconfirmed('unattributed'));
});

it('what needs no reason is written down without one', () => {
  for (const status of ['done', 'unchanged', 'notAttempted'] as const)
    expect(outcomeOf({ outcome: status })).toEqual({ status });
});

it('what went wrong for no reason that is known is written down as unconfirmed', () => {
  expect(outcomeOf({ outcome: 'failed' })).toEqual(failed('unconfirmed'));
});

describe('whatever happens', () => {
  type Happening = Attempt | 'so' | 'notSo';
  const happen = (state: ChangeState, what: Happening): ChangeState => {
    switch (what) {
      case 'so':
      case 'notSo':
        return afterCheck(state, what === 'so');
      default:
        return afterOutcome(state, ATTEMPTS[what]);
    }
  };
  const happening = fc.constantFrom<Happening[]>(...NAMES, 'so', 'notSo');
  const history = fc.array(happening, { maxLength: 12 });
  const options = { seed: 20_26, numRuns: 2_000 };

  it('a change that was made stays made', () => {
    fc.assert(
      fc.property(history, history, (before, later) => {
        const state = before.reduce(happen, NOT_ATTEMPTED);
        if (state.outcome === 'done') expect(later.reduce(happen, state)).toEqual(state);
      }),
      options,
    );
  });

  it('a doubt stays until a check, a success or a missing account ends it', () => {
    const ends = new Set<Happening>(['done', 'same', 'gone', 'so', 'notSo']);
    fc.assert(
      fc.property(history, happening, (before, next) => {
        const state = before.reduce(happen, NOT_ATTEMPTED);
        if (isOpen(state)) expect(isOpen(happen(state, next))).toBe(!ends.has(next));
      }),
      options,
    );
  });

  it('a check makes nothing done of which no request is known to have been sent', () => {
    const unsent = fc.constantFrom<Happening[]>('none', 'rate', 'bad', 'gone', 'dark', 'so', 'notSo');
    fc.assert(
      fc.property(fc.array(unsent, { maxLength: 12 }), (what) => {
        expect(what.reduce(happen, NOT_ATTEMPTED).outcome).not.toBe('done');
      }),
      options,
    );
  });

  it('there is a reason exactly where something went wrong', () => {
    fc.assert(
      fc.property(history, (what) => {
        const { outcome, reason } = what.reduce(happen, NOT_ATTEMPTED);
        expect(reason !== undefined).toBe(outcome === 'failed' || outcome === 'unconfirmed');
      }),
      options,
    );
  });
});
