import fc from 'fast-check';
import type { RunWish } from '../../../src/contract/runs';
import type { Impersonation } from './admins';
import type { QueueFault } from './queue';

/** `ms` after the run is begun, or after the worker has taken it up for the nth time (0 for the first). */
export interface Moment {
  ms: number;
  takeUp?: number | undefined;
}

/** What happens to one invocation of the worker; with `isSeen` Forge brings its event again. */
export type WorkerFault = { isSeen: boolean } & (
  | { kind: 'notStarted' }
  | { kind: 'killed'; afterMs: number }
  /** Once the queue has taken its nth event (0 for the first). */
  | { kind: 'killedPushing'; push: number; afterMs: number }
  /** Counted from when it has taken the run up. */
  | { kind: 'killedDriving'; afterMs: number }
);

/** Something that happens to the admin, or to the worker's asking as them. */
export type ActorEvent =
  | { kind: 'impersonation'; becomes: Impersonation }
  | { kind: 'demoted' | 'promoted' | 'deactivated' | 'reactivated' };

/** What a page does that is opened again, or by the other admin. */
export type Returning =
  /** Takes the run up as soon as it may. */
  | 'takesUp'
  /** Pauses it first, so that it may. */
  | 'pausesAndTakesUp'
  /** Looks on. */
  | 'follows';

/** After the run has ended, or was left, an admin asks again for some of what failed or is left. */
export interface PartSchedule {
  /** Whether each of those in turn is asked for, from the beginning again as often as it takes. */
  pattern: boolean[];
  /** As soon as the run has ended on a page, on that; else once it has come to rest. */
  isAtOnce: boolean;
  /** On a page that is opened for that; else on the last one, where that can. */
  isNewPage: boolean;
  isOther: boolean;
  /** When that page is closed, ms after it begins. */
  closes: number;
  /** Controls pressed on a page that does not drive the run, ms after that. */
  elsewhere: { ms: number; wish: RunWish; isOther: boolean }[];
}

/** Work that goes on without the page, and what goes wrong with it: plain data. */
export interface BackgroundSchedule {
  /** When the page is closed. */
  closes: number | undefined;
  /** When one is opened after that. */
  returns: { at: Moment; does: Returning; isOther: boolean } | undefined;
  /** Controls pressed on a page that does not drive the run. */
  elsewhere: { at: Moment; wish: RunWish; isOther: boolean }[];
  /** Whether the queue has one event about a run handled at a time. */
  isSerial: boolean;
  /** By the number of the event pushed. */
  queue: { nth: number; fault: QueueFault }[];
  /** By the number of the worker's invocation. */
  workers: { nth: number; fault: WorkerFault }[];
  actor: { at: Moment; event: ActorEvent }[];
  part: PartSchedule | undefined;
}

const NTHS = 8;

const span = fc.oneof(
  { weight: 2, arbitrary: fc.nat(400) },
  { weight: 2, arbitrary: fc.nat(5_000) },
  { weight: 1, arbitrary: fc.nat(90_000) },
);

const moment: fc.Arbitrary<Moment> = fc.record({
  ms: span,
  takeUp: fc.option(fc.nat(2), { nil: undefined, freq: 2 }),
});

const wish = fc.constantFrom<RunWish>('pause', 'pause', 'run', 'stop');

const queueFault: fc.Arbitrary<QueueFault> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refused'), takes: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lost') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('late'), ms: fc.nat(120_000) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('doubled'), afterMs: span }) },
);

const isSeen = fc.boolean();
const workerFault: fc.Arbitrary<WorkerFault> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('notStarted'), isSeen }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('killed'), afterMs: span, isSeen }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ kind: fc.constant('killedPushing'), push: fc.nat(2), afterMs: fc.nat(100), isSeen },
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('killedDriving'), afterMs: span, isSeen }) },
);

const actorEvent: fc.Arbitrary<ActorEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('impersonation'),
    becomes: fc.constantFrom<Impersonation>('on', 'on', 'off', 'ineffective', 'mistaken', 'down'),
  }),
  fc.record({ kind: fc.constantFrom('demoted', 'promoted', 'deactivated', 'reactivated') }),
);

const some = <T>(arbitrary: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T[]> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant<T[]>([]) },
    { weight: 1, arbitrary: fc.array(arbitrary, { minLength: 1, maxLength }) },
  );

const part: fc.Arbitrary<PartSchedule> = fc.record({
  pattern: fc.array(fc.boolean(), { minLength: 2, maxLength: 6 }),
  isAtOnce: fc.boolean(),
  isNewPage: fc.boolean(),
  isOther: fc.boolean(),
  closes: fc.oneof(fc.nat(2_000), fc.integer({ min: 300, max: 8_000 })),
  elsewhere: some(fc.record({ ms: span, wish, isOther: fc.boolean() }), 2),
});

export const backgroundSchedule: fc.Arbitrary<BackgroundSchedule> = fc.record({
  closes: fc.option(fc.oneof(fc.nat(1_500), fc.integer({ min: 500, max: 8_000 })), {
    nil: undefined,
    freq: 4,
  }),
  returns: fc.option(
    fc.record({
      at: moment,
      does: fc.constantFrom<Returning>('takesUp', 'pausesAndTakesUp', 'follows', 'follows'),
      isOther: fc.boolean(),
    }),
    { nil: undefined, freq: 2 },
  ),
  elsewhere: some(fc.record({ at: moment, wish, isOther: fc.boolean() }), 4),
  isSerial: fc.boolean(),
  queue: some(fc.record({ nth: fc.nat(NTHS), fault: queueFault }), 4),
  workers: fc.array(fc.record({ nth: fc.nat(NTHS), fault: workerFault }), { maxLength: 3 }),
  actor: some(fc.record({ at: moment, event: actorEvent }), 3),
  part: fc.option(part, { nil: undefined, freq: 6 }),
});
