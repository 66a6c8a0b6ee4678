import type { RecordedChange, RunRecord } from '../../../../src/contract';
import { orderChanges } from '../../../../src/run/changeQueue';
import { isToBeAsked } from '../../../../src/run/changeState';
import type { RunCalls } from '../../../../src/run/runCalls';
import { RunDriver } from '../../../../src/run/runDriver';
import { nextTask } from '../host/createPause';
import { invoke } from '../host/invokeResolver';
import { valueOf } from '../host/readFailed';
import { sightOfPage } from '../host/sight';
import { browserTools } from '../host/tools';
import { isOnline } from '../host/useOnline';
import { activeRun, activeRunOf, type ActiveRun, type WantedRun } from './activeRun';
import { FollowingClient } from './background/followingClient';
import { nameOfRecordedGroup } from './groupsText';
import { wholeRun } from './wholeRun';

/** The resolver, as a run asks it. */
const calls: RunCalls = {
  startRun: (input) => invoke('startRun', input),
  extendRun: (input) => invoke('extendRun', input),
  resumeRun: (input) => invoke('resumeRun', input),
  keepRun: (ticket) => invoke('keepRun', ticket),
  endRun: (ticket) => invoke('endRun', ticket),
  controlRun: (input) => invoke('controlRun', input),
  makeChanges: (input) => invoke('makeChanges', input),
};

/**
 * Begins a run. Of 50,000 changes, ordering them, getting ready to show them and beginning are tasks of their own; nothing is
 * asked before the last, so that the page has the run before it can have ended.
 */
export async function begin({
  changes,
  groups,
  people,
  undoes,
  reason,
  until,
}: WantedRun): Promise<ActiveRun> {
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
    ...(until !== undefined && { until }),
  });
  client.setOnline(isOnline());
  return { ...run, client, startedAt: browserTools.clock.now() };
}

/**
 * Makes a run that was begun before this page's, and goes on with it at once. Without the page only all that are left can be
 * gone on with: which others are asked for, and which are not, this page alone knows.
 * @param places of the changes to make: of those that failed or are left; all that are left where none are given
 * @throws ReadFailed
 */
export async function takeUp(runId: string, places?: readonly number[]): Promise<ActiveRun> {
  const driver = askingFor.get(runId) ?? crypto.randomUUID();
  askingFor.set(runId, driver);
  const taken = await valueOf(invoke('resumeRun', { runId, driver, ...(places && { isPart: true }) }));
  const { run, changes: recorded } = await wholeRun(runId);
  const isWhole = places !== undefined && areAllLeft(places, recorded);
  const { run: after, inBackground } = isWhole
    ? await valueOf(invoke('resumeRun', { runId, driver }))
    : taken;
  // What came between is told with the first slice.
  const ticket = after.next === taken.run.next + 1 ? after : taken.run;
  askingFor.delete(runId);
  const client = RunDriver.start({
    changes: recorded.map(({ groupId, accountId, action }) => ({ groupId, accountId, action })),
    ...{ driver, calls, ...browserTools },
    resumed: { ticket, recorded, ...(places && { places }), ...(inBackground && { inBackground }) },
  });
  client.setOnline(isOnline());
  return activeRun(client, aboutRecorded(run));
}

function areAllLeft(places: readonly number[], recorded: readonly RecordedChange[]): boolean {
  const wanted = new Set(places);
  return recorded.every(({ index, outcome, reason }) => {
    const isLeft = isToBeAsked({ outcome, ...(reason && { reason }) });
    return isLeft === wanted.has(index);
  });
}

/**
 * Looks on at a run that the worker drives: it is read whole once, and then what happened since.
 * @param takeUpHere makes it this page's, which shows that instead
 * @throws ReadFailed
 */
export async function follow(runId: string, takeUpHere: () => Promise<void>): Promise<ActiveRun> {
  const whole = await wholeRun(runId);
  const latest = await valueOf(invoke('followRun', { runId, next: whole.logNext }));
  const client = new FollowingClient({
    ...{ whole, latest, takeUp: takeUpHere, sight: sightOfPage, clock: browserTools.clock },
    calls: {
      followRun: (input) => invoke('followRun', input),
      controlRun: (input) => invoke('controlRun', input),
    },
  });
  client.setOnline(isOnline());
  return activeRun(client, aboutRecorded(latest.run));
}

/** What a run of the history is about; its people are known by their ids only. */
function aboutRecorded({ groups, undoes }: RunRecord) {
  return {
    groups: groups.map((group) => ({ id: group.groupId, name: nameOfRecordedGroup(group) })),
    ...{ people: [], isUndo: undoes !== undefined, startedAt: 0 },
  };
}

/** The driver, by run id, of a take-up that was not answered: it may have the run already, so the next try uses it too. */
const askingFor = new Map<string, string>();
