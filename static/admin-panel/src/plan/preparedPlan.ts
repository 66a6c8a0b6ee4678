import type { CollectedGroups } from '../../../../src/confluence/collectGroups';
import type { Change, Group, RunRecord } from '../../../../src/contract';
import { membershipKey } from '../../../../src/membership/changeBlocks';
import { isManagedExternally } from '../../../../src/membership/isManagedExternally';
import type { Pause } from '../host/createPause';
import { forEachWithPauses } from '../host/work';
import { keyOfChange, type LeftOut, type LeftOutReason } from './plan';

/** A change of a plan that can be made. */
export interface PlanEntry extends Change {
  /** As `keyOfChange` makes it. */
  key: string;
  /** Of a list: the number of the file, counted from 0, and the line in it, counted from 1. */
  file?: number;
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
  /** When the memberships that they add end: ISO 8601, UTC. */
  until?: string;
}

export function originOf({ actorId, startedAt, total, reason, undoes, until }: RunRecord): PlanOrigin {
  return {
    ...{ by: actorId, at: startedAt, total, isUndo: undoes !== undefined },
    ...(reason !== undefined && { reason }),
    ...(until !== undefined && { until }),
  };
}

/** A change that may become an entry. */
export type Candidate = Omit<PlanEntry, 'key'>;

/** Sorts candidates one by one: each becomes an entry, or is left out with the first reason that holds. */
export class CandidateSorter {
  readonly entries: PlanEntry[] = [];
  readonly leftOut: LeftOut[] = [];
  readonly #memberships = new Set<string>();

  /**
   * @param groups by id, those that Confluence has
   * @param reasonNow why a change is none as memberships are now; nothing where that is not known
   */
  constructor(
    readonly groups: ReadonlyMap<string, Group>,
    readonly reasonNow: (candidate: Candidate) => LeftOutReason | undefined = () => undefined,
  ) {}

  readonly add = (candidate: Candidate): void => {
    const membership = membershipKey(candidate);
    const reason = this.#memberships.has(membership) ? 'duplicate' : this.#reasonAgainst(candidate);
    if (reason) this.leftOut.push(leftOutOf(candidate, reason));
    else this.entries.push({ ...candidate, key: keyOfChange(candidate) });
    this.#memberships.add(membership);
  };

  #reasonAgainst(candidate: Candidate): LeftOutReason | undefined {
    const group = this.groups.get(candidate.groupId);
    if (!group) return 'groupGone';
    return this.reasonNow(candidate) ?? (isManagedExternally(group) ? 'managedExternally' : undefined);
  }
}

/**
 * Sorts out what cannot be made whatever its source: a second change of one membership, a group that is gone, a group that
 * an identity provider owns.
 * @param groups by id, those that Confluence has
 */
export async function sortOut(
  candidates: Iterable<Candidate>,
  groups: ReadonlyMap<string, Group>,
  pause: Pause,
): Promise<Pick<PreparedPlan, 'entries' | 'leftOut'>> {
  const sorter = new CandidateSorter(groups);
  await forEachWithPauses(candidates, pause, sorter.add);
  return { entries: sorter.entries, leftOut: sorter.leftOut };
}

/** A change that is none of the plan, and why. */
export function leftOutOf(
  { accountId, groupId, action, file, line }: Candidate,
  reason: LeftOutReason,
): LeftOut {
  return {
    ...{ reason, accountId, groupId, action },
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
  };
}
