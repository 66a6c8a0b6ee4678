import type { Answer, FollowedRun, RecordedChange, RunEvent, RunWish } from '../../../src/contract';
import { hasEnded } from '../../../src/run/runSnapshot';
import { ReadFailed } from '../../../static/admin-panel/src/host/readFailed';
import { FollowingClient } from '../../../static/admin-panel/src/run/background/followingClient';
import { Timeline } from '../../support/timeline';
import { changeOf, NOTHING, recordOf } from '../history/support/records';

const PEOPLE = 40;
const MAX_EVENTS = 8;
const HOUR_MS = 3_600_000;

/** The history of a run of 40 removals that the worker drives: a slice of two each 2 s, as long as a test lets it. */
class WorkersRun {
  readonly clock = new Timeline();
  readonly log: RunEvent[] = [];
  readonly asked: { at: number; next: number }[] = [];
  readonly told: RunWish[] = [];
  /** What the answer says otherwise than that it is driven. */
  over: Partial<FollowedRun> = {};
  endedAt: string | undefined;
  /** What comes of being asked, or told, instead. */
  failure: Answer<never> | undefined;
  takeUp = vi.fn(() => Promise.resolve());
  isSeen = true;
  #onSight: () => void = nothing;

  /** Changes by two, with this outcome. */
  slice(first: number, outcome: 'done' | 'unchanged' = 'done'): void {
    this.log.push({
      ...{ kind: 'slice', actorId: 'me', changes: [[first, first + 1]] },
      outcomes: [{ status: outcome }, { status: outcome }],
    });
  }

  answer(next: number): FollowedRun {
    const run = recordOf({
      ...{ total: PEOPLE, counts: { ...NOTHING, done: 2 * this.log.length, notAttempted: 0 } },
      inBackground: 2 * this.log.length,
    });
    delete run.endedAt;
    const events = this.log.slice(next, next + MAX_EVENTS);
    return {
      run: { ...run, ...(this.endedAt !== undefined && { endedAt: this.endedAt }) },
      driver: { accountId: 'me', leftMs: 30_000, isWorker: true },
      ...{ isBusy: true, wish: 'run', events, next: next + events.length },
      ...this.over,
    };
  }

  follow(changes = removals(), logNext = 0): FollowingClient {
    return new FollowingClient({
      whole: { run: recordOf({ total: changes.length }), changes, logNext },
      latest: this.answer(logNext),
      calls: {
        followRun: ({ next }) => {
          this.asked.push({ at: this.clock.now(), next });
          return Promise.resolve(this.failure ?? { ok: true, ...this.answer(next) });
        },
        controlRun: ({ wish }) => {
          this.told.push(wish);
          if (this.failure) return Promise.resolve(this.failure);
          this.over = { ...this.over, wish };
          return Promise.resolve({ ok: true, next: 9 });
        },
      },
      takeUp: () => this.takeUp(),
      sight: {
        isSeen: () => this.isSeen,
        subscribe: (onChange) => {
          this.#onSight = onChange;
          return () => undefined;
        },
      },
      clock: this.clock,
    });
  }

  see(isSeen: boolean): void {
    this.isSeen = isSeen;
    this.#onSight();
  }

  /** ms between one request and the next. */
  get gaps(): number[] {
    return this.asked.slice(1).map(({ at }, n) => at - (this.asked[n]?.at ?? 0));
  }
}

const removals = (over: (place: number) => Partial<RecordedChange> = () => ({ outcome: 'notAttempted' })) =>
  Array.from({ length: PEOPLE }, (_, index) => changeOf({ index, accountId: `p${index}`, ...over(index) }));
const nothing = () => undefined;
const stateOf = (client: FollowingClient) => client.getSnapshot().state;

