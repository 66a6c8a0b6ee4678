import { chunk } from '../chunk';
import type { OutcomeCounts } from '../contract/changes';
import { CHANGES_IN_STRETCH } from '../contract/limits';
import { indexesIn } from '../membership/ranges';
import { NOT_ATTEMPTED } from '../run/changeState';
import { foldEvent } from '../run/foldRun';
import { copyHeader, foldIntoHeader } from './foldIntoHeader';
import { runKey, stateKey } from './keys';
import type { LoadedRun } from './loadRun';
import { eventOf, readEntries } from './log';
import { sizeOf, stretchesOf, stretchOf } from './planStretches';
import {
  statesIn,
  writeStates,
  type DrivenState,
  type FoldedStates,
  type Header,
  type LogEntry,
} from './records';
import { toKeep } from './retention';
import type { Changes, Store } from './store';

/**
 * What is kept beside a run's log so that it need not be read again: the state of each change, by stretch, and the header
 * that says up to which entry. Each is a fold of the log; writing an older one again loses nothing, because the entries
 * since are folded in anew, and folding one twice changes nothing.
 */

/** Keys that a transaction of the storage has room for, beside what else belongs into the last. */
const STATES_IN_WRITE = 20;

/** A run brought up to date with its log. */
export interface FoldedRun {
  header: Header;
  /** The states of the stretches that the entries were about, and of those asked for. */
  states: ReadonlyMap<number, DrivenState[]>;
  /** The stretches whose states the store does not have so. */
  changed: ReadonlySet<number>;
}

/**
 * Folds a run's tail, and entries that are about to be appended, into its header and states. Reads the states of the
 * stretches they are about.
 * @param more entries after the tail
 * @param wanted stretches whose states are wanted too
 * @param values what the store has under keys that were read already; undefined where nothing
 */
export async function foldTail(
  store: Store,
  { runId, header, tail }: LoadedRun,
  more: readonly LogEntry[] = [],
  { wanted = [], values }: { wanted?: readonly number[]; values?: ReadonlyMap<string, unknown> } = {},
): Promise<FoldedRun> {
  const entries = [...tail, ...more];
  const changed = new Set(stretchesOf(entries.flatMap(changesOf)));
  const states = await readStates(store, runId, header, [...new Set([...changed, ...wanted])], values);
  const next = copyHeader(header);
  for (const entry of entries) foldEntry(next, states, entry);
  next.folded = header.folded + entries.length;
  const { workers, counts, inBackground = [] } = next;
  for (const stretch of changed) {
    const of = states.get(stretch) ?? [];
    counts[stretch] = countStretch({ states: of, folded: next.folded });
    inBackground[stretch] = of.filter(({ driver }) => workers?.includes(driver)).length;
  }
  for (let n = 0; n < counts.length; n += 1) {
    counts[n] ??= [0, 0, 0, 0, 0];
    inBackground[n] ??= 0;
  }
  if (workers) next.inBackground = inBackground;
  return { header: next, states, changed };
}

/** What has to be written for a fold, and whatever else belongs into the same transaction: the header comes last. */
export async function writeSnapshot(
  store: Store,
  runId: string,
  { header, states, changed }: FoldedRun,
  now: number,
  {
    set = [],
    remove = [],
  }: { set?: readonly (readonly [string, unknown])[]; remove?: readonly string[] } = {},
): Promise<void> {
  for (const write of snapshotWrites(runId, { header, states, changed }, now, { set, remove })) {
    await store.write(write);
  }
}

/** The transactions of `writeSnapshot`, in their order. One, unless more than 20 stretches changed. */
export function snapshotWrites(
  runId: string,
  { header, states, changed }: FoldedRun,
  now: number,
  {
    set = [],
    remove = [],
  }: { set?: readonly (readonly [string, unknown])[]; remove?: readonly string[] } = {},
): Changes[] {
  const stretches = [...changed].map(
    (stretch) =>
      [
        stateKey(runId, stretch),
        writeStates({ states: states.get(stretch) ?? [], folded: header.folded }),
      ] as const,
  );
  const chunks = chunk(stretches, STATES_IN_WRITE);
  const last = chunks.pop() ?? [];
  return [
    ...chunks.map((part) => ({ set: toKeep(header, now, part) })),
    { set: toKeep(header, now, [...last, ...set, [runKey(runId), header]]), remove },
  ];
}

