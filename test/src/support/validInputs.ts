import type { Calls, RunTicket } from '../../../src/contract';
import { DESIGN_TEAM } from './app';
import { blockOf, newDriver, newRunOf } from './runs';

/** What each call takes. A call that is new does not compile without an entry in whatever has one for each. */
export type Inputs = { [Name in keyof Calls]: Parameters<Calls[Name]>[0] };

/** An input for each call that nothing is wrong with. @param ticket of a run there is, or was */
export function validInputs(
  ticket: RunTicket,
  { groupId = DESIGN_TEAM, accountId = '5b10a2844c20165700ede999' } = {},
): Inputs {
  const { runId } = ticket;
  const driver = newDriver();
  const blocks = [blockOf(groupId, [accountId])];
  const groups = [{ id: groupId, name: 'As the page saw it' }];
  return {
    startRun: newRunOf(blocks, { groups }),
    extendRun: { run: ticket, from: 5_000, plan: { blocks, groups } },
    makeChanges: { newRun: newRunOf(blocks, { groups }), changes: [[0, 0]] },
    keepRun: ticket,
    endRun: ticket,
    listRuns: { limit: 5 },
    getRun: { runId, from: 0 },
    listUnfinishedRuns: undefined,
    resumeRun: { runId, driver },
    dismissRun: { runId },
    followRun: { runId, next: 0 },
    controlRun: { runId, wish: 'pause' },
    tryBackground: undefined,
    checkChanges: { runId, changes: [[0, 0]] },
    listPersonEvents: { personId: accountId, limit: 5 },
    listProtected: undefined,
    changeProtected: { accountId, isProtected: true },
    listDue: {},
    changeDue: { dueId: '1800000000000-0123456789abcdef', until: null },
  };
}

/** The name and the input of each call. */
export function callsOf(inputs: Inputs): [name: keyof Calls, input: Inputs[keyof Calls]][] {
  return CALL_NAMES.map((name) => [name, inputs[name]]);
}

const EACH: Record<keyof Calls, true> = {
  startRun: true,
  extendRun: true,
  makeChanges: true,
  keepRun: true,
  endRun: true,
  listRuns: true,
  getRun: true,
  listUnfinishedRuns: true,
  resumeRun: true,
  dismissRun: true,
  followRun: true,
  controlRun: true,
  tryBackground: true,
  checkChanges: true,
  listPersonEvents: true,
  listProtected: true,
  changeProtected: true,
  listDue: true,
  changeDue: true,
};

/** The names of all calls. */
export const CALL_NAMES = Object.keys(EACH).filter((name): name is keyof Calls => name in EACH);
