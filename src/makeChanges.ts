import { prepareChanges } from './confluence/changeMembership';
import type { Confluence } from './confluence/confluence';
import { currentCaller } from './confluence/lookUpUsers';
import type { Change, IndexRanges } from './contract/changes';
import type { Answer, AppError } from './contract/errors';
import type { ExtendRunInput, MakeChangesInput, PlanInput, StartRunInput } from './contract/inputs';
import type { BackgroundState, GoesOn, Paces, RunTicket, SliceAnswer } from './contract/runs';
import { dueOfRun } from './due/dueRecords';
import type { CallTools } from './forgeTools';
import { guardSlice, withRefused } from './guardSlice';
import { offerRun } from './history/backgroundState';
import { readProtectedPeople } from './history/protectedPeople';
import type { Header } from './history/records';
import { recordSlice, type SliceMaker } from './history/recordSlice';
import { refuse } from './history/refusals';
import {
  beginningOf,
  extendPlan,
  findBegunRun,
  registerRun,
  type Asking,
  type Registration,
} from './history/registerRun';
import { outcomeCountsIn, refusedEvent, runEndedEvent, sliceMadeEvent, type HowEnded } from './logEvent';
import { isRemoval } from './membership/actions';
import { changesIn } from './membership/changeBlocks';
import { readGroups, readPlanInput, type PlanReading, type ReadyPlan } from './planChanges';
import { makeSlice, type SliceTools } from './run/makeSlice';

/**
 * Changes as they are made here: by who may administer Confluence, paced, and written down before and after. All of it may
 * throw `StorageError`.
 */

/** Registers a run before anything is changed. The caller has made sure that the actor may. */
export async function startRun(
  input: StartRunInput,
  tools: CallTools,
): Promise<Answer<{ run: RunTicket } & GoesOn>> {
  const ready = await readStart(input, tools);
  const begun = await begin(ready, tools);
  if (!ready.ok || !begun.ok) return begun;
  return { ...begun, ...(await offerBegun(begun.run, input, ready.background, tools)) };
}

/** Has the worker look at a run that was begun, unless its driver alone knows what of it is asked for. */
async function offerBegun(
  run: RunTicket,
  { isPart }: StartRunInput,
  background: BackgroundState,
  tools: CallTools,
): Promise<GoesOn> {
  return isPart ? {} : offerRun(askingOf(tools), background, run);
}

type ReadyStart = ({ run: RunTicket } | { registration: Registration }) & { background: BackgroundState };

async function begin(ready: Answer<ReadyStart>, tools: CallTools): Promise<Answer<{ run: RunTicket }>> {
  if (!ready.ok) return ready;
  if ('run' in ready) return { ok: true, run: ready.run };
  const { registration } = ready;
  const registered = await registerRun(tools.store, registration, askingOf(tools));
  if (registered.ok) {
    const { total, groups, undoes } = registration;
    tools.log?.({
      ...{ event: 'runBegun', runId: registered.run.runId, changes: total, groups: groups.length },
      ...(undoes && { undoes: undoes.runId }),
    });
  }
  return registered;
}

/** What is to be registered, or the run that was begun with it before. */
async function readStart(
  input: StartRunInput,
  tools: CallTools,
  reading: PlanReading = {},
): Promise<Answer<ReadyStart>> {
  const { driver, plan, total, reason, isPart } = input;
  const beginning = beginningOf(input, tools.actorId);
  // An undo that was begun has taken back already what it names: its plan cannot be read again.
  const [begun, early] = await Promise.all([
    findBegunRun(tools.store, driver, beginning, tools.clock.now()),
    'blocks' in plan ? readPlanAndGroups(plan, total, tools, reading) : undefined,
  ]);
  if (!begun.ok) return begun;
  const { run, runId, background } = begun;
  if (run) return { ok: true, run, background };
  const ready = early ?? (await readPlanAndGroups(plan, total, tools, reading));
  if (!ready.ok) return ready;
  const due = dueOfRun(input, ready.plan, runId, askingOf(tools));
  if (!due.ok) return due;
  const registration = {
    ...{ driver, beginning, total, groups: ready.groups, ...ready.plan, ...due.written },
    ...(runId !== undefined && { runId }),
    ...(reason !== undefined && { reason }),
    ...(isPart && { isPart }),
  };
  return { ok: true, registration, background };
}

/** @param total changes that the run has, at least */
async function readPlanAndGroups(
  input: PlanInput,
  total: number,
  { store, confluence, clock }: CallTools,
  reading: PlanReading,
): Promise<Answer<{ plan: ReadyPlan; groups: Header['groups'] }>> {
  const ready = await readPlanInput(store, input, clock.now(), reading);
  if (!ready.ok) return ready;
  const groups = await readGroups(confluence, ready.plan, total);
  return groups.ok ? { ...groups, plan: ready.plan } : groups;
}

/** Names more of a run's changes. */
export async function extendRun(
  { run, from, plan }: ExtendRunInput,
  tools: CallTools,
): Promise<Answer<{ run: RunTicket }>> {
  // A run that goes on has more than one call can name.
  const ready = await readPlanAndGroups(plan, from + 1, tools, {});
  if (!ready.ok) return ready;
  return extendPlan(tools.store, run, { from, groups: ready.groups, ...ready.plan }, askingOf(tools));
}

/**
 * A slice of the run that it names or begins. For a caller who may not administer Confluence nothing is stored: of one change
 * alone Confluence is asked all the same, so that its own refusal can be shown.
 */