/** A run's changes by outcome. */
export function countsIn({ counts, total }: Header): OutcomeCounts {
  const sum = (place: 0 | 1 | 2 | 3) => counts.reduce((all, of) => all + of[place], 0);
  const [done, unchanged, failed, unconfirmed] = [sum(0), sum(1), sum(2), sum(3)];
  const notAttempted = Math.max(0, total - done - unchanged - failed - unconfirmed);
  return { done, unchanged, failed, unconfirmed, notAttempted };
}

/**
 * The states of whole stretches; those without a record were not attempted. The storage promises nothing about keys read
 * together, and a write that is awaited no more may land late: a stretch that is behind its header is brought up to
 * it from the log.
 */
async function readStates(
  store: Store,
  runId: string,
  header: Header,
  stretches: readonly number[],
  known: ReadonlyMap<string, unknown> = new Map(),
): Promise<Map<number, DrivenState[]>> {
  const missing = stretches.map((stretch) => stateKey(runId, stretch)).filter((key) => !known.has(key));
  const read = missing.length === 0 ? new Map<string, unknown>() : await store.getMany(missing);
  const found = new Map(
    stretches.map((stretch) => {
      const value = known.get(stateKey(runId, stretch)) ?? read.get(stateKey(runId, stretch));
      return [stretch, value === undefined ? emptyStretch(stretch, header.total) : statesIn(value)];
    }),
  );
  await catchUp(store, runId, header, found);
  return new Map([...found].map(([stretch, { states }]) => [stretch, states]));
}

/** Folds into stretches what their header has of them already. */
async function catchUp(
  store: Store,
  runId: string,
  header: Header,
  found: ReadonlyMap<number, FoldedStates>,
): Promise<void> {
  const behind = [...found].filter(([stretch, { folded }]) => folded < (header.counts[stretch]?.[4] ?? 0));
  if (behind.length === 0) return;
  const from = Math.min(...behind.map(([, { folded }]) => folded));
  const entries = await readEntries(store, runId, from, header.folded - from);
  for (const [stretch, { states, folded }] of behind) {
    const scratch = copyHeader(header);
    for (const entry of entries.slice(folded - from)) foldEntry(scratch, new Map([[stretch, states]]), entry);
  }
}

function emptyStretch(stretch: number, total: number): FoldedStates {
  const states = Array.from({ length: sizeOf(stretch, total) }, () => ({ state: NOT_ATTEMPTED, driver: 0 }));
  return { states, folded: 0 };
}

function foldEntry(header: Header, states: ReadonlyMap<number, DrivenState[]>, entry: LogEntry): void {
  const driver = foldIntoHeader(header, entry);
  const event = eventOf(entry);
  if (!event) return;
  const stateAt = (change: number) => states.get(stretchOf(change))?.[change % CHANGES_IN_STRETCH];
  foldEvent(
    {
      get: (change) => stateAt(change)?.state,
      set: (change, state) => {
        const at = stateAt(change);
        if (!at || at.state === state) return;
        at.state = state;
        if (driver !== undefined) at.driver = driver;
      },
    },
    event,
  );
}

function changesOf(entry: LogEntry): number[] {
  switch (entry.kind) {
    case 'slice':
    case 'undone':
      return indexesIn(entry.changes);
    case 'check':
      return [...indexesIn(entry.so), ...indexesIn(entry.notSo)];
    case 'taken':
    case 'ended':
    case 'control':
    case 'notContinued':
      return [];
  }
}

/** The changes of a stretch by outcome, as the header has them. */
export function countStretch({ states, folded }: FoldedStates): Header['counts'][number] {
  const counts: Header['counts'][number] = [0, 0, 0, 0, folded];
  for (const { state } of states) {
    const place = COUNTED[state.outcome];
    if (place !== undefined) counts[place] += 1;
  }
  return counts;
}

const COUNTED: Record<DrivenState['state']['outcome'], 0 | 1 | 2 | 3 | undefined> = {
  done: 0,
  unchanged: 1,
  failed: 2,
  unconfirmed: 3,
  notAttempted: undefined,
};
