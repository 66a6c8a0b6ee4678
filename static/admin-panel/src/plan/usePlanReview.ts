import { useCallback, useContext, useMemo } from 'react';
import type { Group } from '../../../../src/contract';
import type { Chosen } from '../directory/chosen';
import { useProtected } from '../directory/useProtected';
import { HostContext } from '../host/HostContext';
import { useWork } from '../ui/useWork';
import { createEffectOf, peopleToAskAbout, type ChangesByPerson, type Effect } from './effects';
import type { Plan } from './plan';
import { countPlan, type PlanCounts } from './planCounts';
import { flagsOf, type PlanFlag } from './planFlags';
import type { PlanEntry, PreparedPlan } from './preparedPlan';
import type { Departures } from './safeguards';
import { sortPlan, type SortedPlan } from './sortedPlan';
import { useAskedGroups, type AskedGroups } from './useAskedGroups';
import { usePlanPeople, type PlanPeople } from './usePlanPeople';
import { useSafeguards, type SafeguardState } from './useSafeguards';

/** Everything that there is to see of a plan before it is carried out. */
export interface PlanReview {
  /** What will be made and what will not; undefined until a large plan has been gone through once. */
  sorted: SortedPlan | undefined;
  /** False while a large plan is gone through anew: what is sorted is as it was before, and not to be carried out. */
  isCurrent: boolean;
  /** The plan is so small that everything about it is current at once. */
  isShort: boolean;
  /** Undefined until they were counted once; as they were before while they are counted anew. */
  counts: PlanCounts | undefined;
  people: PlanPeople;
  effectOf: (entry: PlanEntry) => Effect;
  flagsOf: (person: Chosen) => PlanFlag[];
  /** People who have to be asked about for what they keep or lose, and what is known of that. */
  toAsk: readonly string[];
  asked: AskedGroups;
  safeguards: SafeguardState;
  /** Who is protected is not known yet. */
  isAskingProtected: boolean;
  protectedError: Error | null;
  askProtectedAgain: () => void;
}

/** Plans of so many changes and left-out lines are gone through while rendering, which is not felt. */
const FEW_CHANGES = 2_000;

const NOBODY: readonly string[] = [];
const NO_DEPARTURES: readonly Departures[] = [];
const NO_ARRIVALS: readonly Group[] = [];
const NO_CHANGES: ChangesByPerson = new Map();

/** Puts together what a plan does, who it is about, and what stands against it. */
export function usePlanReview(plan: Plan, prepared: PreparedPlan): PlanReview {
  const { accountId: myAccountId } = useContext(HostContext);
  const list = useProtected();
  const protectedIds = useMemo(() => new Set(list.data), [list.data]);
  const { entries } = prepared;
  const isShort = entries.length + prepared.leftOut.length <= FEW_CHANGES;
  const people = usePlanPeople(prepared, plan.people);
  const { personOf, hasNamesake, missingIds } = people;

  const { source, takenOut } = plan;
  const sorting = useCallback(
    () => sortPlan(prepared, { source, takenOut, protectedIds, missingIds }),
    [prepared, source, takenOut, protectedIds, missingIds],
  );
  const { output: sorted, isCurrent } = useWork(sorting, isShort);
  const safeguards = useSafeguards(
    sorted?.departures ?? NO_DEPARTURES,
    sorted?.arrivals ?? NO_ARRIVALS,
    personOf,
    entries.length > 0,
  );
  const { access } = safeguards;
  const use = access.status === 'known' ? access.groups.use : undefined;
  const asking = useMemo(() => (use ? () => peopleToAskAbout(entries, use) : undefined), [entries, use]);
  const toAsk = useWork(asking, isShort).output ?? NOBODY;
  const asked = useAskedGroups(toAsk, prepared.groupsOf);
  const { groupsOf } = asked;

  const byPerson = sorted?.byPerson ?? NO_CHANGES;
  const knownUse = use ?? (access.status === 'failed' ? 'notAnswered' : 'asking');
  const effectOf = useMemo(
    () => createEffectOf(byPerson, { use: knownUse, groupsOf, personOf }),
    [byPerson, knownUse, groupsOf, personOf],
  );
  const active = sorted?.active;
  const counting = useMemo(
    () => active && (() => countPlan(active, effectOf, hasNamesake)),
    [active, effectOf, hasNamesake],
  );
  const { output: counts } = useWork(counting, isShort);
  return {
    ...{ sorted, isCurrent, isShort, counts, people, effectOf, toAsk, asked, safeguards },
    flagsOf: (person) =>
      flagsOf(person, {
        ...{ myAccountId, hasNamesake },
        isProtected: (accountId) => protectedIds.has(accountId),
        isMissing: (accountId) => missingIds.has(accountId),
      }),
    isAskingProtected: list.isFetching,
    protectedError: list.error,
    askProtectedAgain: () => void list.refetch({ cancelRefetch: false }),
  };
}
