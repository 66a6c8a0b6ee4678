/**
 * What a history of 1,000 runs costs to read: what happened to one person, the list of runs, and the pages of the largest
 * run. Called without a page, on the built function.
 */
import { performance } from 'node:perf_hooks';
import type { Calls, Change } from '../../src/contract';
import { atMost, type Bench, type Check, type Result } from '../benchmark';
import { memoryStore } from '../support/memoryStore';
import { MeteredApp, type Tally } from '../support/meteredApp';
import { recordRun } from '../support/recordRuns';

const OPTIONS = { latencyMs: 120, invokeOverheadMs: 300, limits: true, scale: 100 };
const STORAGE_MS = 20;
/** Changes of each run beside the largest: a full stretch of a plan, the most that one value has. */
const CHANGES = 500;
const EVENTS_A_PAGE = 50;
/** The last of the runs began almost a year ago. */
const DAYS = 350;
const DAY_MS = 24 * 3_600_000;

const OFTEN = 'person-of-every-tenth-run';
const ONCE = 'person-of-the-oldest-run';

const STEP = {
  often: 'a person in every tenth run',
  once: 'a person in the oldest run only',
  none: 'a person in none',
  month: 'the first one, in the last 30 days',
  list: 'the first 25 runs',
  filtered: 'the runs of one group',
  open: 'the largest run, page by page',
};

/** What was found, and when. */
interface Look {
  found: number;
  /** Until the first call that found something was answered; until the end where none did. */
  firstSeconds: number;
  seconds: number;
}

type EventFilter = Omit<Parameters<Calls['listPersonEvents']>[0], 'limit' | 'cursor'>;

export async function history({ size, say }: Bench): Promise<Result> {
  const { runs, changes } = size;
  const app = await MeteredApp.start(OPTIONS);
  try {
    say('writing the history');
    const largest = await plantHistory(app, runs, changes);
    app.fault({ service: 'storage', delayMs: STORAGE_MS });
    const looks = await measure(app, largest, say);
    const count = runs.toLocaleString('en-US');
    return {
      title: `A history of ${count} runs`,
      method:
        `${count} runs of ${CHANGES} changes over ${DAYS} days, and one of ${changes.toLocaleString('en-US')}, at ${STORAGE_MS} ms a request to ` +
        `Forge's storage, ${OPTIONS.latencyMs} ms a request to Confluence, which is asked with each call who looks, and ${OPTIONS.invokeOverheadMs} ms an ` +
        `invocation, with all rate limits on. Called without a page, page after page, ${EVENTS_A_PAGE} events each at most; first is when the first ` +
        `of them is there. KVS is that storage: requests, and the units of 10 KB of which it allows 4,000 read a minute; a minute ` +
        `passes between the lines.`,
      columns: ['', 'found', 'first, s', 'all, s', 'calls', 'KVS reads', 'units read', 'KVS a call, at most'],
      rows: Object.values(STEP).map((step) => rowOf(step, looks.get(step), app.tallies.get(step))),
      checks: checksOf(looks, app.tallies, runs),
      figures: { looks: Object.fromEntries(looks), steps: Object.fromEntries(app.tallies) },
    };
  } finally {
    app.close();
  }
}

/** @returns the id of the largest run, which is neither the newest nor the oldest */
async function plantHistory(app: MeteredApp, runs: number, changes: number): Promise<string> {
  const { store, values } = memoryStore();
  const now = Date.now();
  for (let n = 0; n < runs; n += 1) {
    const special = n === runs - 1 ? ONCE : n % 10 === 0 ? OFTEN : undefined;
    await recordRun(store, {
      actorId: `admin-${n % 5}`,
      startedAt: Math.round(now - 60_000 - (n * DAYS * DAY_MS) / runs),
      changes: peopleOf(n, CHANGES, special).map((accountId) => removalOf(`group-${n % 20}`, accountId)),
    });
  }
  const largest = await recordRun(store, {
    actorId: 'admin-0',
    startedAt: Math.round(now - (DAYS * DAY_MS) / 2),
    changes: peopleOf(runs, changes).map((accountId) => removalOf('group-0', accountId)),
  });
  // What says who began a run is gone after a day.
  for (const key of [...values.keys()]) if (key.startsWith('begun:')) values.delete(key);
  await app.plant(values);
  return largest;
}

