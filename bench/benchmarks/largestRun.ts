/**
 * What the largest run costs from its beginning to its undo: driven by the engine that the page has, without a page, on the
 * built function.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src/clock';
import type { Answer, Change, RecordedChange, RunRecord, RunTicket } from '../../src/contract';
import { MAX_CHANGES_IN_RUN } from '../../src/contract/limits';
import { ACTIONS } from '../../src/membership/actions';
import { isTransient } from '../../src/membership/errorTraits';
import type { RunCalls } from '../../src/run/runCalls';
import { RunDriver, type RunOptions } from '../../src/run/runDriver';
import { endedElsewhere, hasEnded } from '../../src/run/runSnapshot';
import { runCsv } from '../../static/admin-panel/src/history/export/runCsv';
import { atMost, type Bench, type Check, type Result } from '../benchmark';
import { allMembers, someMembers } from '../support/members';
import { MeteredApp, type Stored, type Tally } from '../support/meteredApp';
import { GROUP } from '../support/site';

const OPTIONS = { latencyMs: 120, invokeOverheadMs: 300, limits: true };
/** Members beside those who are removed: `someMembers` leaves the first thousand out. */
const OTHERS = 1_000;
/** Requests to the storage that one call may make, however long the run is. */
const MOST = { open: 3, takeUp: 6, end: 6, list: 6 };
const MAX_VALUE_BYTES = 240 * 1_024;
const MB = 1_000_000;
/** What becomes of a slice is not written: that comes in one transaction with the state of its changes. */
const UNWRITTEN = { service: 'storage', path: '/transaction$', key: '^log:', status: 503 };
const ASK_AGAIN_MS = 1_000;

/** The steps, in their order: what the rows are called. */
const STEP = {
  begin: 'begin',
  remove: 'remove half, until killed',
  wait: 'ask until it is free',
  takeUp: 'take it up',
  readRest: 'read what is left',
  goOn: 'remove the rest',
  end: 'end',
  list: 'list',
  open: 'open, page by page',
  undoBegin: 'undo: begin',
  undo: 'undo: add back',
  undoEnd: 'undo: end',
  openUndone: 'open again, page by page',
};

/** Steps of a driven run: what comes before the first change, the changes, and the end. */
interface DrivenSteps {
  begin: string;
  change: string;
  end: string;
}

interface Figures {
  steps: Record<string, Tally>;
  /** Changes that were not made, that the record does not have as made, or that the export leaves out. */
  failures: number;
  /** Before the undo, and in the end. */
  storedOnce: Stored;
  stored: Stored;
  exportBytes: number;
  /** What one change more than the largest run is answered with. */
  larger: string;
}

export async function largestRun({ size, say }: Bench): Promise<Result> {
  const { changes } = size;
  const app = await MeteredApp.start({ ...OPTIONS, scale: changes + OTHERS });
  try {
    const figures = await measure(app, changes, say);
    const { storedOnce, stored } = figures;
    const count = changes.toLocaleString('en-US');
    return {
      title: `A run of ${count} changes, from its beginning to its undo`,
      method:
        `${count} people leave a group of ${(changes + OTHERS).toLocaleString('en-US')}, by the engine that the page has and without ` +
        `a page, at ${OPTIONS.latencyMs} ms a request and ${OPTIONS.invokeOverheadMs} ms an invocation, with all rate limits on. ` +
        `In the middle the driver is dropped in a slice of which no outcome gets written; another takes the run up once it is ` +
        `let. Before the undo an hour passes, for the points of the hour. KVS is Forge's storage: requests, and the units of ` +
        `10 KB of which it allows 4,000 read and 4,000 written a minute. Stored are ${megabytes(storedOnce.bytes)} before the undo and ` +
        `${megabytes(stored.bytes)} after it, in ${stored.values.toLocaleString('en-US')} values.`,
      columns: [
        '',
        'seconds',
        'calls',
        'KVS reads',
        'units read',
        'KVS writes',
        'units written',
        'KVS a call, at most',
        '429s',
      ],
      rows: Object.entries(figures.steps).map(([name, tally]) => rowOf(name, tally)),
      checks: checksOf(figures),
      figures: { ...figures },
    };
  } finally {
    app.close();
  }
}

