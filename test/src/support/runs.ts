import type { PersonaKey } from '../../../sandbox';
import type {
  Action,
  Calls,
  Change,
  ChangeBlock,
  IndexRanges,
  RunDetail,
  RunRecord,
  RunTicket,
  SliceAnswer,
  UnfinishedRun,
} from '../../../src/contract';
import { changesIn } from '../../../src/membership/changeBlocks';
import { succeeded, type App } from './app';

/** The calls of a run, as an admin's page makes them. */

let drivers = 0;

/** Like the random one that each page makes. */
export function newDriver(): string {
  drivers += 1;
  return `driver-${String(drivers).padStart(13, '0')}`;
}

/** A run that was begun, and who drives it. */
export interface TestRun {
  as: PersonaKey;
  changes: readonly Change[];
  ticket: RunTicket;
}

type NewRun = Parameters<Calls['startRun']>[0];

export interface Beginning {
  as?: PersonaKey;
  driver?: string;
  reason?: string;
  /** What the page says that groups are called. */
  groups?: NewRun['plan']['groups'];
}

/** A plan of these people of one group. */
export function blockOf(
  groupId: string,
  accountIds: readonly string[],
  action: Action = 'remove',
): ChangeBlock {
  return { groupId, action, accountIds: [...accountIds] };
}

export function newRunOf(
  blocks: readonly ChangeBlock[],
  { driver = newDriver(), reason, groups }: Beginning = {},
): NewRun {
  const total = changesIn(blocks).length;
  const plan = { blocks: [...blocks], ...(groups && { groups }) };
  return { driver, plan, total, ...(reason !== undefined && { reason }) };
}

/** Registers a run of which nothing is made yet. */
export async function startRun(
  app: App,
  blocks: readonly ChangeBlock[],
  beginning: Beginning = {},
): Promise<TestRun> {
  const { as = 'site-admin' } = beginning;
  const { run } = succeeded(await app.call(as, 'startRun', newRunOf(blocks, beginning)));
  return { as, changes: changesIn(blocks), ticket: run };
}

/** Begins a run with its first slice. */
export async function beginRun(
  app: App,
  blocks: readonly ChangeBlock[],
  changes: IndexRanges,
  beginning: Beginning = {},
): Promise<TestRun> {
  const { as = 'site-admin' } = beginning;
  const newRun = newRunOf(blocks, beginning);
  const { run } = succeeded(await app.call(as, 'makeChanges', { newRun, changes }));
  return { as, changes: changesIn(blocks), ticket: ticketIn(run) };
}

/** A slice of a run; the run goes on where its answer says. */
export async function makeSlice(app: App, run: TestRun, changes: IndexRanges): Promise<SliceAnswer> {
  const answer = await app.call(run.as, 'makeChanges', { run: run.ticket, changes });
  if (answer.run) run.ticket = answer.run;
  return answer;
}

/** One change by itself, as a run that ends with it. */
export function changeOne(app: App, change: Change, as: PersonaKey = 'site-admin'): Promise<SliceAnswer> {
  return makeAll(app, [blockOf(change.groupId, [change.accountId], change.action)], as);
}

/** Changes that are a run of one slice, which ends with it. */
export function makeAll(
  app: App,
  blocks: readonly ChangeBlock[],
  as: PersonaKey = 'site-admin',
): Promise<SliceAnswer> {
  const newRun = newRunOf(blocks);
  return app.call(as, 'makeChanges', { newRun, changes: [[0, newRun.total - 1]], ends: true });
}

/** Removes people of one group: a run of one slice, which ends with it. */
export function removeAll(
  app: App,
  groupId: string,
  accountIds: readonly string[],
  as: PersonaKey = 'site-admin',
): Promise<SliceAnswer> {
  return makeAll(app, [blockOf(groupId, accountIds)], as);
}

/** Takes changes of a run back: a run of one slice, which ends with it. @param changes their places there */
export function undo(
  app: App,
  runId: string,
  changes: IndexRanges,
  as: PersonaKey = 'site-admin',
): Promise<SliceAnswer> {
  const total = changes.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  const newRun = { driver: newDriver(), plan: { undoes: { runId, changes } }, total };
  return app.call(as, 'makeChanges', { newRun, changes: [[0, total - 1]], ends: true });
}

export async function endRun(app: App, run: TestRun): Promise<void> {
  succeeded(await app.call(run.as, 'endRun', run.ticket));
}

/** A page of a run's record. */
export async function detailOf(app: App, runId: string, from = 0): Promise<RunDetail> {
  return succeeded(await app.call('site-admin', 'getRun', { runId, from }));
}

/** What the record says of each change: its outcome, and what explains it. */
export async function outcomesOf(app: App, runId: string): Promise<string[]> {
  const { changes } = await detailOf(app, runId);
  return changes.map(({ outcome, reason, undone }) =>
    [outcome, reason, undone && 'undone'].filter(Boolean).join(' '),
  );
}

export async function listed(
  app: App,
  filter: Partial<Parameters<Calls['listRuns']>[0]> = {},
): Promise<RunRecord[]> {
  return succeeded(await app.call('site-admin', 'listRuns', { limit: 50, ...filter })).runs;
}

export async function unfinished(app: App, as: PersonaKey = 'site-admin'): Promise<UnfinishedRun[]> {
  return succeeded(await app.call(as, 'listUnfinishedRuns')).runs;
}

/** The run's id in an answer that has to have one. */
export function runIdOf(answer: SliceAnswer): string {
  return ticketIn(answer.run).runId;
}

export function ticketIn(run: RunTicket | undefined): RunTicket {
  if (!run) throw new Error('It has no ticket.');
  return run;
}