it('shows a run as its log tells, asking no more than once in two seconds', async () => {
  const run = new WorkersRun();
  const client = run.follow();
  client.subscribe(nothing);
  expect(client.getSnapshot()).toMatchObject({
    ...{ state: { name: 'running' }, goesOn: true, total: PEOPLE },
    counts: { done: 0, left: PEOPLE },
  });
  for (let n = 0; n < 5; n += 1) {
    run.slice(2 * n);
    await run.clock.pass(2_000);
  }
  expect(run.gaps).toEqual([2_000, 2_000, 2_000, 2_000]);
  expect(client.getSnapshot()).toMatchObject({
    ...{ counts: { done: 10, left: 30 }, perSecond: 1, timeLeftMs: 30_000 },
  });
  expect(client.standingOf(9)).toEqual({ status: 'done' });
  expect(client.standingOf(10)).toEqual({ status: 'waiting' });
  expect(client.background).toEqual({ changes: 10, actorId: 'me' });
});

it('takes in what happened while it was read, though parts of it were read already', () => {
  const run = new WorkersRun();
  run.slice(0);
  run.slice(2, 'unchanged');
  const whole = removals((place) => ({ outcome: place < 2 ? 'done' : 'notAttempted' }));
  const client = run.follow(whole);
  expect(client.getSnapshot().counts).toMatchObject({ done: 2, unchanged: 2, left: 36 });
});

it('leaves what the record has open for the worker to ask again', async () => {
  const run = new WorkersRun();
  const client = run.follow(
    removals((place) => (place < 2 ? { outcome: 'unconfirmed', reason: 'unrecorded' } : {})),
  );
  expect(client.standingOf(0)).toEqual({ status: 'waiting' });
  expect(client.openChanges()).toEqual([0, 1]);
  client.subscribe(nothing);
  run.slice(0, 'unchanged');
  await run.clock.pass(2_000);
  // What was open and is so now is this run's doing.
  expect(client.standingOf(0)).toEqual({ status: 'done' });
});

it('asks nothing while the page is not seen, is offline, or no one listens', async () => {
  const run = new WorkersRun();
  const client = run.follow();
  await run.clock.pass(HOUR_MS);
  expect(run.asked).toEqual([]);
  const stop = client.subscribe(nothing);
  await run.clock.pass(0);
  expect(run.asked).toHaveLength(1);
  run.see(false);
  await run.clock.pass(HOUR_MS);
  run.see(true);
  await run.clock.pass(1_000);
  expect(run.asked).toHaveLength(2);
  client.setOnline(false);
  expect(stateOf(client)).toEqual({ name: 'offline' });
  await run.clock.pass(HOUR_MS);
  client.setOnline(true);
  await run.clock.pass(1_000);
  expect(run.asked).toHaveLength(3);
  stop();
  await run.clock.pass(HOUR_MS);
  expect(run.asked).toHaveLength(3);
  client.subscribe(nothing);
  await run.clock.pass(1_000);
  expect(run.asked).toHaveLength(4);
});

it('asks less often while the run waits, and says until when that is', async () => {
  const run = new WorkersRun();
  run.over = {
    driver: { accountId: 'me', leftMs: 720_000, isWorker: true, waitsMs: 600_000 },
    isBusy: false,
  };
  const client = run.follow();
  expect(stateOf(client)).toMatchObject({ name: 'pausedByLimit', until: run.clock.now() + 600_000 });
  client.subscribe(nothing);
  await run.clock.pass(60_000);
  expect(Math.max(...run.gaps)).toBe(10_000);
  run.over = {};
  await run.clock.pass(10_000);
  expect(stateOf(client)).toEqual({ name: 'running' });
});

