import { useState } from 'react';
import type { Change } from '../../../../src/contract';
import type { Chosen } from '../directory/chosen';
import { createPause, nextTask } from '../host/createPause';
import { forEachWithPauses } from '../host/work';
import type { WantedRun } from '../run/activeRun';
import { useRuns } from '../run/RunProvider';
import { useOneAtATime } from '../ui/oneAtATime';
import type { Plan } from './plan';
import { usePlans } from './PlanProvider';
import type { PlanEntry, PreparedPlan } from './preparedPlan';
import type { PlanPeople } from './usePlanPeople';

/**
 * Has a plan carried out, once however often it is asked for, and closes it when that has begun. What did not begin stays,
 * with the reason where there is one: code that did not come is told of by the page itself (`useRuns().notBegun`).
 * @param active the changes to be made, all of them
 * @returns `carryOut` takes when the memberships that are added end, ms since the epoch
 */
export function useCarryOut(
  plan: Plan,
  prepared: PreparedPlan,
  active: readonly PlanEntry[],
  personOf: PlanPeople['personOf'],
): { isBeginning: boolean; error: Error | undefined; carryOut: (until: number | undefined) => void } {
  const runs = useRuns();
  const { close } = usePlans();
  const tasks = useOneAtATime();
  const [isBeginning, setIsBeginning] = useState(false);
  const [error, setError] = useState<Error>();

  const begin = async (until: number | undefined): Promise<boolean> => {
    const { source } = plan;
    if (source.kind === 'rest') {
      await runs.goOn(source.runId, placesOf(active));
      return true;
    }
    const wanted = await wantedRunOf(plan, prepared, active, personOf);
    return runs.start({ ...wanted, ...(until !== undefined && { until }) });
  };
  const carryOut = (until: number | undefined) =>
    void tasks.run('begin', async () => {
      setError(undefined);
      setIsBeginning(true);
      try {
        if (!(await begin(until))) return;
        // The run shows itself, and dropping MBs from the browser's storage takes a task.
        await nextTask();
        close();
      } catch (failure) {
        setError(failure instanceof Error ? failure : new Error(String(failure)));
      } finally {
        setIsBeginning(false);
      }
    });
  return { isBeginning, error, carryOut };
}

function placesOf(entries: readonly PlanEntry[]): number[] {
  return entries.flatMap(({ place }) => place ?? []);
}

/** With pauses: there may be 50,000 changes. */
async function wantedRunOf(
  { source, reason }: Plan,
  { groups }: PreparedPlan,
  active: readonly PlanEntry[],
  personOf: PlanPeople['personOf'],
): Promise<WantedRun> {
  const changes: Change[] = [];
  const groupIds = new Set<string>();
  const people = new Map<string, Chosen>();
  await forEachWithPauses(active, createPause(), ({ groupId, accountId, action }) => {
    changes.push({ groupId, accountId, action });
    groupIds.add(groupId);
    people.set(accountId, personOf(accountId));
  });
  const given = reason.trim();
  return {
    ...{ changes, people },
    groups: [...groups.values()].filter(({ id }) => groupIds.has(id)),
    ...(given !== '' && { reason: given }),
    ...(source.kind === 'undo' && { undoes: { runId: source.runId, changes: placesOf(active) } }),
  };
}
