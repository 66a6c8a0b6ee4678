import fc from 'fast-check';
import type { Action } from '../../../src/contract/changes';
import { backgroundSchedule, type BackgroundSchedule } from './backgroundSchedule';
import type { InvocationFault } from './forge';
import type { RequestFault, SiteOptions } from './site';
import type { StorageFault } from './storage';

/** Something others do to the group, the accounts or the admin while a run goes on. */
export type SiteEvent =
  | { kind: 'changedByOthers'; person: number; group: number; action: Action }
  | { kind: 'accountDeleted'; person: number }
  | { kind: 'groupDeleted'; group: number }
  | { kind: 'permissionLost' | 'permissionBack' | 'signedOut' };

/** All that goes wrong in one run, as plain data: what fast-check prints is the whole story. */
export interface Schedule {
  seed: number;
  plan: { person: number; group: number; action: Action }[];
  /** Places of the plan whose membership is as wanted before anything is done. */
  soAlready: number[];
  /** People on the list of protected people. */
  protectedPeople: number[];
  bystanders: number;
  answersToRepetition: SiteOptions['answersToRepetition'];
  latency: { leastMs: number; mostMs: number };
  overheadMs: number;
  skewsMs: number[];
  /** By the number of the request. */
  requests: { nth: number; fault: RequestFault }[];
  /** On every request about a person. */
  persons: { person: number; fault: RequestFault }[];
  /** By the number of the invocation. */
  invocations: { nth: number; fault: InvocationFault }[];
  /** The number of the invocation that the network is gone from for good. */
  offlineFrom: number | undefined;
  /** By the number of the request to the storage. */
  storage: { nth: number; fault: StorageFault }[];
  /** When the storage is down. */
  outage: { atMs: number; forMs: number } | undefined;
  /** When the page is killed, and opened again. */
  kills: number[];
  events: { atMs: number; event: SiteEvent }[];
  controls: { atMs: number; control: 'pause' | 'resume' | 'stop' }[];
  /** Another client's requests/s. */
  otherPerSecond: number;
  /** Absent where the run does not go on without its page. */
  background: BackgroundSchedule | undefined;
}

/** Groups that a plan may be about. */
export const GROUPS = 3;
const MOST_PEOPLE = 90;
const person = fc.nat(MOST_PEOPLE - 1);
const atMs = fc.nat(8_000);
const retryAfterS = fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined });

const requestFault: fc.Arbitrary<RequestFault> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('lostBefore', 'lostAfter', 'failsBefore', 'failsAfter', 'invalid', 'strange'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('burst', 'down'), retryAfterS }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('quota'), retryAfterS }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('slow'), ms: fc.nat(15_000) }) },
);

const invocationFault: fc.Arbitrary<InvocationFault> = fc.oneof(
  fc.record({ kind: fc.constantFrom('notMade', 'lookupFails') }),
  fc.record({ kind: fc.constantFrom('killed', 'cut'), afterMs: fc.nat(3_000) }),
);

const storageFault: fc.Arbitrary<StorageFault> = fc.oneof(
  fc.record({ kind: fc.constantFrom('refused', 'lost') }),
  fc.record({ kind: fc.constant('slow'), ms: fc.nat(9_000) }),
);

const group = fc.nat(GROUPS - 1);
const action = fc.constantFrom<Action>('remove', 'add');

const siteEvent: fc.Arbitrary<SiteEvent> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('changedByOthers'), person, group, action }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('accountDeleted'), person }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('groupDeleted'), group }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('permissionLost', 'permissionBack', 'signedOut') }),
  },
);

/** One group emptied, as most are; moves from group to group; anything. */
const plan: fc.Arbitrary<Schedule['plan']> = fc.oneof(
  fc
    .integer({ min: 1, max: MOST_PEOPLE })
    .map((people) => Array.from({ length: people }, (_, n) => planned(n, 0, 'remove'))),
  fc
    .integer({ min: 1, max: MOST_PEOPLE / 2 })
    .map((people) =>
      Array.from({ length: 2 * people }, (_, n) =>
        planned(Math.floor(n / 2), n % 2, n % 2 === 0 ? 'remove' : 'add'),
      ),
    ),
  fc.uniqueArray<Schedule['plan'][number], string>(fc.record({ person, group, action }), {
    selector: (one) => `${one.person} ${one.group}`,
    minLength: 1,
    maxLength: MOST_PEOPLE,
  }),
);

export const schedules: fc.Arbitrary<Schedule> = fc.record({
  seed: fc.integer(),
  plan,
  soAlready: fc.array(fc.nat(MOST_PEOPLE - 1), { maxLength: 3 }),
  answersToRepetition: fc.constantFrom('documented', 'reported'),
  bystanders: fc.nat(5),
  latency: fc.constantFrom(
    { leastMs: 20, mostMs: 20 },
    { leastMs: 120, mostMs: 120 },
    { leastMs: 30, mostMs: 900 },
    { leastMs: 2_000, mostMs: 6_000 },
  ),
  overheadMs: fc.constantFrom(0, 300, 2_000),
  skewsMs: fc.array(fc.integer({ min: -3_000, max: 3_000 }), { maxLength: 4 }),
  requests: fc.array(fc.record({ nth: fc.nat(120), fault: requestFault }), { maxLength: 20 }),
  persons: fc.array(fc.record({ person, fault: requestFault }), { maxLength: 2 }),
  invocations: fc.array(fc.record({ nth: fc.nat(8), fault: invocationFault }), { maxLength: 4 }),
  offlineFrom: fc.oneof(
    { weight: 19, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.nat(6) },
  ),
  storage: fc.array(fc.record({ nth: fc.nat(60), fault: storageFault }), { maxLength: 4 }),
  outage: fc.option(fc.record({ atMs, forMs: fc.nat(60_000) }), { nil: undefined, freq: 2 }),
  kills: fc.oneof(
    { weight: 2, arbitrary: fc.constant<number[]>([]) },
    { weight: 1, arbitrary: fc.array(atMs, { minLength: 1, maxLength: 3 }) },
  ),
  events: fc.array(fc.record({ atMs, event: siteEvent }), { maxLength: 4 }),
  controls: fc.array(
    fc.record({ atMs, control: fc.constantFrom('pause', 'pause', 'resume', 'resume', 'stop') }),
    { maxLength: 4 },
  ),
  otherPerSecond: fc.constantFrom(0, 0, 25, 45),
  protectedPeople: fc.oneof(
    { weight: 2, arbitrary: fc.constant<number[]>([]) },
    { weight: 1, arbitrary: fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 3 }) },
  ),
  background: fc.option(backgroundSchedule, { nil: undefined, freq: 2 }),
});

function planned(person: number, group: number, action: Action): Schedule['plan'][number] {
  return { person, group, action };
}
