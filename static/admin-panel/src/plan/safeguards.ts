import type { Group, GroupAccess, Person } from '../../../../src/contract';
import { visibleText } from '../ui/visibleText';

/** As many at once need no number typed; more do. */
const MANY = 100;

/** What is known of a group's members. */
export interface KnownMembers {
  /** Everybody is listed. */
  readonly isComplete: boolean;
  /** Members in the group, as far as is known. */
  readonly total: number | undefined;
  readonly listed: readonly Person[];
}

/** People who are to be removed from one group. */
export interface Departures {
  group: Group;
  /** Each once. */
  accountIds: readonly string[];
}

/** What is known of a group that loses people. */
export interface GroupFacts {
  access: GroupAccess;
  members: KnownMembers;
  /** Account ids of those who are being removed from the group already. */
  leaving: ReadonlySet<string>;
  /** An account is known to be no person's. */
  isApp: (accountId: string) => boolean;
}

/** What stands between the removal of people from one group and its confirmation. */
export interface Safeguards {
  /** Why it cannot be done at all. */
  refusal?: 'everyone' | 'everyPerson';
  /** It is refused while others are being removed already. */
  othersLeave?: true;
  /** The admin is among those removed, and may lose this; empty where the group is known to give neither. */
  self?: Loss[];
  /** Why the group's name has to be typed. */
  name?: 'administration' | 'unknown';
  /** The group gives use of Confluence. */
  use?: true;
  /** Why the number of people has to be typed. */
  count?: 'use';
}

/** What admins may lose by removing themselves. */
export type Loss = 'administration' | 'use' | 'unknown';

/** The safeguards of a plan. */
export interface PlanSafeguards {
  /** In each group that loses people. */
  groups: readonly ({ departures: Departures; access: GroupAccess } & Safeguards)[];
  /** Administrators' groups that gain people. */
  gaining: readonly Group[];
  /** Groups whose names have to be typed. */
  names: readonly Group[];
  /** People who are removed, each counted once, where their number has to be typed; and why. */
  count?: { people: number; because: ('use' | 'many')[] };
  /** Groups that would be left without people. */
  refused: readonly ({ group: Group } & Pick<Safeguards, 'refusal' | 'othersLeave'>)[];
  /** As in `Safeguards`, of all groups. */
  self?: Loss[];
}

/** Nothing is known: what a group is taken for when the look-up failed. */
export const UNKNOWN: GroupAccess = { administration: 'unknown', use: 'unknown' };

/**
 * What a plan needs, with what the groups give their members.
 * @param arrivals groups that gain people
 * @param factsOf by group id
 */
export function planSafeguardsFor(
  departures: readonly Departures[],
  arrivals: readonly Group[],
  factsOf: (groupId: string) => GroupFacts,
  myAccountId: string | undefined,
): PlanSafeguards {
  const groups = departures.map((one) => {
    const facts = factsOf(one.group.id);
    return { departures: one, access: facts.access, ...safeguardsFor(one, facts, myAccountId) };
  });
  const people = countPeople(departures);
  const because = [
    ...(groups.some(({ count }) => count) ? (['use'] as const) : []),
    ...(people > MANY ? (['many'] as const) : []),
  ];
  const own = groups.flatMap(({ self }) => (self ? [self] : []));
  const gaining = arrivals.filter(({ id }) => factsOf(id).access.administration === 'yes');
  const losing = groups.filter(({ name, refusal }) => name && !refusal).map((one) => one.departures.group);
  return {
    ...{ groups, gaining, names: distinctGroups([...losing, ...gaining]) },
    ...(because.length > 0 && { count: { people, because } }),
    refused: groups.flatMap(({ departures: { group }, refusal, othersLeave }) =>
      refusal ? [{ group, refusal, ...(othersLeave && { othersLeave }) }] : [],
    ),
    ...(own.length > 0 && { self: [...new Set(own.flat())] }),
  };
}

