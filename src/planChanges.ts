import type { Confluence } from './confluence/confluence';
import { getGroup } from './confluence/findGroups';
import { administrationOf } from './confluence/readGroupAccess';
import type { Result } from './confluence/request';
import type { Change } from './contract/changes';
import type { Answer } from './contract/errors';
import type { PlanInput } from './contract/inputs';
import { MAX_CHANGES_IN_SLICE } from './contract/limits';
import { hasRunEnded, loadRun } from './history/loadRun';
import { readStanding } from './history/readStanding';
import type { Header } from './history/records';
import { refuseInput, refuseUnknownRun } from './history/refusals';
import type { Store } from './history/store';
import { mapConcurrently } from './mapConcurrently';
import { isRemoval, inverseOf } from './membership/actions';
import { changesIn } from './membership/changeBlocks';
import { indexesIn } from './membership/ranges';

/** Groups looked up at once. */
const LOOKUPS_AT_ONCE = 10;

/** A plan as it is to be registered. */
export interface ReadyPlan {
  changes: Change[];
  /** What the groups are called, as far as the page said. */
  names: ReadonlyMap<string, string>;
  undoes?: { runId: string; changes: number[] };
}

/** Whether nothing may be written yet: a run of the first edition is not found then. */
export interface PlanReading {
  isReadOnly?: boolean;
}

/**
 * The changes that a page's plan names. Of an undo it names only places of the other run: what is taken back is read from
 * that run's record, and only what that run has done and no run took back since.
 */
export async function readPlanInput(
  store: Store,
  plan: PlanInput,
  now: number,
  { isReadOnly = false }: PlanReading = {},
): Promise<Answer<{ plan: ReadyPlan }>> {
  const names = new Map((plan.groups ?? []).map(({ id, name }) => [id, name]));
  if ('blocks' in plan) return { ok: true, plan: { changes: changesIn(plan.blocks), names } };
  const { runId, changes: ranges } = plan.undoes;
  const loaded = await loadRun(store, runId, now, { isReadOnly });
  if (!loaded) return refuseUnknownRun();
  const { run } = loaded;
  if (!hasRunEnded(run)) return refuseInput('plan', 'undoes must be a run that has ended');
  const indexes = indexesIn(ranges);
  const changes = (await readStanding(store, run, indexes)).map(inverseOf);
  return changes.length === indexes.length
    ? { ok: true, plan: { changes, names, undoes: { runId, changes: indexes } } }
    : refuseInput('plan', 'undoes names changes that are not there to take back');
}

/**
 * The groups of a plan with their names: 3 points for each that the page did not name, where one that does not exist ends
 * this; and for a run of several slices with removals at most 20 a group, for whether it gives administration.
 */
export async function readGroups(
  confluence: Confluence,
  { changes, names }: Pick<ReadyPlan, 'changes' | 'names'>,
  total: number,
): Promise<Answer<{ groups: Header['groups'] }>> {
  const groupIds = [...new Set(changes.map(({ groupId }) => groupId))];
  const losing = new Set(changes.filter(isRemoval).map(({ groupId }) => groupId));
  const results = await mapConcurrently(groupIds, LOOKUPS_AT_ONCE, async (groupId) => {
    const isLarge = total > MAX_CHANGES_IN_SLICE && losing.has(groupId);
    const [name, administration] = await Promise.all([
      readName(confluence, groupId, names),
      isLarge ? administrationOf(confluence, groupId) : undefined,
    ]);
    // What could not be found out is looked for with each slice.
    const isOrdinary = administration?.ok === true && administration.value === 'no';
    return { groupId, name, isOrdinary };
  });
  const groups: Header['groups'] = [];
  for (const { groupId, name, isOrdinary } of results) {
    if (!name.ok) return name;
    groups.push({ id: groupId, name: name.value, ...(isOrdinary && { isOrdinary }) });
  }
  return { ok: true, groups };
}

async function readName(
  confluence: Confluence,
  groupId: string,
  names: ReadonlyMap<string, string>,
): Promise<Result<string>> {
  const known = names.get(groupId);
  if (known !== undefined) return { ok: true, value: known };
  const group = await getGroup(confluence, groupId);
  return group.ok ? { ok: true, value: group.value.name } : group;
}
