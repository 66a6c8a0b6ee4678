import { chunk } from '../chunk';
import type { ListPersonEventsInput } from '../contract/inputs';
import { CHANGES_IN_STRETCH } from '../contract/limits';
import type { PersonEvent } from '../contract/runs';
import { firstPlanIn, isFirstEdition, readFirstRun } from './firstEdition';
import { isInPeriod } from './historyPages';
import { logKey, planKey, positionOf, runKey, stateKey } from './keys';
import { loadRun } from './loadRun';
import { parseStretch, planIn, stretchOf, type StoredChange } from './planStretches';
import { saidOf } from './readRun';
import { headerIn, planStretchIn, UnreadableRecord, type DrivenState, type Header } from './records';
import { isOver } from './retention';
import { foldTail } from './snapshot';
import type { Store } from './store';

/** Runs that are brought up to date with their logs at once. */
const RUNS_AT_ONCE = 10;

/** A stretch of a run's plan, as stored. */
export interface StoredStretch {
  runId: string;
  stretch: number;
  value: unknown;
}

/** A change of the person at its position in the history; without an event, what this version cannot read there. */
export interface Finding {
  runId: string;
  position: string;
  event?: PersonEvent;
}

type EventFilter = Omit<ListPersonEventsInput, 'limit' | 'cursor'>;

/** A run that names the person. */
interface NamingRun {
  runId: string;
  /** The stretches of its plan that do. */
  stretches: number[];
  /** What they say of the person. */
  changes: StoredChange[];
  /** Those of them that are as the first edition stored them, or were when the query noticed them. */
  firstStretches: number[];
}

/** A run up to date with its log: changes of it, and how those of the wanted stretches stand. */
interface CurrentRun {
  header: Header;
  changes: readonly StoredChange[];
  stateOf: (index: number) => DrivenState | undefined;
}

/**
 * What stretches of plans say of one person, in order. Two requests to the storage where they name the person, one for each
 * 25 keys; two more for a run whose header is not up to date with its log. One of the first edition costs what it is long.
 * @param now ms since the epoch
 * @throws StorageError
 */
export async function readPersonEvents(
  store: Store,
  entries: readonly StoredStretch[],
  filter: EventFilter,
  now: number,
): Promise<Finding[]> {
  const { runs, unreadable } = findNamingRuns(entries, filter.personId);
  const headers = await store.getMany(runs.map(({ runId }) => runKey(runId)));
  const begun = runs.flatMap((run) => {
    const value = headers.get(runKey(run.runId));
    return value === undefined ? [] : [{ run, value }];
  });
  const values = await store.getMany(begun.flatMap(({ run, value }) => keysOf(run, value)));
  const findings = [...unreadable];
  for (const part of chunk(begun, RUNS_AT_ONCE)) {
    const found = await Promise.all(
      part.map(async ({ run, value }): Promise<Finding[]> => {
        const { runId, stretches } = run;
        try {
          const current = await readCurrentRun(store, run, value, values, now);
          return eventsOf(runId, current, filter, now).map((event) => ({
            ...{ runId, event },
            position: positionOf(runId, event.index),
          }));
        } catch (error) {
          return [unreadableAt(error, runId, stretches[0] ?? 0)];
        }
      }),
    );
    findings.push(...found.flat());
  }
  return findings.sort((a, b) => (a.position < b.position ? -1 : 1));
}

function findNamingRuns(
  entries: readonly StoredStretch[],
  personId: string,
): { runs: NamingRun[]; unreadable: Finding[] } {
  const runs = new Map<string, NamingRun>();
  const unreadable: Finding[] = [];
  for (const { runId, stretch, value } of entries) {
    const run = runs.get(runId) ?? { runId, stretches: [], changes: [], firstStretches: [] };
    try {
      const first = firstPlanIn(value);
      const accountIds = first ?? planStretchIn(value).blocks.flatMap((block) => block.accountIds);
      if (!accountIds.includes(personId)) continue;
      runs.set(runId, run);
      run.stretches.push(stretch);
      if (first) run.firstStretches.push(stretch);
      else run.changes.push(...parseStretch(stretch, value).filter((one) => one.accountId === personId));
    } catch (error) {
      unreadable.push(unreadableAt(error, runId, stretch));
    }
  }
  return { runs: [...runs.values()], unreadable };
}

