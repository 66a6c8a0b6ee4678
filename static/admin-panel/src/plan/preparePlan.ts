import type { Group, RunRecord } from '../../../../src/contract';
import { withVisibleName } from '../directory/useGroup';
import { createPause } from '../host/createPause';
import { invoke } from '../host/invokeResolver';
import { valueOf } from '../host/readFailed';
import { browserTools } from '../host/tools';
import type { ActiveRun } from '../run/activeRun';
import { wholeRun } from '../run/wholeRun';
import { currentGroups } from './currentGroups';
import { pickRest, pickRestOfOwn } from './pickRest';
import type { Plan, PlanSource } from './plan';
import { CandidateSorter, originOf, sortOut, type Candidate, type PreparedPlan } from './preparedPlan';
import { prepareList } from './prepareList';
import { prepareOffboarding } from './prepareOffboarding';
import { prepareUndo } from './prepareUndo';

/** What preparing a plan needs from where it is shown. */
export interface PrepareTools {
  /** By id, groups that need not be asked about. */
  groups: ReadonlyMap<string, Group>;
  /** By group id, the account ids of all that Confluence lists, where that need not be read again. */
  listed: Plan['listed'];
  /** The page's own run, where it has ended and can be gone on with. */
  ownRun: ActiveRun | undefined;
  /** Told how far it has come, in whatever is asked one by one; 0 of 0 while that is not known. */
  onProgress: (done: number, count: number) => void;
  signal: AbortSignal;
}

/** How many of what a source names are asked about one by one, and are told by `onProgress`. */
export type PrepareProgress = PrepareTools['onProgress'];

/**
 * Finds out which changes a plan has now: reads the run that it is about, and asks Confluence about groups and people as far
 * as they are not known. Chosen changes take a request for each group that is not known, an undo at most one a change,
 * an offboarding one a person, a list as `prepareList` says. Nothing is changed.
 * @throws ReadFailed; whatever `signal` was aborted with
 */
export async function preparePlan(source: PlanSource, tools: PrepareTools): Promise<PreparedPlan> {
  switch (source.kind) {
    case 'chosen':
      return prepareChosen(source, tools);
    case 'list':
      return prepareList(source, tools);
    case 'undo':
      return prepareUndo(source, tools);
    case 'rest':
      return prepareRest(source, tools);
    case 'offboarding':
      return prepareOffboarding(source, tools);
  }
}

/** So many changes are prepared before the first drawing; more keep the page from answering. */
const PREPARED_AT_ONCE = 5_000;

/** The plan, where nothing has to be asked for it: chosen changes, not too many, in groups that are known. */
export function prepareAtOnce(
  source: PlanSource,
  groups: ReadonlyMap<string, Group>,
): PreparedPlan | undefined {
  if (source.kind !== 'chosen' || source.changes.length > PREPARED_AT_ONCE) return undefined;
  if (source.changes.some(({ groupId }) => !groups.has(groupId))) return undefined;
  const named = new Map([...groups].map(([id, group]) => [id, withVisibleName(group)] as const));
  const sorter = new CandidateSorter(named);
  source.changes.forEach(sorter.add);
  return { entries: sorter.entries, leftOut: sorter.leftOut, groups: named, groupsOf: new Map() };
}

type Of<Kind extends PlanSource['kind']> = Extract<PlanSource, { kind: Kind }>;

async function prepareChosen(source: Of<'chosen'>, { groups, signal }: PrepareTools): Promise<PreparedPlan> {
  const current = await currentGroups(
    source.changes.map(({ groupId }) => groupId),
    groups,
  );
  // Drawing and preparing are tasks of their own.
  await browserTools.clock.sleep(0, signal);
  const sorted = await sortOut(source.changes, current, createPause(signal));
  return { ...sorted, groups: current, groupsOf: new Map() };
}

async function prepareRest(source: Of<'rest'>, { ownRun, signal }: PrepareTools): Promise<PreparedPlan> {
  const { rest, run } = await readRest(source, ownRun);
  signal.throwIfAborted();
  // The run knows what they were called, and not who owns them.
  const groups = await currentGroups(
    rest.map(({ groupId }) => groupId),
    new Map(),
  );
  signal.throwIfAborted();
  const sorted = await sortOut(rest, groups, createPause(signal));
  return { ...sorted, groups, groupsOf: new Map(), origin: originOf(run) };
}

/** What is left of a run: as the page's own run says, where it is that, else as the history does. */
async function readRest(
  { runId, which }: Of<'rest'>,
  ownRun: ActiveRun | undefined,
): Promise<{ rest: Candidate[]; run: RunRecord }> {
  if (ownRun?.client.runId === runId) {
    const { run } = await valueOf(invoke('getRun', { runId, from: 0 }));
    return { rest: pickRestOfOwn(ownRun, which), run };
  }
  const { run, changes } = await wholeRun(runId);
  return { rest: pickRest(changes, which), run };
}
