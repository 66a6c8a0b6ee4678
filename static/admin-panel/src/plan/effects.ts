import type { CollectedGroups } from '../../../../src/confluence/collectGroups';
import type { Group } from '../../../../src/contract';
import { isAddition, isRemoval } from '../../../../src/membership/actions';
import { isKnown, type Chosen } from '../directory/chosen';
import type { AccessGroups } from '../directory/useAccessGroups';
import { forEachOf, runAtOnce, type Work } from '../host/work';
import type { PlanEntry } from './preparedPlan';

/** What a change does to a person's use of Confluence, over the whole plan. */
export type Effect =
  /** The group does not give it. */
  | { kind: 'none' }
  /** A removal, after which this group gives it still, or by then. */
  | { kind: 'keeps'; through: Group }
  /** A removal, after which no group gives it any more. */
  | { kind: 'loses' }
  /** An addition, before which no group gave it: takes a seat. */
  | { kind: 'gets' }
  /** An addition, before which another group gave it. */
  | { kind: 'has' }
  /** A removal from a group that they are not in: it would change nothing. */
  | { kind: 'notInGroup' }
  /** An addition to a group that they are in: it would change nothing. */
  | { kind: 'inGroup' }
  /** A removal of a person who, by Confluence's list, may do nothing there now. */
  | { kind: 'hasNone' }
  /** Confluence was not asked, is being asked, or did not say; of an app groups do not tell. */
  | { kind: 'unknown'; because: UnknownBecause };

type UnknownBecause = 'notAsked' | 'asking' | 'notAnswered' | 'app';

/** What was found out about use of Confluence. */
export interface UseKnowledge {
  /** Which groups give it; why that is not known, where it is not. */
  use: AccessGroups['use'] | 'asking' | 'notAnswered';
  /** The groups a person is in, or why they are not known. */
  groupsOf: (accountId: string) => CollectedGroups | 'notAsked' | 'asking' | 'notAnswered';
  personOf: (accountId: string) => Chosen;
}

const NONE: Effect = { kind: 'none' };
const LOSES: Effect = { kind: 'loses' };
const GETS: Effect = { kind: 'gets' };
const HAS: Effect = { kind: 'has' };
const NOT_IN_GROUP: Effect = { kind: 'notInGroup' };
const IN_GROUP: Effect = { kind: 'inGroup' };
const HAS_NONE: Effect = { kind: 'hasNone' };
const UNKNOWN: Record<UnknownBecause, Effect> = {
  app: { kind: 'unknown', because: 'app' },
  notAsked: { kind: 'unknown', because: 'notAsked' },
  asking: { kind: 'unknown', because: 'asking' },
  notAnswered: { kind: 'unknown', because: 'notAnswered' },
};

/** What each change of a plan of a few changes does to use of Confluence, in order. */
export function effectsOf(entries: readonly PlanEntry[], knowledge: UseKnowledge): Effect[] {
  return entries.map(createEffectOf(runAtOnce(changesByPerson(entries)), knowledge));
}

/**
 * A function that says what a change of a plan does to use of Confluence. A person may be removed from several groups and
 * added to others: they keep it through what the whole plan leaves them. Nothing is claimed that was not asked.
 * @param byPerson of the whole plan
 */
export function createEffectOf(
  byPerson: ChangesByPerson,
  knowledge: UseKnowledge,
): (entry: PlanEntry) => Effect {
  const { use } = knowledge;
  if (typeof use === 'string') return () => UNKNOWN[use];
  const giving = givingUse(use);
  return (entry) => effectOf(entry, byPerson.get(entry.accountId) ?? [entry], giving, knowledge);
}

/**
 * People whose groups have to be asked for, to know what they keep, lose or get: those removed from groups
 * that give use of Confluence, or added to such groups. Each once, in order.
 */
export function* peopleToAskAbout(entries: readonly PlanEntry[], use: AccessGroups['use']): Work<string[]> {
  const giving = givingUse(use);
  const people = new Set<string>();
  yield* forEachOf(entries, ({ groupId, accountId }) => {
    if (giving.groups.has(groupId)) people.add(accountId);
  });
  return [...people];
}

/** The changes of each person, by account id; nothing where all are in one group: there each person has one. */
export type ChangesByPerson = ReadonlyMap<string, readonly PlanEntry[]>;

export function* changesByPerson(entries: readonly PlanEntry[]): Work<ChangesByPerson> {
  const plans = new Map<string, PlanEntry[]>();
  const [first] = entries;
  if (entries.every(({ groupId }) => groupId === first?.groupId)) return plans;
  yield* forEachOf(entries, (entry) => {
    const plan = plans.get(entry.accountId);
    if (plan) plan.push(entry);
    else plans.set(entry.accountId, [entry]);
  });
  return plans;
}

/** Groups that give use of Confluence, by id. */
interface GivingUse {
  groups: ReadonlyMap<string, Group>;
  /** A group that is not among them gives none. */
  isWhole: boolean;
}

function givingUse({ groups, isWhole }: AccessGroups['use']): GivingUse {
  return { groups: new Map(groups.map((group) => [group.id, group])), isWhole };
}

function effectOf(
  entry: PlanEntry,
  plan: readonly PlanEntry[],
  giving: GivingUse,
  knowledge: UseKnowledge,
): Effect {
  const before = knowledge.groupsOf(entry.accountId);
  if (typeof before !== 'string') {
    const isIn = before.groups.some(({ id }) => id === entry.groupId);
    if (isIn && isAddition(entry)) return IN_GROUP;
    if (!isIn && isRemoval(entry)) return before.isWhole ? NOT_IN_GROUP : UNKNOWN.notAnswered;
  }
  if (!giving.groups.has(entry.groupId)) return giving.isWhole ? NONE : UNKNOWN.notAnswered;
  const person = knowledge.personOf(entry.accountId);
  if (isKnown(person) && person.accountType === 'app') return UNKNOWN.app;
  if (isKnown(person) && person.lacksAccess && isRemoval(entry)) return HAS_NONE;
  if (typeof before === 'string') return UNKNOWN[before];
  return isRemoval(entry) ? effectOfRemoval(before, plan, giving) : effectOfAddition(before, giving);
}

function effectOfRemoval(before: CollectedGroups, plan: readonly PlanEntry[], giving: GivingUse): Effect {
  const left = new Set(plan.filter(isRemoval).map(({ groupId }) => groupId));
  const through = before.groups.find(({ id }) => giving.groups.has(id) && !left.has(id));
  if (through) return { kind: 'keeps', through };
  const joined = plan.flatMap((change) =>
    isAddition(change) ? (giving.groups.get(change.groupId) ?? []) : [],
  );
  if (joined[0]) return { kind: 'keeps', through: joined[0] };
  // Another group may give it: one that Confluence did not list, or that nothing is known of.
  const others = before.groups.filter(({ id }) => !left.has(id));
  const joins = plan.some((change) => isAddition(change));
  const isCertain = before.isWhole && (giving.isWhole || (others.length === 0 && !joins));
  return isCertain ? LOSES : UNKNOWN.notAnswered;
}

function effectOfAddition(before: CollectedGroups, giving: GivingUse): Effect {
  if (before.groups.some(({ id }) => giving.groups.has(id))) return HAS;
  const isCertain = before.isWhole && (giving.isWhole || before.groups.length === 0);
  return isCertain ? GETS : UNKNOWN.notAnswered;
}