/** What has to be read of a run besides its header: whether its log goes on, and how the changes stand. */
function keysOf({ runId, stretches, firstStretches }: NamingRun, value: unknown): string[] {
  try {
    const { folded } = headerIn(value);
    return [
      logKey(runId, folded),
      ...stretches.map((stretch) => stateKey(runId, stretch)),
      ...firstStretches.map((stretch) => planKey(runId, stretch)),
    ];
  } catch (error) {
    // Of the first edition, or what is said to be unreadable later.
    if (error instanceof UnreadableRecord) return [];
    throw error;
  }
}

/** @param value its header, as stored @param values what was read besides @throws UnreadableRecord, StorageError */
async function readCurrentRun(
  store: Store,
  { runId, stretches, changes, firstStretches }: NamingRun,
  value: unknown,
  values: ReadonlyMap<string, unknown>,
  now: number,
): Promise<CurrentRun | undefined> {
  if (isFirstEdition(value)) {
    const first = await readFirstRun(store, runId, value);
    return {
      header: first.header,
      changes: first.changes.map((change, index) => ({ ...change, index })),
      stateOf: (index) => first.states[index],
    };
  }
  const header = headerIn(value);
  const next = header.folded;
  const goesOn = values.has(logKey(runId, next));
  const run = goesOn ? (await loadRun(store, runId, now))?.run : { runId, header, tail: [], next };
  if (!run) return undefined;
  const known = new Map(
    stretches.map((stretch) => [stateKey(runId, stretch), values.get(stateKey(runId, stretch))]),
  );
  const folded = await foldTail(store, run, [], { wanted: stretches, ...(!goesOn && { values: known }) });
  return {
    header: folded.header,
    changes: [...changes, ...planIn(values, runId, firstStretches)],
    stateOf: (index) => folded.states.get(stretchOf(index))?.[index % CHANGES_IN_STRETCH],
  };
}

/** The person's changes that fit; none of a run that is no longer kept. */
function eventsOf(
  runId: string,
  run: CurrentRun | undefined,
  filter: EventFilter,
  now: number,
): PersonEvent[] {
  if (!run || isOver(run.header.startedAt, now) || !isInPeriod(run.header.startedAt, filter)) return [];
  const { actorId, startedAt, endedAt, undoes, groups, planned } = run.header;
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  return run.changes
    .filter(({ index, accountId }) => index < planned && accountId === filter.personId)
    .map(({ index, groupId, accountId, action }) => {
      const groupName = names.get(groupId);
      return {
        ...{ index, groupId, accountId, action, ...saidOf(run.stateOf(index), run.header) },
        ...{ runId, actorId, startedAt: new Date(startedAt).toISOString() },
        ...(endedAt !== undefined && { endedAt: new Date(endedAt).toISOString() }),
        ...(groupName !== undefined && { groupName }),
        ...(undoes !== undefined && { undoes }),
      };
    })
    .filter((event) => fits(event, filter));
}

function fits(event: PersonEvent, { groupId, actorId, action, outcome }: EventFilter): boolean {
  return (
    (groupId === undefined || event.groupId === groupId) &&
    (actorId === undefined || (event.by ?? event.actorId) === actorId) &&
    (action === undefined || event.action === action) &&
    (outcome === undefined || event.outcome === outcome)
  );
}

/** @throws what is not that this version cannot read it */
function unreadableAt(error: unknown, runId: string, stretch: number): Finding {
  if (!(error instanceof UnreadableRecord)) throw error;
  return { runId, position: positionOf(runId, stretch * CHANGES_IN_STRETCH) };
}
