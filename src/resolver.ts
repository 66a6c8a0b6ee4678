import { makeResolver } from '@forge/resolver';
import type * as v from 'valibot';
import { tryBackground } from './background/tryBackground';
import { checkChanges } from './checks';
import type { Calls } from './contract/calls';
import type { Answer, AppError } from './contract/errors';
import * as inputs from './contract/inputs';
import { changeDue } from './due/changeDue';
import { listDue } from './due/listDue';
import { forgeTools, type CallTools } from './forgeTools';
import { controlRun } from './history/controlRun';
import { followRun } from './history/followRun';
import { dismissRun, endRun, keepRun, resumeRun } from './history/leaseRun';
import { listPersonEvents } from './history/listPersonEvents';
import { listRuns } from './history/listRuns';
import { changeProtected, listProtected } from './history/protectedPeople';
import { getRun, listUnfinishedRuns } from './history/readRun';
import { recordErrorOf, refuse } from './history/refusals';
import { askingOf, extendRun, makeChanges, startRun, verifyAdministrator } from './makeChanges';
import { parseInput } from './parseInput';

/** The function Forge invokes: each call's input is parsed, then handed to the one who knows. */
export const handler = makeResolver<Calls>({
  startRun: administratorsCall(inputs.startRunInput, startRun),
  extendRun: administratorsCall(inputs.extendRunInput, extendRun),
  // Asks itself who may: at the beginning of a run, and now and then while it goes on.
  makeChanges: call(inputs.makeChangesInput, makeChanges),
  keepRun: administratorsCall(inputs.ticketInput, (ticket, tools) =>
    keepRun(tools.store, ticket, askingOf(tools)),
  ),
  endRun: administratorsCall(inputs.ticketInput, (ticket, tools) =>
    endRun(tools.store, ticket, askingOf(tools)),
  ),
  listRuns: administratorsCall(inputs.listRunsInput, async (input, { store, clock }) =>
    found(await listRuns(store, input, clock.now())),
  ),
  getRun: administratorsCall(inputs.getRunInput, async ({ runId, from }, { store, clock }) =>
    found(await getRun(store, runId, from, clock.now())),
  ),
  listPersonEvents: administratorsCall(inputs.listPersonEventsInput, async (input, { store, clock }) =>
    found(await listPersonEvents(store, input, clock)),
  ),
  // Asks who may only where there are any: each view of a group begins with it.
  listUnfinishedRuns: call(inputs.noInput, (_, tools) =>
    listUnfinishedRuns(tools.store, askingOf(tools), () => verifyAdministrator(tools)),
  ),
  resumeRun: administratorsCall(inputs.resumeRunInput, (input, tools) =>
    resumeRun(tools.store, input, askingOf(tools)),
  ),
  // Asks who may unless the record says so of who asks: it is asked every few seconds.
  followRun: call(inputs.followRunInput, (input, tools) =>
    followRun(tools.store, input, askingOf(tools), () => verifyAdministrator(tools)),
  ),
  controlRun: administratorsCall(inputs.controlRunInput, (input, tools) =>
    controlRun(tools.store, input, askingOf(tools)),
  ),
  tryBackground: administratorsCall(inputs.noInput, (_, tools) => tryBackground(tools)),
  dismissRun: administratorsCall(inputs.dismissRunInput, (input, tools) =>
    dismissRun(tools.store, input, askingOf(tools)),
  ),
  checkChanges: administratorsCall(inputs.checkChangesInput, checkChanges),
  listProtected: administratorsCall(inputs.noInput, (_, { store }) => listProtected(store)),
  changeProtected: administratorsCall(inputs.changeProtectedInput, (input, { store }) =>
    changeProtected(store, input),
  ),
  // Asks who may only where there are any: each look at the groups begins with it.
  listDue: call(inputs.listDueInput, (input, tools) =>
    listDue(tools.store, input, tools.clock.now(), () => verifyAdministrator(tools)),
  ),
  changeDue: administratorsCall(inputs.changeDueInput, (input, tools) =>
    changeDue(tools.store, input, askingOf(tools)),
  ),
});

interface Invocation {
  payload: unknown;
  context: { accountId?: unknown };
}

/**
 * Bad input is answered here, before any request is made, and so is what the storage did not do. `answerTo` gets what it
 * stands on, for the caller that Forge names; without one nothing is done.
 */
function call<In, Out>(
  schema: v.GenericSchema<unknown, In>,
  answerTo: (input: In, tools: CallTools) => Promise<Out>,
) {
  return async ({ payload, context }: Invocation): Promise<Out | { ok: false; error: AppError }> => {
    const parsed = parseInput(schema, payload);
    if (!parsed.ok) return parsed;
    const { accountId } = context;
    if (typeof accountId !== 'string' || accountId === '') {
      return { ok: false, error: { kind: 'signedOut', detail: 'Forge does not say who asks.' } };
    }
    try {
      return await answerTo(parsed.input, forgeTools(accountId));
    } catch (thrown) {
      const error = recordErrorOf(thrown);
      if (error) return refuse(error);
      throw thrown;
    }
  };
}

/** The history, and what is written there, is for those who administer Confluence; Confluence says each time who does. */
function administratorsCall<In, T>(
  schema: v.GenericSchema<unknown, In>,
  answerTo: (input: In, tools: CallTools) => Promise<Answer<T>>,
) {
  return call(schema, async (input, tools): Promise<Answer<T>> => {
    const may = await verifyAdministrator(tools);
    return may.ok ? answerTo(input, tools) : may;
  });
}

function found<T>(value: T | undefined): Answer<T> {
  return value === undefined ? { ok: false, error: { kind: 'runNotFound' } } : { ok: true, ...value };
}
