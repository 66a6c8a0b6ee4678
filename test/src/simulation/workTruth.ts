import type { NotContinuedReason, RecordedChange, RunRecord, RunWish } from '../../../src/contract/runs';
import { eventOf } from '../../../src/history/log';
import type { Lease, LogEntry } from '../../../src/history/records';
import type { ChangeState } from '../../../src/run/changeState';
import { foldEvent } from '../../../src/run/foldRun';
import type { SentRequest } from './site';
import type { World } from './world';

/** Who did what, and whether they might: what the log says, held against what was seen of the invocations. */

/** Complaints about the order of what happened, and about who the record says has done it. */
export function complaintsAboutWork(
  world: World,
  { run, changes }: { run: RunRecord; changes: readonly RecordedChange[] },
  log: readonly LogEntry[],
): string[] {
  return [
    ...complaintsAboutOrder(log, world),
    ...complaintsAboutMakers(changes, log, world),
    ...(changes.filter(({ inBackground }) => inBackground).length === (run.inBackground ?? 0)
      ? []
      : [`The record counts ${String(run.inBackground)} changes made in the background.`]),
  ];
}

/** Requests made at once by two slices, and as an admin of whom Confluence had not said that it is them. */
export function complaintsAboutRequests({ site, forge, changes }: World): string[] {
  // One change alone is asked for as it is for who may not administer, and not written down.
  const [one, ...more] = changes;
  const isAlone = one !== undefined && more.length === 0;
  const unknown = site.requests.filter(({ isIdentified }) => !isIdentified);
  return [
    ...unknown.map(({ accountId }) => `${accountId} was asked about as an admin who may be another.`),
    ...site.early.map((path) => `${path} was asked as an admin who may be another.`),
    ...forge.thrown.map((error) => `The worker threw ${String(error)}.`),
    ...overlapping(
      site.requests,
      ({ invocation, at }) => sliceAt(forge.noted, invocation, at) ?? (isAlone ? 'none' : undefined),
    ),
  ];
}

/** Why nobody went on with a run that no page has: there must be a reason. */
export function complaintsAboutRest(
  { forge, site, part }: World,
  { endedAt, notContinued }: RunRecord,
  log: readonly LogEntry[],
): string[] {
  const wish = log.reduce<RunWish>((before, entry) => wishAfter(before, entry), 'run');
  // A part that was asked for is for its page alone.
  const taken = log.findLast((entry) => entry.kind === 'taken');
  const isPart = taken ? taken.isPart === true : part !== undefined;
  const isExplained = endedAt !== undefined || notContinued !== undefined || wish === 'pause' || isPart;
  // Of a page that was killed before the queue had an event about it the worker does not know.
  const { driver, worker } = log.findLast((entry) => 'driver' in entry) ?? {};
  const { lost, drivers } = forge.queue;
  const isKnown = driver === undefined ? drivers.size > 0 : worker === true || drivers.has(driver);
  if (isExplained || lost > 0 || !isKnown) return [];
  return [`The run was left without a reason (${site.admins.impersonation}).`];
}

function wishAfter(before: RunWish, entry: LogEntry): RunWish {
  switch (entry.kind) {
    case 'control':
      return entry.wish;
    case 'taken':
    case 'ended':
      return 'run';
    case 'slice':
    case 'check':
    case 'undone':
    case 'notContinued':
      return before;
  }
}

/** The last slice that an invocation had begun by then. */
function sliceAt({ slices }: World['forge']['noted'], invocation: number, at: number): string | undefined {
  let found: string | undefined;
  for (const [id, slice] of slices) if (slice.invocation === invocation && slice.at <= at) found = id;
  return found;
}

function overlapping(
  requests: readonly SentRequest[],
  sliceOf: (request: SentRequest) => string | undefined,
): string[] {
  const over = new Set<string>();
  let current: string | undefined;
  for (const request of requests) {
    const slice = sliceOf(request);
    if (slice === undefined) return ['Something was asked for that no slice has.'];
    if (slice === current) continue;
    if (over.has(slice)) return ['Two slices were at work at once.'];
    if (current !== undefined) over.add(current);
    current = slice;
  }
  return [];
}