async function measure(app: MeteredApp, count: number, say: Bench['say']): Promise<Figures> {
  const accountIds = await someMembers(app, count);
  const removals = accountIds.map((accountId): Change => ({
    groupId: GROUP.id,
    accountId,
    action: 'remove',
  }));

  say('removing half of them');
  const runId = await removeUntilKilled(app, removals);
  say('waiting until the run can be taken up');
  const { driver, ticket } = await takeUp(app, runId);
  const { changes: recorded } = await readRun(app, STEP.readRest, runId);
  say('removing the rest');
  await drive(
    app,
    { begin: STEP.takeUp, change: STEP.goOn, end: STEP.end },
    { changes: removals, driver, resumed: { ticket, recorded } },
  );

  say('listing and opening it');
  succeeded(await app.call(STEP.list, 'listRuns', { limit: 25 }));
  const removed = await readRun(app, STEP.open, runId);
  const csv = runCsv(removed.run, removed.changes, () => undefined);
  const storedOnce = app.stored();
  const left = await allMembers(app);

  say('undoing it');
  app.passHour();
  const undoId = await drive(
    app,
    { begin: STEP.undoBegin, change: STEP.undo, end: STEP.undoEnd },
    {
      changes: removals.map((change) => ({ ...change, action: ACTIONS[change.action].opposite })),
      undoes: { runId, changes: removals.map((_, index) => index) },
    },
  );
  const undone = await readRun(app, STEP.openUndone, runId);
  const { run: undo } = await readRun(app, STEP.openUndone, undoId);
  const back = await allMembers(app);

  return {
    steps: Object.fromEntries(app.tallies),
    failures:
      notDone(removed.run) +
      notDone(undo) +
      accountIds.filter((accountId) => left.has(accountId) || !back.has(accountId)).length +
      undone.changes.filter((change) => !change.undone).length +
      Math.abs(count - linesOf(csv)),
    ...{ storedOnce, stored: app.stored() },
    exportBytes: Buffer.byteLength(csv),
    larger: await answerToLarger(app, accountIds.slice(0, 1)),
  };
}

/** Drops the driver while the slice is under way in which half of the changes are made. @returns the run's id */
async function removeUntilKilled(app: MeteredApp, changes: readonly Change[]): Promise<string> {
  const calls = callsOf(app, { begin: STEP.begin, change: STEP.remove, end: STEP.end });
  return new Promise((resolve, reject) => {
    const run = RunDriver.start({ ...toolsOf({ ...calls, makeChanges }), changes });
    run.subscribe(() => {
      const { state } = run.getSnapshot();
      if (hasEnded(state)) reject(new Error(`The run ended before it was killed: ${JSON.stringify(state)}`));
    });

    function makeChanges(input: Parameters<RunCalls['makeChanges']>[0]) {
      const { runId } = run;
      if (runId === undefined || run.getSnapshot().counts.done < changes.length / 2) {
        return calls.makeChanges(input);
      }
      app.fault(UNWRITTEN);
      const lastSlice = calls.makeChanges(input).finally(() => app.fault());
      lastSlice.then(() => resolve(runId), reject);
      return new Promise<never>(() => undefined);
    }
  });
}

/** Asks for the run until it is given: the first invocation may be at work still, as far as the record knows. */
async function takeUp(app: MeteredApp, runId: string): Promise<{ driver: string; ticket: RunTicket }> {
  const driver = crypto.randomUUID();
  for (;;) {
    const detail = await app.call(STEP.wait, 'listUnfinishedRuns', undefined);
    const leftMs = succeeded(detail).runs.find(({ run }) => run.runId === runId)?.driver.leftMs;
    if (leftMs === 0) break;
    await sleep(ASK_AGAIN_MS);
  }
  const { run } = succeeded(await app.call(STEP.takeUp, 'resumeRun', { runId, driver }));
  return { driver, ticket: run };
}

