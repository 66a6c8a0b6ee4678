import { prepareChanges } from './confluence/changeMembership';
import { currentCaller } from './confluence/lookUpUsers';
import type { Change } from './contract/changes';
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
  return registerRun(tools.store, ready.registration, askingOf(tools));
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
    const maker = makerOf(tools, { paces: input.paces, ends: false });
    return recordSlice(input.run, input.changes, maker, tools);
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
    recordSlice(begun.run, input.changes, makerOf(tools, { ends }), tools),
    ends ? {} : offerBegun(begun.run, input.newRun, ready.background, tools),
  ]);
  return { ...answer, ...goesOn };
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

/** Who asks, and when. */
export function askingOf({ actorId, clock, queue }: CallTools): Asking {
  return { actorId, now: clock.now(), queue };
}

function makerOf(
  tools: CallTools,
  { paces, ends }: { paces?: Paces | undefined; ends: boolean },
): SliceMaker {
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
  return stoppedBy ? { ok: false, error: stoppedBy, ...made } : { ok: true, ...made };
}