/** Whether there was such a reason once. */
function isTrue(reason: NotContinuedReason, { site, forge }: World): boolean {
  const { impersonations, suspended } = site.admins;
  const isIneffective = impersonations.has('ineffective') || impersonations.has('mistaken');
  switch (reason) {
    case 'actorUnavailable':
      // What a slice finds out says no more than that.
      return impersonations.has('off') || suspended.size > 0 || isIneffective;
    case 'notInEffect':
      return isIneffective;
    case 'permission':
      // A request that has no effect is refused.
      return suspended.size > 0 || !site.wasPermitted || impersonations.has('ineffective');
    case 'unavailable':
      return impersonations.has('down') || site.troubled.size + forge.blocks.length > 0;
  }
}

/** What the log has where it must not be: a slice after Pause or Stop, a driver that took what it might not. */
function complaintsAboutOrder(log: readonly LogEntry[], world: World): string[] {
  const { forge } = world;
  const complaints: string[] = [];
  let wish: RunWish = 'run';
  let hasEnded = false;
  let isPart = false;
  let lease: Pick<Lease, 'driver' | 'actorId' | 'worker'> | undefined;
  log.forEach((entry, n) => {
    const complain = (what: string) => complaints.push(`Entry ${n} (${entry.kind}) ${what}.`);
    switch (entry.kind) {
      case 'slice': {
        if (wish !== 'run') complain(`came after ${wish}`);
        if (hasEnded) complain('came after the end');
        const noted = forge.noted.slices.get(entry.id);
        if (!noted) complain('was made by nobody');
        else if (forge.noted.isWorker(noted.invocation) !== (entry.worker === true)) {
          complain('says otherwise who made it');
        }
        if (lease && (lease.driver !== entry.driver || lease.actorId !== entry.actorId)) {
          complain('is of another driver');
        }
        ({ driver: lease } = { driver: entry });
        return;
      }
      case 'taken':
        if (entry.worker && (wish !== 'run' || hasEnded)) complain('was made although nobody wanted it');
        if (entry.worker && isPart) complain('was made although its page alone knows what is asked for');
        if (entry.worker && lease && lease.actorId !== entry.actorId) complain('is for another admin');
        wish = 'run';
        hasEnded = false;
        isPart = entry.isPart === true;
        lease = entry;
        return;
      case 'ended':
        if (hasEnded) complain('came twice');
        wish = 'run';
        hasEnded = true;
        lease = entry;
        return;
      case 'control':
        ({ wish } = entry);
        return;
      case 'notContinued':
        if (!isTrue(entry.reason, world)) complain(`gives a reason that was none (${entry.reason})`);
        return;
      case 'check':
      case 'undone':
        return;
    }
  });
  return complaints;
}

/** Where the record says otherwise than the log and the invocations who made what settled a change. */
function complaintsAboutMakers(
  changes: readonly RecordedChange[],
  log: readonly LogEntry[],
  { forge }: World,
): string[] {
  const makers = new Map<number, { isWorker: boolean; actorId: string }>();
  const states = new Map<number, ChangeState>();
  for (const entry of log) {
    const event = eventOf(entry);
    if (!event) continue;
    const set = (change: number, state: ChangeState) => {
      if (states.get(change) === state) return;
      states.set(change, state);
      if (entry.kind !== 'slice') return;
      const slice = forge.noted.slices.get(entry.id);
      if (slice) {
        makers.set(change, { isWorker: forge.noted.isWorker(slice.invocation), actorId: entry.actorId });
      }
    };
    foldEvent({ get: (change) => states.get(change), set }, event);
  }
  return changes.flatMap(({ index, outcome, inBackground = false, by }) => {
    const maker = makers.get(index);
    if (!maker || outcome === 'notAttempted') return [];
    const said = `${index} (${outcome}, by ${String(by)}${inBackground ? ', in the background' : ''})`;
    if (inBackground !== maker.isWorker)
      return [`${said} was made ${maker.isWorker ? 'by the worker' : 'on a page'}.`];
    return by === undefined || by === maker.actorId ? [] : [`${said} was made by ${maker.actorId}.`];
  });
}
