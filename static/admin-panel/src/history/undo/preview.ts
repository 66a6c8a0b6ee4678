import type { Group, Membership, RunAction } from '../../../../../src/contract';
import { number } from '../../ui/number';

/** 1 for the request and 2 for each group a person is in; most are in a few. */
const POINTS_A_PERSON = 5;

/** Who is in the group now, as far as it was asked about them. */
export interface Now {
  members: ReadonlySet<string>;
  /** Accounts of which Confluence has nothing to say. */
  gone: ReadonlySet<string>;
  /** Members in all, where that was asked. */
  size?: number;
}

/** What an undo would do. */
export interface Preview {
  action: RunAction;
  group: Group;
  /** Whom it changes. */
  accountIds: readonly string[];
  /** Who is as the undo would have them: somebody was quicker. */
  already: number;
  /** Accounts that are gone. */
  gone: number;
  /** Members of the group in all, where that was asked. */
  size?: number;
}

/** The change that takes a run's change back. */
export function oppositeOf(action: RunAction): RunAction {
  return action === 'remove' ? 'restore' : 'remove';
}

/** Whether asking about people one by one costs less than reading the group. */
export function isCheaperOneByOne(people: number, pointsToRead: number): boolean {
  return people * POINTS_A_PERSON <= pointsToRead;
}

/** Leaves out who needs no change, and who is gone. */
export function previewOf(
  action: RunAction,
  group: Group,
  accountIds: readonly string[],
  { members, gone, size }: Now,
): Preview {
  const there = accountIds.filter((accountId) => !gone.has(accountId));
  const changing = there.filter((accountId) => members.has(accountId) === (action === 'remove'));
  return {
    ...{ action, group, accountIds: changing },
    already: there.length - changing.length,
    gone: accountIds.length - there.length,
    ...(size !== undefined && { size }),
  };
}

/** Who is in the group by what Confluence answered about each. */
export function nowIn(memberships: readonly Membership[]): Now {
  return {
    members: idsOf(memberships.filter((one) => 'member' in one && one.member)),
    gone: idsOf(memberships.filter((one) => 'error' in one)),
  };
}

function idsOf(people: readonly { accountId: string }[]): Set<string> {
  return new Set(people.map(({ accountId }) => accountId));
}

/** Who is left out, and why; empty where nobody is. */
export function leftOutText({ action, already, gone }: Preview): string {
  const isMember = action === 'restore' ? 'in the group already' : 'not in the group any more';
  const parts = [
    already > 0 && `${number(already)} ${already === 1 ? 'is' : 'are'} ${isMember}`,
    gone > 0 && `${number(gone)} no longer ${gone === 1 ? 'exists' : 'exist'}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? '' : `Left out: ${parts.join(', ')}.`;
}
