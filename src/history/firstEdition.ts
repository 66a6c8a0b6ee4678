import * as v from 'valibot';
import { chunk } from '../chunk';
import type { Action, Change, IndexRanges, RecordedOutcome } from '../contract/changes';
import { CHANGES_IN_STRETCH } from '../contract/limits';
import type { RunEvent, RunRecord } from '../contract/runs';
import { ACTIONS } from '../membership/actions';
import { toRanges } from '../membership/ranges';
import { NOT_ATTEMPTED, type ChangeState } from '../run/changeState';
import { foldEvent, foldRun } from '../run/foldRun';
import { logKey, planKey, runKey, runIdIn, stateKey } from './keys';
import { firstPeopleOf, writePlan } from './planStretches';
import {
  type DrivenState,
  type Header,
  headerIn,
  outcomeIn,
  parseRecord,
  planStretchIn,
  statesIn,
  UnreadableRecord,
  VERSION,
  writeStates,
} from './records';
import { toKeep } from './retention';
import { countStretch } from './snapshot';
import { getOne, type Store } from './store';

/**
 * What the first edition stored: one group and one action a run, account ids instead of places in a plan, and no
 * snapshot beside the log. A run of it is rewritten as this edition has it when it is first opened; lists leave it as it is.
 */

const count = v.number();
const actions = { remove: 'remove', restore: 'add' } as const;
const header = v.object({
  action: v.picklist(['remove', 'restore']),
  groupId: v.string(),
  groupName: v.exactOptional(v.string()),
  actorId: v.string(),
  startedAt: v.number(),
  total: count,
  planned: count,
  undoes: v.exactOptional(v.string()),
  ended: v.exactOptional(
    v.object({
      at: v.number(),
      counts: v.object({ done: count, failed: count, unconfirmed: count, notAttempted: count }),
    }),
  ),
});
type FirstHeader = v.InferOutput<typeof header>;

const lease = { id: v.string(), driver: v.string(), actorId: v.string(), until: v.number() };
const logEntry = v.variant('kind', [
  v.object({
    kind: v.literal('slice'),
    ...lease,
    accountIds: v.array(v.string()),
    outcomes: v.exactOptional(v.array(v.string())),
  }),
  v.object({ kind: v.literal('taken'), ...lease }),
  v.object({ kind: v.literal('ended'), ...lease }),
  v.object({
    kind: v.literal('check'),
    asOf: count,
    members: v.array(v.string()),
    others: v.array(v.string()),
  }),
]);
type FirstEntry = v.InferOutput<typeof logEntry>;

const ENTRIES_IN_READ = 100;
const UNDOS_IN_READ = 100;
const UNDOS_AT_ONCE = 10;
const STRETCHES_IN_WRITE = 10;

/** Whether a stored header is of the first edition: values had no version then. */
export function isFirstEdition(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !('v' in value);
}

/** The accounts in a stored stretch of a plan of the first edition; undefined where it is not one. */
export function firstPlanIn(value: unknown): string[] | undefined {
  const parsed = v.safeParse(v.array(v.string()), value);
  return parsed.success ? parsed.output : undefined;
}

/** A run of the first edition as it is listed. @throws UnreadableRecord */
export function firstRecordOf(runId: string, value: unknown): RunRecord {
  const { action, groupId, groupName, actorId, startedAt, total, undoes, ended } = parseRecord(header, value);
  const now = actions[action];
  const counts = ended?.counts ?? { done: 0, failed: 0, unconfirmed: 0, notAttempted: total };
  return {
    runId,
    groups: [{ groupId, ...(groupName !== undefined && { name: groupName }) }],
    actions: { add: 0, remove: 0, [now]: total },
    ...{ actorId, drivers: [actorId], total, startedAt: new Date(startedAt).toISOString() },
    ...(undoes !== undefined && { undoes }),
    counts: { ...counts, unchanged: 0 },
    firstAccountIds: [],
    ...(ended && { endedAt: new Date(ended.at).toISOString() }),
  };
}

/** A run of the first edition as this one has it. */
export interface UpgradedRun {
  header: Header;
  changes: Change[];
  /** Of its changes, in order. */
  states: DrivenState[];
}

/**
 * Reads a run of the first edition as this one has it. Costs what the run is long.
 * @param value its header, as stored
 * @throws StorageError, UnreadableRecord
 */
