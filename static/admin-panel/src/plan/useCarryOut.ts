import { useState } from 'react';
import { useRuns } from '../run/RunProvider';
import { useOneAtATime } from '../ui/oneAtATime';
import type { Plan } from './plan';
import { usePlans } from './PlanProvider';
import type { PlanEntry, PreparedPlan } from './preparedPlan';
import type { PlanReview } from './usePlanReview';

/**
 * Has a plan carried out, once however often it is asked for, and closes it when that has begun. What did not begin stays,
 * with the reason where there is one: code that did not come is told of by the page itself (`useRuns().notBegun`).
 */
export function useCarryOut(
  { source, reason }: Plan,
  { groups }: PreparedPlan,
  { changes, people }: PlanReview,
): { isBeginning: boolean; error: Error | undefined; carryOut: () => void } {
  const runs = useRuns();
  const { close } = usePlans();
  const tasks = useOneAtATime();
  const [isBeginning, setIsBeginning] = useState(false);
  const [error, setError] = useState<Error>();

  const begin = (entries: readonly PlanEntry[]): Promise<boolean> => {
    const places = entries.flatMap(({ place }) => place ?? []);
    if (source.kind === 'rest') return runs.goOn(source.runId, places).then(() => true);
    const ids = new Set(entries.map(({ groupId }) => groupId));
    const given = reason.trim();
    return runs.start({
      changes: entries.map(({ groupId, accountId, action }) => ({ groupId, accountId, action })),
      groups: [...groups.values()].filter(({ id }) => ids.has(id)),
      people: new Map(entries.map(({ accountId }) => [accountId, people.personOf(accountId)])),
      ...(given !== '' && { reason: given }),
      ...(source.kind === 'undo' && { undoes: { runId: source.runId, changes: places } }),
    });
  };
  const carryOut = () =>
    void tasks.run('begin', async () => {
      setError(undefined);
      setIsBeginning(true);
      try {
        if (await begin(changes.map(({ entry }) => entry))) close();
      } catch (failure) {
        setError(failure instanceof Error ? failure : new Error(String(failure)));
      } finally {
        setIsBeginning(false);
      }
    });
  return { isBeginning, error, carryOut };
}
