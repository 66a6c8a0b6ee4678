import { makeResolver } from '@forge/resolver';
import type * as v from 'valibot';
import { tryBackground } from './background/tryBackground';
import { checkChanges } from './checks';
import type { CallTable, Calls } from './contract/calls';
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
import { consoleLog, failedEvent, refusedEvent } from './logEvent';
import { askingOf, extendRun, makeChanges, startRun, verifyAdministrator } from './makeChanges';
import { parseInput } from './parseInput';

/** The function Forge invokes: each call's input is parsed, then handed to the one who knows. */
export const handler = makeResolver<CallTable>({
  startRun: administratorsCall('startRun', inputs.startRunInput, startRun),
  extendRun: administratorsCall('extendRun', inputs.extendRunInput, extendRun),
  // Asks itself who may: at the beginning of a run, and now and then while it goes on.
  makeChanges: call('makeChanges', inputs.makeChangesInput, makeChanges),
  keepRun: administratorsCall('keepRun', inputs.ticketInput, (ticket, tools) =>
    keepRun(tools.store, ticket, askingOf(tools, 'byStop')),
  ),
  endRun: administratorsCall('endRun', inputs.ticketInput, (ticket, tools) =>
    endRun(tools.store, ticket, askingOf(tools)),
  ),
  listRuns: administratorsCall('listRuns', inputs.listRunsInput, async (input, { store, clock }) =>
    found(await listRuns(store, input, clock.now())),
  ),
  getRun: administratorsCall('getRun', inputs.getRunInput, async ({ runId, from }, { store, clock }) =>
    found(await getRun(store, runId, from, clock.now())),
  ),
  listPersonEvents: administratorsCall(
    'listPersonEvents',
    inputs.listPersonEventsInput,
    async (input, { store, clock }) => found(await listPersonEvents(store, input, clock)),
  ),
  // Asks who may only where there are any: each view of a group begins with it.
  listUnfinishedRuns: call('listUnfinishedRuns', inputs.noInput, (_, tools) =>
    listUnfinishedRuns(tools.store, askingOf(tools), () => verifyAdministrator(tools)),
  ),
  resumeRun: administratorsCall('resumeRun', inputs.resumeRunInput, async (input, tools) => {
    const answer = await resumeRun(tools.store, input, askingOf(tools));
    if (answer.ok) tools.log?.({ event: 'runTaken', runId: input.runId, by: 'page' });
    return answer;
  }),
  // Asks who may unless the record says so of who asks: it is asked every few seconds.
  followRun: call('followRun', inputs.followRunInput, (input, tools) =>
    followRun(tools.store, input, askingOf(tools), () => verifyAdministrator(tools)),
  ),
  controlRun: administratorsCall('controlRun', inputs.controlRunInput, async (input, tools) => {
    const answer = await controlRun(tools.store, input, askingOf(tools, 'byStop'));
    if (answer.ok) tools.log?.({ event: 'runControlled', runId: input.runId, wish: input.wish });
    return answer;
  }),
  tryBackground: administratorsCall('tryBackground', inputs.noInput, (_, tools) => tryBackground(tools)),
  dismissRun: administratorsCall('dismissRun', inputs.dismissRunInput, (input, tools) =>
    dismissRun(tools.store, input, askingOf(tools, 'byDismissal')),
  ),
  checkChanges: administratorsCall('checkChanges', inputs.checkChangesInput, checkChanges),
  listProtected: administratorsCall('listProtected', inputs.noInput, (_, { store }) => listProtected(store)),
  changeProtected: administratorsCall('changeProtected', inputs.changeProtectedInput, (input, { store }) =>
    changeProtected(store, input),
  ),
  // Asks who may only where there are any: each look at the groups begins with it.
  listDue: call('listDue', inputs.listDueInput, (input, tools) =>
    listDue(tools.store, input, tools.clock.now(), () => verifyAdministrator(tools)),
  ),
  changeDue: administratorsCall('changeDue', inputs.changeDueInput, (input, tools) =>
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
function call<In, Out extends Answer<object>>(
  name: keyof Calls,
  schema: v.GenericSchema<unknown, In>,
  answerTo: (input: In, tools: CallTools) => Promise<Out>,
) {
  return async ({ payload, context }: Invocation): Promise<Out | { ok: false; error: AppError }> => {
    const parsed = parseInput(schema, payload);
    if (!parsed.ok) return refused(parsed);
    const { input } = parsed;
    const { accountId } = context;
    if (typeof accountId !== 'string' || accountId === '') {
      return refused(refuse({ kind: 'signedOut', detail: 'Forge does not say who asks.' }), input);
    }
    try {
      const answer = await answerTo(input, forgeTools(accountId));
      // A slice that an error stopped has a line of its own.
      return answer.ok || 'run' in answer ? answer : refused(answer, input);
    } catch (thrown) {
      const error = recordErrorOf(thrown);
      if (error) return refused(refuse(error), input);
      consoleLog(failedEvent(name, thrown));
      throw thrown;
    }
  };

  function refused<T extends Answer<object>>(answer: T, input?: In): T {
    if (answer.ok) return answer;
    consoleLog(refusedEvent(name, answer.error, input, 'page'));
    return answer;
  }
}

/** The history, and what is written there, is for those who administer Confluence; Confluence says each time who does. */
function administratorsCall<In, T>(
  name: keyof Calls,
  schema: v.GenericSchema<unknown, In>,
  answerTo: (input: In, tools: CallTools) => Promise<Answer<T>>,
) {
  return call(name, schema, async (input, tools): Promise<Answer<T>> => {
    const may = await verifyAdministrator(tools);
    return may.ok ? answerTo(input, tools) : may;
  });
}

function found<T>(value: T | undefined): Answer<T> {
  return value === undefined ? { ok: false, error: { kind: 'runNotFound' } } : { ok: true, ...value };
}