describe('what the admin wants', () => {
  it('is pausing until it is written down and no slice is under way', async () => {
    const run = new WorkersRun();
    const client = run.follow();
    client.subscribe(nothing);
    client.control('pause');
    expect(stateOf(client)).toEqual({ name: 'pausing' });
    await run.clock.pass(0);
    expect(run.told).toEqual(['pause']);
    expect(stateOf(client)).toEqual({ name: 'pausing' });
    run.over = { ...run.over, isBusy: false };
    await run.clock.pass(4_000);
    expect(stateOf(client)).toEqual({ name: 'paused' });
    await run.clock.pass(HOUR_MS);
    expect(Math.max(...run.gaps)).toBe(10_000);
    // Free for an hour, and paused all the same.
    run.over = { ...run.over, driver: { accountId: 'me', leftMs: 0, isWorker: true } };
    await run.clock.pass(HOUR_MS);
    expect(stateOf(client)).toEqual({ name: 'paused' });
  });

  it('is told again until the storage has it', async () => {
    const run = new WorkersRun();
    const client = run.follow();
    client.subscribe(nothing);
    run.failure = { ok: false, error: { kind: 'storage' } };
    client.control('stop');
    await run.clock.pass(5_000);
    expect(run.told.length).toBeGreaterThan(1);
    expect(stateOf(client)).toEqual({ name: 'stopping' });
    run.failure = undefined;
    await run.clock.pass(5_000);
    expect(run.over.wish).toBe('stop');
    const { length } = run.told;
    await run.clock.pass(HOUR_MS / 60);
    expect(run.told).toHaveLength(length);
    // Nothing is taken back of a stop.
    client.control('run');
    expect(stateOf(client)).toEqual({ name: 'stopping' });
  });

  it('has a run that stands still go on here', async () => {
    const run = new WorkersRun();
    run.over = { wish: 'pause', isBusy: false };
    const client = run.follow();
    client.subscribe(nothing);
    expect(stateOf(client)).toEqual({ name: 'paused' });
    client.control('run');
    await run.clock.pass(0);
    expect(run.takeUp).toHaveBeenCalledTimes(1);
    expect(run.told).toEqual([]);
    expect(stateOf(client)).toEqual({ name: 'released' });
    const { length } = run.asked;
    await run.clock.pass(HOUR_MS);
    expect(run.asked).toHaveLength(length);
  });

  it('has it go on where it is, where this page cannot have it, or a slice is under way', async () => {
    const run = new WorkersRun();
    run.over = { wish: 'pause', isBusy: false };
    run.takeUp.mockRejectedValue(new ReadFailed({ kind: 'runTaken' }));
    const client = run.follow();
    client.subscribe(nothing);
    client.control('run');
    await run.clock.pass(2_000);
    expect(run.told).toEqual(['run']);
    expect(stateOf(client)).toEqual({ name: 'running' });
    const busy = new WorkersRun();
    busy.over = { wish: 'pause', isBusy: true };
    const other = busy.follow();
    other.subscribe(nothing);
    other.control('run');
    await busy.clock.pass(0);
    expect(busy.told).toEqual(['run']);
    expect(busy.takeUp).not.toHaveBeenCalled();
  });

  it('tries again to have it, where nothing came back', async () => {
    const run = new WorkersRun();
    run.over = { wish: 'pause', isBusy: false };
    run.takeUp.mockRejectedValueOnce(new ReadFailed({ kind: 'unavailable' }));
    const client = run.follow();
    client.subscribe(nothing);
    client.control('run');
    await run.clock.pass(2_000);
    expect(run.takeUp).toHaveBeenCalledTimes(2);
  });
});