/** Drives a run to its end, and until the history knows of that. @returns the run's id */
async function drive(
  app: MeteredApp,
  steps: DrivenSteps,
  options: Pick<RunOptions, 'changes' | 'undoes' | 'resumed'> & { driver?: string },
): Promise<string> {
  const calls = callsOf(app, steps);
  return new Promise((resolve, reject) => {
    const endRun: RunCalls['endRun'] = async (ticket) => {
      const answer = await calls.endRun(ticket);
      if (answer.ok) resolve(ticket.runId);
      else if (!isTransient(answer.error)) reject(new Error(JSON.stringify(answer.error)));
      return answer;
    };
    const run = RunDriver.start({ ...toolsOf({ ...calls, endRun }), ...options });
    run.subscribe(() => {
      const { state } = run.getSnapshot();
      if (endedElsewhere(state)) reject(new Error(JSON.stringify(state)));
    });
  });
}

/** The function's calls, as a driver makes them. */
function callsOf(app: MeteredApp, { begin, change, end }: DrivenSteps): RunCalls {
  return {
    startRun: (input) => app.call(begin, 'startRun', input),
    extendRun: (input) => app.call(begin, 'extendRun', input),
    resumeRun: (input) => app.call(begin, 'resumeRun', input),
    makeChanges: (input) => app.call(change, 'makeChanges', input),
    keepRun: (ticket) => app.call(change, 'keepRun', ticket),
    controlRun: (input) => app.call(change, 'controlRun', input),
    endRun: (ticket) => app.call(end, 'endRun', ticket),
  };
}

function toolsOf(calls: RunCalls): Omit<RunOptions, 'changes'> {
  return { calls, driver: crypto.randomUUID(), clock: systemClock, random: Math.random };
}

/** A run with all its changes, as the page reads it. */
async function readRun(
  app: MeteredApp,
  step: string,
  runId: string,
): Promise<{ run: RunRecord; changes: RecordedChange[] }> {
  const changes: RecordedChange[] = [];
  for (let from = 0; ;) {
    const page = succeeded(await app.call(step, 'getRun', { runId, from }));
    changes.push(...page.changes);
    if (page.next === undefined) return { run: page.run, changes };
    from = page.next;
  }
}

async function answerToLarger(app: MeteredApp, accountIds: string[]): Promise<string> {
  const answer = await app.call('begin a larger one', 'startRun', {
    driver: crypto.randomUUID(),
    plan: { blocks: [{ groupId: GROUP.id, action: 'remove', accountIds }] },
    total: MAX_CHANGES_IN_RUN + 1,
  });
  return answer.ok ? 'begun' : answer.error.kind;
}

function notDone({ total, counts, endedAt }: RunRecord): number {
  return endedAt === undefined ? total : total - counts.done;
}

/** Lines of a CSV file, without the header. */
function linesOf(csv: string): number {
  return csv.split('\r\n').length - 1;
}

function succeeded<T>(answer: Answer<T>): T {
  if (answer.ok) return answer;
  throw new Error(JSON.stringify(answer.error));
}

function rowOf(name: string, { seconds, calls, reads, writes, mostInCall, tooMany }: Tally): string[] {
  const counts = [reads.requests, reads.units, writes.requests, writes.units, mostInCall, tooMany];
  return [name, seconds.toFixed(1), String(calls), ...counts.map(String)];
}

function checksOf({ steps, failures, stored, larger }: Figures): Check[] {
  const most = (...names: string[]) => Math.max(...names.map((name) => steps[name]?.mostInCall ?? Infinity));
  return [
    atMost('failures', failures, 0),
    atMost('KVS requests to open a page', most(STEP.readRest, STEP.open, STEP.openUndone), MOST.open),
    atMost('KVS requests to take it up', most(STEP.takeUp), MOST.takeUp),
    atMost('KVS requests to end it', most(STEP.end, STEP.undoEnd), MOST.end),
    atMost('KVS requests to list it', most(STEP.list), MOST.list),
    atMost('bytes of the largest value', stored.largestBytes, MAX_VALUE_BYTES),
    {
      must: `a run of ${MAX_CHANGES_IN_RUN + 1} changes is refused`,
      is: larger,
      holds: larger === 'invalid',
    },
  ];
}

const megabytes = (bytes: number) => `${(bytes / MB).toFixed(1)} MB`;
