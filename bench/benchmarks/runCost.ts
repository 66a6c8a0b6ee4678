/** What a run takes of Forge when its page drives it, and when the worker does. In virtual time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { PROJECT_ROOT } from '../../sandbox/forge/host';
import { systemClock } from '../../src/clock';
import type { Change } from '../../src/contract';
import type { RunCalls } from '../../src/run/runCalls';
import { RunDriver } from '../../src/run/runDriver';
import { atMost, type Bench, type Check, type Result } from '../benchmark';
import { someMembers } from '../support/members';
import { MeteredPlatform, type Usage } from '../support/meteredPlatform';
import { GROUP } from '../support/site';
import { inVirtualTime } from '../support/virtualTime';

/** 20 ms is what `history` takes for a request to the storage. */
const OPTIONS = { latencyMs: 120, invokeOverheadMs: 300, limits: true, platformMs: 20 };
/** Members beside those who are removed: `someMembers` leaves the first thousand out. */
const OTHERS = 1_000;
const LOOK_EVERY_MS = 10_000;
const PATIENCE_MS = 7_200_000;
/** As Forge counts memory. */
const MB_IN_GB = 1_024;

interface Figures {
  changes: number;
  /** From the beginning to the end, as the record has them. */
  seconds: number;
  /** Changes that are done, by the record. */
  done: number;
  /** Changes that the worker made, by the record. */
  inBackground: number;
  usage: Usage;
  gbSeconds: number;
  /** Of everything that stays stored: keys and values. */
  storedBytes: number;
}

type Way = 'page' | 'worker';

/**
 * A second of an invocation makes 50 changes at most: 5 GB-seconds per 1,000 with 256 MB. A slice of about 100 changes writes twice and
 * reads three times. An account ID is some 30 bytes, and the plan is all that has it.
 */
const MOST = {
  gbSecondsPer1000: 5.5,
  bytesWritten: 75,
  bytesRead: 350,
  bytesStored: 45,
  writesPer100: 3,
  readsPer100: 5,
  points: 1.05,
};

export async function runCost({ size, say }: Bench): Promise<Result> {
  const memoryMB = readMemoryMB();
  const runs: [string, Figures][] = [];
  for (const changes of [size.people, size.changes]) {
    for (const way of ['page', 'worker'] as const) {
      const count = changes.toLocaleString('en-US');
      say(`${count}, driven by the ${way}`);
      runs.push([`${count}, by the ${way}`, await inVirtualTime(() => measure(changes, way, memoryMB))]);
    }
  }
  return {
    title: 'What a run takes of Forge',
    method:
      `People are removed from a group, at ${OPTIONS.latencyMs} ms a request to Confluence, ${OPTIONS.platformMs} ms a request to the storage or the ` +
      `queue and ${OPTIONS.invokeOverheadMs} ms before an invocation, with all limits on. By the page: by the engine that it has, from the first call ` +
      `to the last, on a site where runs go on without it, so that the worker looks at the run now and then. By the worker: the page is gone ` +
      `after the first slice. All events are waited for, also those after the end. Time is virtual: it passes while something is waited for, and ` +
      `computing takes none. GB-seconds are the time between the beginning and the end of each invocation, with the ${memoryMB} MB of the manifest. ` +
      `Written are the bodies of the requests that write, read the bodies of the answers; stored is what is there afterwards.`,
    columns: [
      '',
      'seconds',
      'GB-seconds',
      'calls',
      'events',
      'KVS writes',
      'written, KB',
      'KVS reads',
      'read, KB',
      'stored, KB',
      'points',
    ],
    rows: runs.map(([name, figures]) => rowOf(name, figures)),
    checks: runs.flatMap(([name, figures]) => checksOf(name, figures)),
    figures: Object.fromEntries(runs),
  };
}

async function measure(changes: number, way: Way, memoryMB: number): Promise<Figures> {
  const platform = await MeteredPlatform.start({ ...OPTIONS, scale: changes + OTHERS });
  try {
    await platform.call('tryBackground', undefined);
    await until(() => isPossible(platform));
    const accountIds = await someMembers(platform, changes);
    platform.forgetUsage();
    const before = bytesOf(platform);
    const removals = accountIds.map((accountId): Change => ({
      groupId: GROUP.id,
      accountId,
      action: 'remove',
    }));
    drive(platform, way, removals);
    const run = await untilEnded(platform);
    await until(() => platform.isQueueEmpty);
    const usage = platform.usage();
    return {
      changes,
      seconds: (run.endedAt - run.startedAt) / 1_000,
      done: sum(run.counts.map(([done = 0]) => done)),
      inBackground: sum(run.inBackground ?? []),
      usage,
      gbSeconds: ((usage.calls.seconds + usage.events.seconds) * memoryMB) / MB_IN_GB,
      storedBytes: bytesOf(platform) - before,
    };
  } finally {
    platform.close();
  }
}