function peopleOf(run: number, count: number, special?: string): string[] {
  const people = Array.from({ length: count }, (_, n) => {
    const place = String(run * 100_000 + n).padStart(12, '0');
    return `712020:00000000-0000-4000-8000-${place}`;
  });
  return special === undefined ? people : people.with(run % count, special);
}

function removalOf(groupId: string, accountId: string): Change {
  return { groupId, accountId, action: 'remove' };
}

async function measure(app: MeteredApp, largest: string, say: Bench['say']): Promise<Map<string, Look>> {
  const looks = new Map<string, Look>();
  const look = async (step: string, work: () => Promise<Look>) => {
    say(step);
    app.passMinute();
    looks.set(step, await work());
  };
  await look(STEP.often, () => lookFor(app, STEP.often, { personId: OFTEN }));
  await look(STEP.once, () => lookFor(app, STEP.once, { personId: ONCE }));
  await look(STEP.none, () => lookFor(app, STEP.none, { personId: 'person-of-no-run' }));
  const from = Date.now() - 30 * DAY_MS;
  await look(STEP.month, () => lookFor(app, STEP.month, { personId: OFTEN, from }));
  await look(STEP.list, () =>
    pages(async () => {
      const { runs } = succeeded(await app.call(STEP.list, 'listRuns', { limit: 25 }));
      return { found: runs.length };
    }),
  );
  await look(STEP.filtered, () =>
    pages(async (cursor) => {
      const input = { limit: 50, groupId: 'group-7', ...(cursor !== undefined && { cursor }) };
      const page = succeeded(await app.call(STEP.filtered, 'listRuns', input));
      return { found: page.runs.length, next: page.cursor };
    }),
  );
  await look(STEP.open, () =>
    pages(async (next) => {
      const input = { runId: largest, from: Number(next ?? 0) };
      const page = succeeded(await app.call(STEP.open, 'getRun', input));
      return { found: page.changes.length, next: page.next?.toString() };
    }),
  );
  return looks;
}

function lookFor(app: MeteredApp, step: string, filter: EventFilter): Promise<Look> {
  return pages(async (cursor) => {
    const input = { ...filter, limit: EVENTS_A_PAGE, ...(cursor !== undefined && { cursor }) };
    const page = succeeded(await app.call(step, 'listPersonEvents', input));
    return { found: page.events.length, next: page.cursor };
  });
}

/** Page after page, until there is no next. */
async function pages(
  ask: (next: string | undefined) => Promise<{ found: number; next?: string | undefined }>,
): Promise<Look> {
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1_000;
  let found = 0;
  let firstSeconds: number | undefined;
  for (let next: string | undefined, isFirst = true; isFirst || next !== undefined; isFirst = false) {
    const page = await ask(next);
    found += page.found;
    if (found > 0) firstSeconds ??= seconds();
    ({ next } = page);
  }
  return { found, firstSeconds: firstSeconds ?? seconds(), seconds: seconds() };
}

function succeeded<T>(answer: ({ ok: true } & T) | { ok: false; error: object }): T {
  if (answer.ok) return answer;
  throw new Error(JSON.stringify(answer.error));
}

function rowOf(step: string, look: Look | undefined, tally: Tally | undefined): string[] {
  const { found = 0, firstSeconds = 0, seconds = 0 } = look ?? {};
  const counts = [tally?.calls, tally?.reads.requests, tally?.reads.units, tally?.mostInCall];
  return [
    step,
    found.toLocaleString('en-US'),
    ...[firstSeconds, seconds].map((one) => one.toFixed(2)),
    ...counts.map((one = 0) => String(one)),
  ];
}

function checksOf(
  looks: ReadonlyMap<string, Look>,
  tallies: ReadonlyMap<string, Tally>,
  runs: number,
): Check[] {
  const missing =
    Math.ceil((runs - 1) / 10) - (looks.get(STEP.often)?.found ?? 0) + 1 - (looks.get(STEP.once)?.found ?? 0);
  const seconds = (figure: number) => `${figure.toFixed(2)} s`;
  return [
    atMost('events that were not found', Math.abs(missing), 0),
    atMost('first event', looks.get(STEP.often)?.firstSeconds, 1, seconds),
    atMost('all events', looks.get(STEP.often)?.seconds, 6, seconds),
    atMost('the only event, of the oldest run', looks.get(STEP.once)?.seconds, 6, seconds),
    atMost('KVS requests to open a page', tallies.get(STEP.open)?.mostInCall, 3),
    atMost('KVS requests to list 25 runs', tallies.get(STEP.list)?.mostInCall, 1),
  ];
}