export async function makeChanges(input: MakeChangesInput, tools: CallTools): Promise<SliceAnswer> {
  if ('run' in input) {
    return recordAndLog(input.run, input.changes, { paces: input.paces, ends: false }, tools);
  }
  const [may, early] = await Promise.all([
    verifyAdministrator(tools),
    readStart(input.newRun, tools, { isReadOnly: true }),
  ]);
  if (!may.ok) return may.error.kind === 'permission' ? refuseOne(input, may.error, tools) : may;
  // A run of the first edition is rewritten to be read, so that who asks has to be known before.
  const isMissing = !early.ok && early.error.kind === 'runNotFound';
  const ready = isMissing ? await readStart(input.newRun, tools) : early;
  if (!ready.ok) return ready;
  const begun = await begin(ready, tools);
  if (!begun.ok) return begun;
  const { ends = false } = input;
  const [answer, goesOn] = await Promise.all([
    recordAndLog(begun.run, input.changes, { ends }, tools),
    ends ? {} : offerBegun(begun.run, input.newRun, ready.background, tools),
  ]);
  return { ...answer, ...goesOn };
}

/** Records and makes a slice, and tells the log what became of it. */
async function recordAndLog(
  run: RunTicket,
  changes: IndexRanges,
  slice: SliceOptions,
  tools: CallTools,
): Promise<SliceAnswer> {
  const { clock, isWorker, log } = tools;
  const startedAt = clock.now();
  const counted = countRequests(tools);
  const answer = await recordSlice(run, changes, makerOf(counted.tools, slice), tools);
  const of = { runId: run.runId, entry: run.next, by: isWorker ? 'worker' : 'page' } as const;
  const measured = { requests: counted.requests(), durationMs: Math.round(clock.now() - startedAt) };
  const made = sliceMadeEvent(of, answer, measured);
  if (made) log?.(made);
  const isWritten = answer.ok || answer.error.kind !== 'storage';
  if (slice.ends && answer.outcomes && isWritten) {
    log?.(runEndedEvent(run.runId, 'byDriver', outcomeCountsIn(answer.outcomes)));
  }
  return answer;
}

/** The tools of a call, and how much they have asked of Confluence. */
function countRequests(tools: CallTools): { tools: CallTools; requests: () => number } {
  const { confluence } = tools;
  let requests = 0;
  const requestConfluence: Confluence['requestConfluence'] = (path, init) => {
    requests += 1;
    return confluence.requestConfluence(path, init);
  };
  const counted: Confluence = {
    requestConfluence,
    now: () => confluence.now(),
    timeLeftMs: (request) => confluence.timeLeftMs(request),
    errorOf: (thrown) => confluence.errorOf(thrown),
  };
  return { tools: { ...tools, confluence: counted }, requests: () => requests };
}

/**
 * Whether who asks may administer Confluence, as Confluence says it now. Of the worker also whether Confluence takes it for
 * the admin still: that may end without an error. 3 points.
 */
export async function verifyAdministrator(tools: CallTools): Promise<Answer<object>> {
  const { actorId, isWorker, confluence } = tools;
  const caller = await currentCaller(confluence);
  if (!caller.ok) return caller;
  if (isWorker && caller.value.accountId !== actorId) {
    return refuse({ kind: 'actorUnavailable', detail: 'Confluence answered as to another account.' });
  }
  return caller.value.mayAdminister ? { ok: true } : refuse({ kind: 'permission' });
}

/** Who asks, and when. @param how a run ends that it ends */
export function askingOf({ actorId, clock, queue, log }: CallTools, how: HowEnded = 'byDriver'): Asking {
  return {
    ...{ actorId, now: clock.now(), queue },
    onEnded: (runId, counts) => log?.(runEndedEvent(runId, how, counts)),
  };
}

interface SliceOptions {
  paces?: Paces | undefined;
  /** Whether the run ends with it. */
  ends: boolean;
}

function makerOf(tools: CallTools, { paces, ends }: SliceOptions): SliceMaker {
  return {
    verify: () => verifyAdministrator(tools),
    ends,
    prepare: async (changes, header) => {
      const guarded = await guardSlice(changes, header, tools);
      return async () => withRefused(await makeSlice(guarded.allowed, sliceTools(tools, paces)), guarded);
    },
  };
}

function sliceTools({ confluence, membershipApi, ...tools }: CallTools, paces?: Paces): SliceTools {
  return { ...tools, makeChange: prepareChanges(confluence, membershipApi), paces };
}

/** Nothing of it is written down, because Confluence refuses it; more than one change is not even asked for. */
async function refuseOne(
  { newRun: { plan } }: Extract<MakeChangesInput, { newRun: unknown }>,
  error: AppError,
  tools: CallTools,
): Promise<SliceAnswer> {
  const changes: Change[] = 'blocks' in plan ? changesIn(plan.blocks) : [];
  const [change] = changes;
  if (!change || changes.length > 1) return { ok: false, error };
  // The list is for those who administer: the refusal does not say that the person is on it.
  const isKept = isRemoval(change) && (await readProtectedPeople(tools.store)).has(change.accountId);
  if (isKept) return { ok: false, error };
  const { outcomes, stoppedBy, stopped } = await makeSlice([{ ...change, index: 0 }], sliceTools(tools));
  const made = { outcomes, ...(stopped.length > 0 && { stopped }) };
  if (stoppedBy) return { ok: false, error: stoppedBy, ...made };
  tools.log?.(refusedEvent('makeChanges', error, undefined, 'page'));
  return { ok: true, ...made };
}