/** Begins the run as a page does; one that is gone hears of no second slice. */
function drive(platform: MeteredPlatform, way: Way, changes: readonly Change[]): void {
  let slices = 0;
  const calls: RunCalls = {
    startRun: (input) => platform.call('startRun', input),
    extendRun: (input) => platform.call('extendRun', input),
    resumeRun: (input) => platform.call('resumeRun', input),
    keepRun: (ticket) => platform.call('keepRun', ticket),
    controlRun: (input) => platform.call('controlRun', input),
    endRun: (ticket) => platform.call('endRun', ticket),
    makeChanges(input) {
      slices += 1;
      const isGone = way === 'worker' && slices > 1;
      return isGone ? new Promise<never>(() => undefined) : platform.call('makeChanges', input);
    },
  };
  RunDriver.start({ calls, changes, driver: crypto.randomUUID(), clock: systemClock, random: Math.random });
}

/** As much as is looked at of how the trial and the run are stored. */
const trial = v.object({ state: v.string() });
const endedRun = v.object({
  startedAt: v.number(),
  endedAt: v.number(),
  counts: v.array(v.array(v.number())),
  inBackground: v.optional(v.array(v.number())),
});
type EndedRun = v.InferOutput<typeof endedRun>;

function isPossible(platform: MeteredPlatform): boolean {
  const [stored] = platform.stored('background');
  return v.is(trial, stored?.value) && stored.value.state === 'possible';
}

async function untilEnded(platform: MeteredPlatform): Promise<EndedRun> {
  const find = () => platform.stored('run:').find(({ value }) => v.is(endedRun, value));
  await until(() => find() !== undefined);
  return v.parse(endedRun, find()?.value);
}

async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; !isSo(); waited += LOOK_EVERY_MS) {
    if (waited > PATIENCE_MS) throw new Error('What is waited for does not come about.');
    await systemClock.sleep(LOOK_EVERY_MS, new AbortController().signal);
  }
}

function rowOf(name: string, { seconds, gbSeconds, usage, storedBytes }: Figures): string[] {
  const { calls, events, writes, reads, points } = usage;
  const kilobytes = (bytes: number) => Math.round(bytes / 1_000);
  return [
    ...[name, seconds.toFixed(1), gbSeconds.toFixed(1)],
    ...[calls.invocations, events.invocations, writes.requests, kilobytes(writes.bytes)].map(words),
    ...[reads.requests, kilobytes(reads.bytes), kilobytes(storedBytes), points].map(words),
  ];
}

const words = (figure: number) => figure.toLocaleString('en-US');

function checksOf(name: string, figures: Figures): Check[] {
  const { changes, done, gbSeconds, usage, storedBytes } = figures;
  const { writes, reads, points } = usage;
  const most = (what: string, per: number, figure: number, bound: number) =>
    atMost(`${name}: ${what}`, (figure / changes) * per, bound, round);
  return [
    atMost(`${name}: changes not done`, changes - done, 0),
    most('GB-seconds per 1,000 changes', 1_000, gbSeconds, MOST.gbSecondsPer1000),
    most('bytes written a change', 1, writes.bytes, MOST.bytesWritten),
    most('bytes read a change', 1, reads.bytes, MOST.bytesRead),
    most('bytes stored a change', 1, storedBytes, MOST.bytesStored),
    most('requests that write per 100 changes', 100, writes.requests, MOST.writesPer100),
    most('requests that read per 100 changes', 100, reads.requests, MOST.readsPer100),
    most('points a change', 1, points, MOST.points),
  ];
}

const round = (figure: number) => figure.toFixed(2);

/** Bytes of keys and values. */
function bytesOf(platform: MeteredPlatform): number {
  return sum(
    platform.stored().map(({ key, value }) => key.length + Buffer.byteLength(JSON.stringify(value))),
  );
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}

/** Of each function of the app. */
function readMemoryMB(): number {
  const manifest = v.object({ app: v.object({ runtime: v.object({ memoryMB: v.number() }) }) });
  return v.parse(manifest, parse(readFileSync(join(PROJECT_ROOT, 'manifest.yml'), 'utf8'))).app.runtime
    .memoryMB;
}
