import { guardAdministrators } from './confluence/guardAdministrators';
import type { Answer, AppError } from './contract/errors';
import type { CallTools } from './forgeTools';
import { readProtectedPeople } from './history/protectedPeople';
import type { Header } from './history/records';
import { recordErrorOf, refuse } from './history/refusals';
import type { Store } from './history/store';
import { mapConcurrently } from './mapConcurrently';
import { isRemoval } from './membership/actions';
import { concernsGroup } from './membership/errorTraits';
import type { PlannedChange, SliceResult } from './run/makeSlice';

const GUARDS_AT_ONCE = 10;

/** What of a slice may be asked for, and what became of the rest. */
export interface GuardedSlice {
  allowed: readonly PlannedChange[];
  refused: SliceResult['outcomes'];
  stopped: SliceResult['stopped'];
  stoppedBy?: AppError;
}

/**
 * Finds out which removals must not be made, whatever the page saw: of a protected person, and those that would empty a group
 * that gives administration. Two requests to the storage at most; see `guardAdministrators` for the cost, a group. Where
 * the list of protected people cannot be read nothing of the slice may be asked for.
 */
export async function guardSlice(
  changes: readonly PlannedChange[],
  { groups }: Header,
  { confluence, store }: CallTools,
): Promise<GuardedSlice> {
  const removals = changes.filter(isRemoval);
  if (removals.length === 0) return { allowed: changes, refused: [], stopped: [] };
  const ordinary = new Set(groups.flatMap(({ id, isOrdinary }) => (isOrdinary ? [id] : [])));
  const [list, early] = await Promise.all([readList(store), guardGroups(confluence, removals, ordinary)]);
  if (!list.ok)
    return { allowed: [], refused: changes.map(notAttempted), stopped: [], stoppedBy: list.error };
  const kept = new Set(removals.filter(({ accountId }) => list.people.has(accountId)));
  // A protected person stays, so that the others may not be the last administrators.
  const others = removals.filter((change) => !kept.has(change));
  const guarded = kept.size === 0 ? early : await guardGroups(confluence, others, ordinary);
  const isRefused = new Set([...kept, ...guarded.flatMap((one) => one.removals)]);
  const stopped = guarded.filter(({ error }) => concernsGroup(error));
  const unknown = guarded.find(({ error }) => !concernsGroup(error));
  return {
    allowed: changes.filter((change) => !isRefused.has(change)),
    refused: [
      ...[...kept].map((change) => failed(change, { kind: 'protected' })),
      ...guarded.flatMap(({ removals: some, error }) =>
        some.map((change) =>
          error.kind === 'lastAdministrators' ? failed(change, error) : notAttempted(change),
        ),
      ),
    ],
    stopped: stopped.map(({ groupId, error }) => ({ groupId, error })),
    ...(unknown && { stoppedBy: unknown.error }),
  };
}

/** The result of a slice of which only the allowed changes were made. */
export function withRefused(result: SliceResult, guarded: GuardedSlice): SliceResult {
  const stoppedBy = result.stoppedBy ?? guarded.stoppedBy;
  return {
    ...result,
    outcomes: [...result.outcomes, ...guarded.refused].sort((a, b) => a.change - b.change),
    stopped: [...result.stopped, ...guarded.stopped],
    ...(stoppedBy && { stoppedBy }),
  };
}

type RefusedOutcome = SliceResult['outcomes'][number];

function failed({ index }: PlannedChange, error: AppError): RefusedOutcome {
  return { change: index, outcome: { status: 'failed', error } };
}

/** What could not be found out was not asked for. */
function notAttempted({ index }: PlannedChange): RefusedOutcome {
  return { change: index, outcome: { status: 'notAttempted' } };
}

async function readList(store: Store): Promise<Answer<{ people: ReadonlySet<string> }>> {
  try {
    return { ok: true, people: await readProtectedPeople(store) };
  } catch (thrown) {
    const error = recordErrorOf(thrown);
    if (error) return refuse(error);
    throw thrown;
  }
}

/** The groups whose removals must not be made, or of which that could not be found out, and why. */
async function guardGroups(
  confluence: CallTools['confluence'],
  changes: readonly PlannedChange[],
  ordinary: ReadonlySet<string>,
): Promise<{ removals: PlannedChange[]; groupId: string; error: AppError }[]> {
  const leaving = new Map<string, PlannedChange[]>();
  for (const change of changes) {
    leaving.set(change.groupId, [...(leaving.get(change.groupId) ?? []), change]);
  }
  const refused = await mapConcurrently([...leaving], GUARDS_AT_ONCE, async ([groupId, removals]) => {
    const effect = await guardAdministrators(confluence, {
      groupId,
      accountIds: new Set(removals.map(({ accountId }) => accountId)),
      isKnownOrdinary: ordinary.has(groupId),
    });
    if (!effect.ok) return { removals, groupId, error: effect.error };
    switch (effect.value) {
      case 'ordinary':
      case 'ample':
      case 'keepsSomebody':
        return undefined;
      case 'emptied':
        return { removals, groupId, error: { kind: 'lastAdministrators' as const } };
    }
  });
  return refused.filter((one) => one !== undefined);
}
