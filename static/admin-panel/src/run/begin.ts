import { orderChanges } from '../../../../src/run/changeQueue';
import type { RunCalls } from '../../../../src/run/runCalls';
import { RunDriver } from '../../../../src/run/runDriver';
import { nextTask } from '../host/createPause';
import { valueOf } from '../host/readFailed';
import { invoke } from '../host/invokeResolver';
import { browserTools } from '../host/tools';
import { isOnline } from '../host/useOnline';
import { activeRun, activeRunOf, type ActiveRun, type WantedRun } from './activeRun';
import { nameOfRecordedGroup } from './groupsText';
import { wholeRun } from './wholeRun';

/** The resolver, as a run asks it. */
const calls: RunCalls = {
  startRun: (input) => invoke('startRun', input),
  extendRun: (input) => invoke('extendRun', input),
  resumeRun: (input) => invoke('resumeRun', input),
  keepRun: (ticket) => invoke('keepRun', ticket),
  endRun: (ticket) => invoke('endRun', ticket),
  makeChanges: (input) => invoke('makeChanges', input),
};

/**
 * Begins a run. Of 50,000 changes, ordering them, getting ready to show them and beginning are tasks of their own; nothing is
 * asked before the last, so that the page has the run before it can have ended.
 */
export async function begin({ changes, groups, people, undoes, reason }: WantedRun): Promise<ActiveRun> {
  // Those of an undo stand in the order of the places they name.
  const ordered = undoes ? changes : orderChanges(changes);
  await nextTask();
  const about = { groups, people: people.values(), isUndo: undoes !== undefined };
  const run = activeRunOf(ordered, { ...about, startedAt: 0 });
  await nextTask();
  const client = RunDriver.start({
    changes: ordered,
    driver: crypto.randomUUID(),
    ...{ groups, calls, ...browserTools },
    ...(undoes && { undoes }),
    ...(reason !== undefined && { reason }),
  });
  client.setOnline(isOnline());
  return { ...run, client, startedAt: browserTools.clock.now() };
}

/**
 * Makes a run that was begun before this page's, and goes on with it at once.
 * @param places of the changes to make: of those that failed or are left; all that are left where none are given
 * @throws ReadFailed
 */
export async function takeUp(runId: string, places?: readonly number[]): Promise<ActiveRun> {
  const driver = askingFor.get(runId) ?? crypto.randomUUID();
  askingFor.set(runId, driver);
  const { run: ticket } = await valueOf(invoke('resumeRun', { runId, driver }));
  const { run, changes: recorded } = await wholeRun(runId);
  askingFor.delete(runId);
  const client = RunDriver.start({
    changes: recorded.map(({ groupId, accountId, action }) => ({ groupId, accountId, action })),
    ...{ driver, calls, ...browserTools },
    resumed: { ticket, recorded, ...(places && { places }) },
  });
  client.setOnline(isOnline());
  return activeRun(client, {
    groups: run.groups.map((group) => ({ id: group.groupId, name: nameOfRecordedGroup(group) })),
    ...{ people: [], isUndo: run.undoes !== undefined, startedAt: 0 },
  });
}

/** The driver, by run id, of a take-up that was not answered: it may have the run already, so the next try uses it too. */
const askingFor = new Map<string, string>();
