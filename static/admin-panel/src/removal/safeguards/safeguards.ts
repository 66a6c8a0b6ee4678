import type { GroupAccess, Person } from '../../../../../src/contract';
import { isKnown, type Chosen } from '../../people/chosen';
import { visibleText } from '../../ui/visibleText';

/** As many at once need no number typed; more do. */
const MANY = 100;

/** What the page knows of the group's members. */
export interface Members {
  /** Everybody is loaded. */
  readonly isComplete: boolean;
  /** Members in the group, as far as is known. */
  readonly total: number | undefined;
  loaded: () => readonly Person[];
}

/** The people the admin is about to remove. */
export interface Plan {
  people: readonly Chosen[];
  members: Members;
  /** Account ids of those who are being removed from the group already. */
  leaving: ReadonlySet<string>;
  /** The admin who is looking. */
  myAccountId: string | undefined;
}

/** What stands between the question and its confirmation. */
export interface Safeguards {
  /** Why it cannot be done at all. */
  refusal?: 'everyone' | 'everyPerson';
  /** It is refused while others are being removed already. */
  othersLeave?: true;
  /** The admin is among those removed, and may lose this; empty where the group is known to give neither. */
  self?: ('administration' | 'use' | 'unknown')[];
  /** Why the group's name has to be typed. */
  name?: 'administration' | 'unknown';
  /** The group gives use of Confluence. */
  use?: true;
  /** Why the number of people has to be typed. */
  count?: ('use' | 'many')[];
}

/** Nothing is known: what a group is taken for when the look-up failed. */
export const UNKNOWN: GroupAccess = { administration: 'unknown', use: 'unknown' };

/** What a removal needs, with what the group gives its members. */
export function safeguardsFor(access: GroupAccess, plan: Plan): Safeguards {
  const { people, myAccountId } = plan;
  const refusal = access.administration === 'yes' ? refusalFor(plan) : undefined;
  const name = nameReason(access);
  const count = [
    // Of one person it is the name that tells whether it is the right one.
    ...(access.use === 'yes' && people.length > 1 ? (['use'] as const) : []),
    ...(people.length > MANY ? (['many'] as const) : []),
  ];
  const includesMe = people.some(({ accountId }) => accountId === myAccountId);
  return {
    ...(refusal && { refusal }),
    ...(refusal && plan.leaving.size > 0 && { othersLeave: true }),
    ...(includesMe && { self: lossOf(access) }),
    ...(name && { name }),
    ...(access.use === 'yes' && { use: true }),
    ...(count.length > 0 && { count }),
  };
}

/** Whether something about the group's access stayed open. */
export function isUnknown({ administration, use }: GroupAccess): boolean {
  return administration === 'unknown' || use === 'unknown';
}

/** What was typed, and what it is compared with. */
export interface Typed {
  name: string;
  count: string;
}

/** What has to be typed still. */
export function missing(
  { name, count }: Safeguards,
  typed: Typed,
  groupName: string,
  people: number,
): (keyof Typed)[] {
  return [
    ...(name && !isName(typed.name, groupName) ? (['name'] as const) : []),
    ...(count && !isCount(typed.count, people) ? (['count'] as const) : []),
  ];
}

/**
 * An administrators' group keeps a person who is no app. One without access to Confluence counts: that Confluence lists
 * nothing they may do does not prove that they cannot administer. The function's own guard says the same.
 */
function refusalFor({ people, members, leaving }: Plan): Safeguards['refusal'] {
  const gone = new Set([...leaving, ...people.map(({ accountId }) => accountId)]);
  if (!members.isComplete) {
    return members.total !== undefined && gone.size >= members.total ? 'everyone' : undefined;
  }
  const staying = members.loaded().filter(({ accountId }) => !gone.has(accountId));
  if (staying.length === 0) return 'everyone';
  // Where no person was in it before, taking out one more app makes nothing worse.
  return people.some((person) => !isKnown(person) || isPerson(person)) && !staying.some(isPerson)
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

function lossOf(access: GroupAccess): NonNullable<Safeguards['self']> {
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