/** Each counted once, and nothing is gathered where all leave one group: they may be 50,000. */
function countPeople(departures: readonly Departures[]): number {
  const [first, ...others] = departures;
  if (others.length === 0) return first?.accountIds.length ?? 0;
  const people = new Set<string>();
  for (const { accountIds } of departures) for (const accountId of accountIds) people.add(accountId);
  return people.size;
}

/** What the removal of people from one group needs. */
export function safeguardsFor(
  { accountIds }: Departures,
  facts: GroupFacts,
  myAccountId: string | undefined,
): Safeguards {
  const { access, leaving } = facts;
  const refusal = access.administration === 'yes' ? refusalFor(accountIds, facts) : undefined;
  const name = nameReason(access);
  const includesMe = myAccountId !== undefined && accountIds.includes(myAccountId);
  return {
    ...(refusal && { refusal }),
    ...(refusal && leaving.size > 0 && { othersLeave: true }),
    ...(includesMe && { self: lossOf(access) }),
    ...(name && { name }),
    ...(access.use === 'yes' && { use: true }),
    // Of one person it is the name that tells whether it is the right one.
    ...(access.use === 'yes' && accountIds.length > 1 && { count: 'use' }),
  };
}

/** Each group once, where it comes first. */
export function distinctGroups(groups: readonly Group[]): Group[] {
  return [...new Map(groups.map((group) => [group.id, group])).values()];
}

/** Whether something about the group's access stayed open. */
export function isUnknown({ administration, use }: GroupAccess): boolean {
  return administration === 'unknown' || use === 'unknown';
}

/** What was typed, and what it is compared with. */
export interface Typed {
  /** By group id. */
  names: ReadonlyMap<string, string>;
  count: string;
}

/** What has to be typed still. */
export function missing({ names, count }: PlanSafeguards, typed: Typed): ('name' | 'count')[] {
  const isNamed = ({ id, name }: Group) => isName(typed.names.get(id) ?? '', name);
  return [
    ...(names.every(isNamed) ? [] : (['name'] as const)),
    ...(count && !isCount(typed.count, count.people) ? (['count'] as const) : []),
  ];
}

/**
 * An administrators' group keeps a person who is no app. One without access to Confluence counts: that Confluence lists
 * nothing they may do does not prove that they cannot administer. The function's own guard says the same.
 */
function refusalFor(
  accountIds: readonly string[],
  { members, leaving, isApp }: GroupFacts,
): Safeguards['refusal'] {
  const gone = new Set([...leaving, ...accountIds]);
  if (!members.isComplete) {
    return members.total !== undefined && gone.size >= members.total ? 'everyone' : undefined;
  }
  const staying = members.listed.filter(({ accountId }) => !gone.has(accountId));
  if (staying.length === 0) return 'everyone';
  // Where no person was in it before, taking out one more app makes nothing worse.
  return accountIds.some((accountId) => !isApp(accountId)) && !staying.some(isPerson)
    ? 'everyPerson'
    : undefined;
}

function isPerson({ accountType }: Person): boolean {
  return accountType === 'person';
}

function nameReason(access: GroupAccess): Safeguards['name'] {
  if (access.administration === 'yes') return 'administration';
  return isUnknown(access) ? 'unknown' : undefined;
}

function lossOf(access: GroupAccess): Loss[] {
  return [
    ...(access.administration === 'yes' ? (['administration'] as const) : []),
    ...(access.use === 'yes' ? (['use'] as const) : []),
    ...(isUnknown(access) ? (['unknown'] as const) : []),
  ];
}

/** What one sees is compared: a no-break blank, a line break or an invisible mark in a name cannot be typed. */
function isName(typed: string, groupName: string): boolean {
  return visibleText(typed) === visibleText(groupName);
}

function isCount(typed: string, people: number): boolean {
  return [String(people), people.toLocaleString('en-US')].includes(typed.trim());
}