describe('it ends', () => {
  it('when the record says so and all that happened was taken in', async () => {
    const run = new WorkersRun();
    const client = run.follow();
    client.subscribe(nothing);
    for (let first = 0; first < PEOPLE; first += 2) run.slice(first);
    run.endedAt = '2026-03-01T10:05:00.000Z';
    await run.clock.pass(1_000);
    expect(hasEnded(stateOf(client))).toBe(false);
    await run.clock.pass(6_000);
    expect(client.getSnapshot()).toMatchObject({
      state: { name: 'done' },
      counts: { done: PEOPLE, left: 0 },
    });
    expect(client.getSnapshot().goesOn).toBeUndefined();
    const { length } = run.asked;
    await run.clock.pass(HOUR_MS);
    expect(run.asked).toHaveLength(length);
  });

  it('by an admin, where something is left that no error explains', async () => {
    const run = new WorkersRun();
    const client = run.follow();
    client.subscribe(nothing);
    run.slice(0);
    run.endedAt = '2026-03-01T10:05:00.000Z';
    await run.clock.pass(2_000);
    expect(client.getSnapshot()).toMatchObject({
      ...{ state: { name: 'stopped', by: 'admin' }, counts: { done: 2, notAttempted: 38, left: 0 } },
    });
  });

  it('as one that was done, where the rest of a group was stopped by an error', () => {
    const run = new WorkersRun();
    run.endedAt = '2026-03-01T10:05:00.000Z';
    const client = run.follow(
      removals((place) =>
        place === 0 ? { outcome: 'failed', reason: 'managedExternally' } : { outcome: 'notAttempted' },
      ),
    );
    expect(client.getSnapshot()).toMatchObject({
      ...{ state: { name: 'done' }, counts: { failed: 1, notAttempted: 39 } },
      stopped: [{ groupId: 'g-1', error: { kind: 'managedExternally' } }],
    });
  });
});

describe('it is let go', () => {
  it('with the reason that the record gives', async () => {
    const run = new WorkersRun();
    const client = run.follow();
    client.subscribe(nothing);
    const { run: record } = run.answer(0);
    run.over = { run: { ...record, notContinued: 'permission' } };
    await run.clock.pass(2_000);
    expect(stateOf(client)).toEqual({ name: 'released' });
    expect(client.background.letGo).toBe('permission');
  });

  it('once it was free for two minutes', async () => {
    const run = new WorkersRun();
    const client = run.follow();
    client.subscribe(nothing);
    run.over = { driver: { accountId: 'me', leftMs: 0, isWorker: true }, isBusy: false };
    await run.clock.pass(100_000);
    run.over = {};
    await run.clock.pass(10_000);
    run.over = { driver: { accountId: 'me', leftMs: 0, isWorker: true }, isBusy: false };
    await run.clock.pass(115_000);
    expect(stateOf(client)).toEqual({ name: 'running' });
    await run.clock.pass(20_000);
    expect(client.background.letGo).toBe('gone');
  });

  it('once nothing came back for a minute, and at once where it may not be seen', async () => {
    const run = new WorkersRun();
    const client = run.follow();
    client.subscribe(nothing);
    run.failure = { ok: false, error: { kind: 'unavailable' } };
    await run.clock.pass(45_000);
    expect(stateOf(client)).toEqual({ name: 'running' });
    await run.clock.pass(45_000);
    expect(client.background.letGo).toBe('unread');
    const refused = new WorkersRun();
    const other = refused.follow();
    refused.failure = { ok: false, error: { kind: 'permission' } };
    other.subscribe(nothing);
    await refused.clock.pass(2_000);
    expect(other.background.letGo).toBe('unread');
  });

  it('to another page, or where the history has it no more', async () => {
    const run = new WorkersRun();
    const client = run.follow();
    client.subscribe(nothing);
    run.over = { driver: { accountId: 'other', leftMs: 20_000 } };
    await run.clock.pass(2_000);
    expect(stateOf(client)).toMatchObject({ error: { kind: 'runTaken', takenBy: { accountId: 'other' } } });
    const gone = new WorkersRun();
    const other = gone.follow();
    gone.failure = { ok: false, error: { kind: 'runNotFound' } };
    other.subscribe(nothing);
    await gone.clock.pass(2_000);
    expect(stateOf(other)).toMatchObject({ error: { kind: 'runNotFound' } });
  });
});

it('takes in what a check found', () => {
  const run = new WorkersRun();
  run.endedAt = '2026-03-01T10:05:00.000Z';
  const client = run.follow(
    removals((place) => (place === 0 ? { outcome: 'unconfirmed', reason: 'unconfirmed' } : {})),
  );
  const heard = vi.fn();
  client.subscribe(heard);
  client.apply({ kind: 'check', actorId: '', so: [[0, 0]], notSo: [] });
  expect(heard).toHaveBeenCalled();
  expect(client.standingOf(0)).toEqual({ status: 'done' });
});
