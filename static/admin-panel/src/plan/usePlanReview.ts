import { useContext, useMemo } from 'react';
import type { Group } from '../../../../src/contract';
import { isAddition, isRemoval } from '../../../../src/membership/actions';
import type { Chosen } from '../directory/chosen';
import { useProtected } from '../directory/useProtected';
import { HostContext } from '../host/HostContext';
import { effectsOf, peopleToAskAbout, type Effect } from './effects';
import type { LeftOut, Plan } from './plan';
import { flagsOf, type PlanFlag } from './planFlags';
import { summarize, type PlanSummary } from './planSummary';
import { leftOutOf, type PlanEntry, type PreparedPlan } from './preparedPlan';
import type { Departures } from './safeguards';
import { useAskedGroups, type AskedGroups } from './useAskedGroups';
import { usePlanPeople, type PlanPeople } from './usePlanPeople';
import { useSafeguards, type SafeguardState } from './useSafeguards';

/** A change that will be made, and what it does to the person. */
export interface ReviewedChange {
  entry: PlanEntry;
  effect: Effect;
}

/** Everything that there is to see of a plan before it is carried out. */
export interface PlanReview {
  /** Those that will be made. */
  changes: readonly ReviewedChange[];
  /** How many the admin took out. */
  takenOut: number;
  leftOut: readonly LeftOut[];
  summary: PlanSummary;
  people: PlanPeople;
  flagsOf: (person: Chosen) => PlanFlag[];
  /** People who have to be asked about for what they keep or lose, and what is known of that. */
  toAsk: readonly string[];
  asked: AskedGroups;
  safeguards: SafeguardState;
  /** Groups that lose people. */
  departures: readonly Departures[];
  /** Groups that gain people. */
  arrivals: readonly Group[];
  /** Who is protected is not known yet. */
  isAskingProtected: boolean;
  protectedError: Error | null;
  askProtectedAgain: () => void;
}

const NOBODY: readonly string[] = [];

/** Puts together what a plan does, for whom, and what stands against it. */
export function usePlanReview(plan: Plan, prepared: PreparedPlan): PlanReview {
  const { accountId: myAccountId } = useContext(HostContext);
  const list = useProtected();
  const protectedIds = useMemo(() => new Set(list.data), [list.data]);
  const { entries, groups } = prepared;

  const accountIds = useMemo(() => {
    const ids = new Set(entries.map(({ accountId }) => accountId));
    for (const { accountId } of prepared.leftOut) if (accountId !== undefined) ids.add(accountId);
    return [...ids];
  }, [entries, prepared]);
  const people = usePlanPeople(accountIds, plan.people);
  const { personOf, isMissing } = people;
  const sorted = useMemo(
    () => sort(plan.takenOut, entries, { protectedIds, isMissing }),
    [plan.takenOut, entries, protectedIds, isMissing],
  );
  const { active, kept } = sorted;
  const leftOut = useMemo(() => [...prepared.leftOut, ...kept], [prepared, kept]);
  const departures = useMemo(() => departuresIn(active, groups, personOf), [active, groups, personOf]);
  const arrivals = useMemo(() => arrivalsIn(active, groups), [active, groups]);
  const safeguards = useSafeguards(departures, arrivals, entries.length > 0);
  const { access } = safeguards;
  const use = access.status === 'known' ? access.groups.use : undefined;
  const toAsk = useMemo(() => (use ? peopleToAskAbout(entries, use) : NOBODY), [entries, use]);
  const asked = useAskedGroups(toAsk, prepared.groupsOf);
  const effects = useMemo(
    () =>
      effectsOf(active, {
        use: use ?? (access.status === 'failed' ? 'notAnswered' : 'asking'),
        groupsOf: asked.groupsOf,
        personOf,
      }),
    [active, use, access.status, asked, personOf],
  );
  const changes = useMemo(() => {
    const reviewed: ReviewedChange[] = [];
    for (const [n, entry] of active.entries()) {
      const effect = effects[n];
      if (effect) reviewed.push({ entry, effect });
    }
    return reviewed;
  }, [active, effects]);
  const summary = useMemo(
    () =>
      summarize({
        ...{ source: plan.source, active, entries, groups, leftOut, takenOut: sorted.takenOut },
        isUndo: isUndo(plan, prepared),
      }),
    [plan, prepared, active, entries, groups, leftOut, sorted.takenOut],
  );
  return {
    ...{ changes, leftOut, summary, people, toAsk, asked, safeguards, departures, arrivals },
    takenOut: sorted.takenOut,
    flagsOf: (person) =>
      flagsOf(person, {
        myAccountId,
        hasNamesake: people.hasNamesake,
        isProtected: (accountId) => protectedIds.has(accountId),
        isMissing: people.isMissing,
      }),
    isAskingProtected: list.isFetching,
    protectedError: list.error,
    askProtectedAgain: () => void list.refetch({ cancelRefetch: false }),
  };
}

/** Whether people who are added come back. */
function isUndo({ source }: Pick<Plan, 'source'>, { origin }: Pick<PreparedPlan, 'origin'>): boolean {
  return source.kind === 'undo' || (source.kind === 'rest' && origin?.isUndo === true);
}

interface NotToBeMade {
  protectedIds: ReadonlySet<string>;
  /** The directory was asked, and has no such account. */
  isMissing: (accountId: string) => boolean;
}

/** What will be made, what the admin took out, and what cannot be: a protected person stays, and an account that is gone cannot be added. */
function sort(
  takenOut: Plan['takenOut'],
  entries: readonly PlanEntry[],
  { protectedIds, isMissing }: NotToBeMade,
): { active: PlanEntry[]; takenOut: number; kept: LeftOut[] } {
  const active: PlanEntry[] = [];
  const kept: LeftOut[] = [];
  for (const entry of entries) {
    if (isRemoval(entry) && protectedIds.has(entry.accountId)) kept.push(leftOutOf(entry, 'protected'));
    else if (!isRemoval(entry) && isMissing(entry.accountId)) kept.push(leftOutOf(entry, 'accountGone'));
    else if (!takenOut.has(entry.key)) active.push(entry);
  }
  return { active, kept, takenOut: entries.length - active.length - kept.length };
}

function arrivalsIn(active: readonly PlanEntry[], groups: PreparedPlan['groups']): Group[] {
  const ids = new Set(active.filter(isAddition).map(({ groupId }) => groupId));
  return [...ids].flatMap((id) => groups.get(id) ?? []);
}

function departuresIn(
  active: readonly PlanEntry[],
  groups: PreparedPlan['groups'],
  personOf: PlanPeople['personOf'],
): Departures[] {
  const departures = new Map<string, { group: Departures['group']; people: Chosen[] }>();
  for (const entry of active) {
    const group = groups.get(entry.groupId);
    if (!group || !isRemoval(entry)) continue;
    const person = personOf(entry.accountId);
    const known = departures.get(group.id);
    if (known) known.people.push(person);
    else departures.set(group.id, { group, people: [person] });
  }
  return [...departures.values()];
}