export async function readFirstRun(store: Store, runId: string, value: unknown): Promise<UpgradedRun> {
  const run = parseRecord(header, value);
  const [{ accountIds, log, states }, undone] = await Promise.all([
    readOutcomes(store, runId, run),
    undoneAccounts(store, runId, run),
  ]);
  foldEvent(states, { kind: 'undone', by: '', changes: toRanges(placesOf(accountIds, undone)) });
  const driven = accountIds.map((_, n): DrivenState => ({
    state: states.get(n) ?? NOT_ATTEMPTED,
    driver: 0,
  }));
  const { groupId, action } = run;
  return {
    header: upgradedHeader(run, runId, log, accountIds, driven),
    changes: accountIds.map((accountId) => ({ groupId, accountId, action: actions[action] })),
    states: driven,
  };
}

/**
 * Rewrites a run of the first edition as this one has it, header last: until then it is read as it was. Costs what the run
 * is long, once.
 * @throws StorageError, UnreadableRecord
 */
export async function upgradeRun(store: Store, runId: string, value: unknown, now: number): Promise<void> {
  const { header: next, changes, states } = await readFirstRun(store, runId, value);
  const { folded } = next;
  const writes = [
    ...writePlan(runId, 0, changes),
    ...chunk(states, CHANGES_IN_STRETCH).map(
      (stretch, n) => [stateKey(runId, n), writeStates({ states: stretch, folded })] as const,
    ),
  ];
  for (const part of chunk(writes, STRETCHES_IN_WRITE)) await store.write({ set: toKeep(next, now, part) });
  await store.write({ set: toKeep(next, now, [[runKey(runId), next]]) });
}

function upgradedHeader(
  run: FirstHeader,
  runId: string,
  log: readonly FirstEntry[],
  accountIds: readonly string[],
  states: readonly DrivenState[],
): Header {
  const drivers = [
    ...new Set([run.actorId, ...log.flatMap((one) => ('actorId' in one ? [one.actorId] : []))]),
  ];
  const last = log.findLast((one) => one.kind !== 'check');
  const { driver = 'none', actorId = run.actorId, until = 0 } = last ?? {};
  return {
    v: VERSION,
    groups: [{ id: run.groupId, ...(run.groupName !== undefined && { name: run.groupName }) }],
    actions: { add: 0, remove: 0, [actions[run.action]]: run.total },
    ...{ actorId: run.actorId, drivers, startedAt: run.startedAt, total: run.total, planned: run.planned },
    first: firstPeopleOf(accountIds),
    ...(run.undoes !== undefined && { undoes: run.undoes }),
    openKey: `open:${runId}`,
    lease: { driver, actorId, until, verifiedAt: 0 },
    folded: log.length,
    counts: chunk(states, CHANGES_IN_STRETCH).map((stretch) =>
      countStretch({ states: stretch, folded: log.length }),
    ),
    ...(last?.kind === 'ended' && { endedAt: until }),
  };
}

/** What its own log says of its people, before what other runs took back. */
async function readOutcomes(
  store: Store,
  runId: string,
  { action, planned }: FirstHeader,
): Promise<{ accountIds: string[]; log: FirstEntry[]; states: Map<number, ChangeState> }> {
  const [accountIds, log] = await Promise.all([
    readAccounts(store, runId, planned),
    readFirstLog(store, runId),
  ]);
  const places = new Map(accountIds.map((accountId, n) => [accountId, n]));
  const indexesOf = (ids: readonly string[]) => ids.flatMap((id) => places.get(id) ?? []);
  return { accountIds, log, states: foldRun(eventsIn(log, actions[action], indexesOf)) };
}

function placesOf(accountIds: readonly string[], some: ReadonlySet<string>): number[] {
  return accountIds.flatMap((accountId, n) => (some.has(accountId) ? [n] : []));
}

async function readAccounts(store: Store, runId: string, planned: number): Promise<string[]> {
  const keys = Array.from({ length: Math.ceil(planned / CHANGES_IN_STRETCH) }, (_, n) => planKey(runId, n));
  const values = await store.getMany(keys);
  return keys.flatMap((key) => {
    const value = values.get(key);
    // An upgrade that broke off has rewritten some of them.
    return firstPlanIn(value) ?? planStretchIn(value).blocks.flatMap(({ accountIds }) => accountIds);
  });
}

