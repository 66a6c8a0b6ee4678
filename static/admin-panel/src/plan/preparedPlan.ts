import type { Change, Group, RunRecord } from '../../../../src/contract';
import type { CollectedGroups } from '../../../../src/confluence/collectGroups';
import { membershipKey } from '../../../../src/membership/changeBlocks';
import { isManagedExternally } from '../../../../src/membership/isManagedExternally';
import { keyOfChange, type LeftOut } from './plan';

/** A change of a plan that can be made. */
export interface PlanEntry extends Change {
  /** As `keyOfChange` makes it. */
  key: string;
  /** Where it stands in a file or text, counted from 1. */
  line?: number;
  /** Of an undo: the change it takes back. Of the rest of a run: itself. Its place in that run's plan. */
  place?: number;
}

/** A plan whose changes are known, each checked as far as its source asks for that. */
export interface PreparedPlan {
  entries: readonly PlanEntry[];
  leftOut: readonly LeftOut[];
  /** By id, every group that an entry is in. */
  groups: ReadonlyMap<string, Group>;
  /** By account id, the groups of those who were asked about already. */
  groupsOf: ReadonlyMap<string, CollectedGroups>;
  /** Of the run that it takes back, or goes on with. */
  origin?: PlanOrigin;
}

/** Who planned changes before, when, how many, and why. */
export interface PlanOrigin {
  /** Account id of the admin. */
  by: string;
  /** ISO 8601, UTC. */
  at: string;
  total: number;
  reason?: string;
  /** They take changes of another run back. */
  isUndo: boolean;
}

export function originOf({ actorId, startedAt, total, reason, undoes }: RunRecord): PlanOrigin {
  return {
    ...{ by: actorId, at: startedAt, total, isUndo: undoes !== undefined },
    ...(reason !== undefined && { reason }),
  };
}

/** A change that may become an entry. */
export type Candidate = Omit<PlanEntry, 'key'>;

/**
 * Sorts out what cannot be made whatever its source: a second change of one membership, a group that is gone, a group that
 * an identity provider owns.
 * @param groups by id, those that Confluence has
 */
export function sortOut(
  candidates: readonly Candidate[],
  groups: ReadonlyMap<string, Group>,
): { entries: PlanEntry[]; leftOut: LeftOut[] } {
  const entries: PlanEntry[] = [];
  const leftOut: LeftOut[] = [];
  const memberships = new Set<string>();
  for (const candidate of candidates) {
    const membership = membershipKey(candidate);
    const reason = memberships.has(membership) ? 'duplicate' : reasonAgainst(groups.get(candidate.groupId));
    if (reason) leftOut.push(leftOutOf(candidate, reason));
    else entries.push({ ...candidate, key: keyOfChange(candidate) });
    memberships.add(membership);
  }
  return { entries, leftOut };
}

/** A change that is none of the plan, and why. */
export function leftOutOf(
  { accountId, groupId, line }: Omit<Candidate, 'action'>,
  reason: LeftOut['reason'],
): LeftOut {
  return { reason, accountId, groupId, ...(line !== undefined && { line }) };
}

function reasonAgainst(group: Group | undefined): LeftOut['reason'] | undefined {
  if (!group) return 'groupGone';
  return isManagedExternally(group) ? 'managedExternally' : undefined;
}
