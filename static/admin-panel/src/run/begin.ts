import type { RunAction } from '../../../../src/contract';
import { invoke, valueOf } from '../host/resolver';
import { browserTools, type Tools } from '../host/tools';
import { isOnline } from '../host/useOnline';
import { isKnown } from '../people/chosen';
import { Run, type RunCalls } from './run';
import type { ActiveRun, WantedRun } from './RunProvider';
import { wholeRun } from './wholeRun';

/** Begins a run at once. */
export function begin({ action, group, people, undoes }: WantedRun): ActiveRun {
  const run = Run.start({
    ...{ action, groupId: group.id, accountIds: [...people.keys()], ...common(action) },
    driver: crypto.randomUUID(),
    ...(undoes !== undefined && { undoes }),
  });
  run.setOnline(isOnline());
  const known = new Map([...people.values()].filter(isKnown).map((person) => [person.accountId, person]));
  return { run, action, group, people: known, startedAt: browserTools.clock.now() };
}

/**
 * Makes a run that was begun before this page's, and goes on with it at once.
 * @throws ReadFailed
 */
export async function takeUp(runId: string): Promise<ActiveRun> {
  const driver = askingFor.get(runId) ?? crypto.randomUUID();
  askingFor.set(runId, driver);
  const { run: ticket } = await valueOf(invoke('resumeRun', { runId, driver }));
  const { record, people } = await wholeRun(runId);
  askingFor.delete(runId);
  const { action, groupId, groupName } = record;
  const run = Run.start({
    ...{ action, groupId, driver, ...common(action) },
    accountIds: people.map(({ accountId }) => accountId),
    resumed: { ticket, people },
  });
  run.setOnline(isOnline());
  const group = { id: groupId, name: groupName ?? groupId };
  return { run, action, group, people: new Map(), startedAt: 0 };
}

/** As whom a run was asked for that did not come: it may be this page's already, so that the next try must be as the same. */
const askingFor = new Map<string, string>();

function common(action: RunAction): Tools & { calls: RunCalls } {
  return {
    calls: {
      startRun: (input) => invoke('startRun', input),
      extendRun: (input) => invoke('extendRun', input),
      resumeRun: (input) => invoke('resumeRun', input),
      keepRun: (ticket) => invoke('keepRun', ticket),
      endRun: (ticket) => invoke('endRun', ticket),
      change: (input) => invoke(action === 'remove' ? 'removeMembers' : 'restoreMembers', input),
    },
    ...browserTools,
  };
}