async function readFirstLog(store: Store, runId: string): Promise<FirstEntry[]> {
  const log: FirstEntry[] = [];
  for (;;) {
    const keys = Array.from({ length: ENTRIES_IN_READ }, (_, n) => logKey(runId, log.length + n));
    const values = await store.getMany(keys);
    const free = keys.findIndex((key) => !values.has(key));
    const there = keys.slice(0, free === -1 ? keys.length : free);
    log.push(...there.map((key) => parseRecord(logEntry, values.get(key))));
    if (free !== -1) return log;
  }
}

/** The accounts whose change other runs took back. */
async function undoneAccounts(store: Store, runId: string, run: FirstHeader): Promise<Set<string>> {
  const prefix = `undo:${runId}:`;
  const undone = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await store.list(prefix, { limit: UNDOS_IN_READ, cursor });
    const undoIds = page.entries.map(({ key }) => runIdIn(key, prefix));
    for (const some of chunk(undoIds, UNDOS_AT_ONCE)) {
      const done = await Promise.all(some.map((undoId) => accountsTakenBack(store, undoId, run)));
      for (const accountId of done.flat()) undone.add(accountId);
    }
    ({ cursor } = page);
  } while (cursor !== undefined);
  return undone;
}

/** Whose change a run made, if it makes the opposite change in the same group. */
async function accountsTakenBack(store: Store, undoId: string, undone: FirstHeader): Promise<string[]> {
  try {
    const value = await getOne(store, runKey(undoId));
    if (value === undefined) return [];
    if (!isFirstEdition(value)) return await accountsTakenBackSince(store, undoId, value, undone);
    const run = parseRecord(header, value);
    if (run.action === undone.action || run.groupId !== undone.groupId) return [];
    const { accountIds, states } = await readOutcomes(store, undoId, run);
    return accountIds.filter((_, n) => states.get(n)?.outcome === 'done');
  } catch (error) {
    // What cannot be read takes nothing else down.
    if (error instanceof UnreadableRecord) return [];
    throw error;
  }
}

/** The same of a run that was rewritten. @throws UnreadableRecord */
async function accountsTakenBackSince(
  store: Store,
  undoId: string,
  value: unknown,
  undone: FirstHeader,
): Promise<string[]> {
  const { groups, actions: counts, planned } = headerIn(value);
  const isOpposite = counts[actions[undone.action]] === 0;
  if (!isOpposite || groups.some(({ id }) => id !== undone.groupId)) return [];
  const keys = Array.from({ length: Math.ceil(planned / CHANGES_IN_STRETCH) }, (_, n) => stateKey(undoId, n));
  const [accountIds, values] = await Promise.all([readAccounts(store, undoId, planned), store.getMany(keys)]);
  const states = keys.flatMap((key) => statesIn(values.get(key)).states);
  return accountIds.filter((_, n) => states[n]?.state.outcome === 'done');
}

/** A log of the first edition as events. A check there settled nothing that was at work when it asked, or came after. */
function eventsIn(
  log: readonly FirstEntry[],
  action: Action,
  indexesOf: (accountIds: readonly string[]) => number[],
): RunEvent[] {
  const lastSlice = new Map<string, number>();
  return log.flatMap((entry, number): RunEvent[] => {
    switch (entry.kind) {
      case 'slice': {
        for (const accountId of entry.accountIds) lastSlice.set(accountId, number);
        return [sliceEvent(entry, indexesOf)];
      }
      case 'check': {
        const settled = (ids: readonly string[]) =>
          toRanges(indexesOf(ids.filter((id) => (lastSlice.get(id) ?? 0) < entry.asOf)));
        const [members, others] = [settled(entry.members), settled(entry.others)];
        const [so, notSo] = ACTIONS[action].wantsMember ? [members, others] : [others, members];
        return [{ kind: 'check', actorId: '', so, notSo }];
      }
      case 'taken':
      case 'ended':
        return [];
    }
  });
}

/** Places rise in an event, and outcomes are in their order. */
function sliceEvent(
  { actorId, accountIds, outcomes }: Extract<FirstEntry, { kind: 'slice' }>,
  indexesOf: (accountIds: readonly string[]) => number[],
): RunEvent {
  const pairs = accountIds
    .flatMap((accountId, n) => indexesOf([accountId]).map((index) => ({ index, code: outcomes?.[n] })))
    .sort((a, b) => a.index - b.index);
  const changes: IndexRanges = toRanges(pairs.map(({ index }) => index));
  const recorded = pairs.map(({ code }): RecordedOutcome => outcomeIn(code ?? 'notAttempted'));
  return { kind: 'slice', actorId, changes, ...(outcomes && { outcomes: recorded }) };
}
