import type { RunTicket } from '../../../src/contract/runs';
import { logKey, openKey, runKey } from '../../../src/history/keys';
import { dismissRun, keepRun, takeRun } from '../../../src/history/leaseRun';
import type { Changes } from '../../../src/history/store';
import { askingOf } from '../../../src/makeChanges';
import { succeeded } from '../support/app';
import { newDriver } from '../support/runs';
import { ADA, BOB, RecordWorld } from './support/recordWorld';

/** What becomes of a call when another came first. */

let world: RecordWorld;
let run: RunTicket;
beforeEach(async () => {
  world = new RecordWorld();
  run = await world.made(await world.start(), [[0, 1]]);
});

/** Has something happen before the next write, as if another caller had been at it meanwhile. */
function beforeNextWrite(happen: () => Promise<unknown>): void {
  const { write } = world.store;
  world.store.write = async (changes: Changes) => {
    world.store.write = write;
    await happen();
    return write(changes);
  };
}

/** Another entry takes the number that the next claim is for. */
function loseNextClaim(happen: () => Promise<unknown>): void {
  const { claim } = world.store;
  world.store.claim = async (...args) => {
    world.store.claim = claim;
    await happen();
    return claim(...args);
  };
}

const placesTaken = () => world.store.keys('open:');

describe('a page that keeps its run while it waits', () => {
  it('asks the storage three times, and hears what is wanted of it', async () => {
    expect(await world.countRequests(() => world.keep(run))).toBe(3);
    expect(succeeded(await world.keep(run))).toEqual({ ok: true, run, wish: 'run' });
  });

  it('is told where another driver took the run meanwhile', async () => {
    world.now += 60_000;
    const loaded = await world.load(run.runId);
    beforeNextWrite(() =>
      takeRun(world.store, loaded, { driver: newDriver(), actorId: BOB }, world.now, openKey(BOB, 0)),
    );
    expect(await world.keep(run)).toMatchObject({
      ...{ ok: false, error: { kind: 'runTaken', takenBy: { accountId: BOB } } },
    });
  });

  it('is told what an admin wants who said so meanwhile', async () => {
    beforeNextWrite(() => world.control(run.runId, 'pause', BOB));
    expect(await world.keep(run)).toEqual({ ok: true, run, wish: 'pause' });
  });

  it('keeps it for as long as it waits, and a while, and says how often it found nothing to do', async () => {
    const until = world.now + 300_000;
    const asking = askingOf(world.tools());
    succeeded(await keepRun(world.store, run, asking, until, 3));
    expect((await world.load(run.runId)).header.lease).toMatchObject({
      ...{ until: until + 120_000, waitsUntil: until, idleWaits: 3 },
    });
    succeeded(await keepRun(world.store, run, asking));
    const { lease } = (await world.load(run.runId)).header;
    expect(lease).toMatchObject({ until: world.now + 75_000 });
    expect(lease).not.toHaveProperty('idleWaits');
    expect(lease).not.toHaveProperty('waitsUntil');
  });
});

describe('a page that takes a run up', () => {
  beforeEach(() => {
    world.now += 60_000;
  });

  it('keeps the place that the run has where another is quicker, and looks again', async () => {
    const before = placesTaken();
    loseNextClaim(() => world.control(run.runId, 'pause', BOB));
    const ticket = succeeded(await world.resume(run.runId)).run;
    expect(ticket.next).toBe(run.next + 2);
    expect(placesTaken()).toEqual(before);
  });

  it('is told whose it is where the other took it', async () => {
    const loaded = await world.load(run.runId);
    loseNextClaim(() => takeRun(world.store, loaded, { driver: newDriver(), actorId: BOB }, world.now));
    expect(await world.resume(run.runId)).toMatchObject({
      ...{ ok: false, error: { kind: 'runTaken', takenBy: { accountId: BOB } } },
    });
  });

  it('gives the place back that it took for a run that had ended, where another was quicker', async () => {
    succeeded(await world.control(run.runId, 'stop'));
    expect(placesTaken()).toEqual([]);
    const loaded = await world.load(run.runId);
    // The first claim is that of a place.
    loseNextClaim(() => {
      loseNextClaim(() =>
        takeRun(world.store, loaded, { driver: newDriver(), actorId: BOB }, world.now, openKey(BOB, 0)),
      );
      return Promise.resolve();
    });
    expect(await world.resume(run.runId)).toMatchObject({ ok: false, error: { kind: 'runTaken' } });
    expect(placesTaken()).toEqual([]);
  });

  it('has the run take another place than it had where that is taken by now', async () => {
    succeeded(await world.control(run.runId, 'stop'));
    const other = await world.start();
    expect(placesTaken()).toEqual([openKey(ADA, 0)]);
    succeeded(await world.resume(run.runId));
    expect((await world.load(run.runId)).header.openKey).toBe(openKey(ADA, 1));
    expect((await world.load(other.runId)).header.openKey).toBe(openKey(ADA, 0));
    world.now += 60_000;
    succeeded(await world.control(run.runId, 'stop'));
    expect(placesTaken()).toEqual([openKey(ADA, 0)]);
  });
});

describe('an end', () => {
  const dismiss = (onEnded?: () => void) =>
    dismissRun(
      world.store,
      { runId: run.runId },
      {
        ...askingOf(world.tools()),
        ...(onEnded && { onEnded }),
      },
    );
  beforeEach(() => {
    world.now += 60_000;
  });

  it('is written once, and told of once', async () => {
    let ends = 0;
    const count = () => void (ends += 1);
    const { counts } = succeeded(await dismiss(count));
    expect(counts).toMatchObject({ done: 2, notAttempted: 10 });
    expect(placesTaken()).toEqual([]);
    const stored = world.store.copy();
    expect(succeeded(await dismiss(count)).counts).toEqual(counts);
    expect(world.store.entries).toEqual(stored);
    expect(ends).toBe(1);
  });

  it('comes without telling of it where that was not asked for', async () => {
    expect(await dismiss()).toMatchObject({ ok: true });
  });

  it('waits for a caller that was quicker', async () => {
    loseNextClaim(() => world.control(run.runId, 'pause', BOB));
    expect(await dismiss()).toMatchObject({ ok: false, error: { kind: 'runBusy' } });
    expect(world.store.get(runKey(run.runId))).not.toHaveProperty('endedAt');
    expect(world.store.get(logKey(run.runId, run.next))).toMatchObject({ kind: 'control' });
  });
});
