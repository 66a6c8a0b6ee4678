import type { Group } from '../../../../src/contract';
import { countActions } from '../run/activeRun';
import { kindOfChanges, type RunKind } from '../run/runKind';
import type { LeftOut, LeftOutReason, PlanSource } from './plan';
import { planMessages } from './planMessages';
import type { PlanEntry } from './preparedPlan';

/** What becomes of one line or change: exactly one of these. */
interface Bin {
  /** `make`: it is made. `lines`: the line has changes, which are counted apart. */
  id: 'make' | 'lines' | 'takenOut' | LeftOutReason;
  count: number;
}

/** Lines or changes, and what becomes of them: the bins add up to the total. */
export interface Reckoning {
  of: 'lines' | 'people' | 'changes';
  total: number;
  bins: readonly Bin[];
}

/** What a plan does, in numbers. */
export interface PlanSummary {
  kind: RunKind;
  /** The one group that all changes are in. */
  group: Group | undefined;
  changes: number;
  people: number;
  groups: number;
  /** None where everything that was asked for is made. */
  reckonings: readonly Reckoning[];
}

/** What a plan is made of. */
interface PlanParts {
  source: PlanSource;
  /** Those that will be made. */
  active: readonly PlanEntry[];
  /** Those that would be made, but for what the admin took out and who is protected. */
  entries: readonly PlanEntry[];
  takenOut: number;
  /** With the removals of people who are protected. */
  leftOut: readonly LeftOut[];
  groups: ReadonlyMap<string, Group>;
  isUndo: boolean;
}

export function summarize(parts: PlanParts): PlanSummary {
  const { active, entries, groups, isUndo } = parts;
  // Where nothing is left, what it was about still has a name.
  const shown = active.length > 0 ? active : entries;
  const groupIds = new Set(shown.map(({ groupId }) => groupId));
  const [groupId] = groupIds;
  const kind = kindOfChanges(countActions(shown), groupIds.size, isUndo);
  return {
    kind,
    group: groupId !== undefined && groupIds.size === 1 ? groups.get(groupId) : undefined,
    changes: active.length,
    people: kind === 'changes' ? new Set(active.map(({ accountId }) => accountId)).size : active.length,
    groups: active.length > 0 ? groupIds.size : 0,
    reckonings: reckon(parts, kind),
  };
}

/** Each line in one bin where each is one change; else lines and changes apart. */
function reckon({ source, active, takenOut, leftOut }: PlanParts, kind: RunKind): Reckoning[] {
  const lines = source.kind === 'chosen' ? source.lines : undefined;
  const made: Bin[] = [
    { id: 'make', count: active.length },
    { id: 'takenOut', count: takenOut },
  ];
  const all = reckoningOf('lines', [...made, ...binsOf(leftOut)]);
  if (lines === all.total) return [all];
  const ofLines = source.kind === 'chosen' && lines !== undefined ? reckonLines(source, lines) : undefined;
  // A line that names nobody, and a person with no group, is no change.
  const changes = leftOut.filter(
    ({ accountId, groupId }) => accountId !== undefined && groupId !== undefined,
  );
  const ofChanges = reckoningOf(kind === 'changes' ? 'changes' : 'people', [...made, ...binsOf(changes)]);
  return [...(ofLines ? [ofLines] : []), ...(ofChanges.total > active.length ? [ofChanges] : [])];
}

/** Nothing is said of lines whose bins do not add up to them. */
function reckonLines(
  { changes, leftOut }: Extract<PlanSource, { kind: 'chosen' }>,
  lines: number,
): Reckoning | undefined {
  const used = new Set(changes.flatMap(({ line }) => line ?? [])).size;
  const reckoning = reckoningOf('lines', [{ id: 'lines', count: used }, ...binsOf(leftOut)]);
  return reckoning.total === lines ? reckoning : undefined;
}

function reckoningOf(of: Reckoning['of'], bins: readonly Bin[]): Reckoning {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return { of, total, bins: bins.filter(({ count }, n) => n === 0 || count > 0) };
}

/** How many are left out for each reason, in the order in which the reasons come first. */
export function binsOf(leftOut: readonly LeftOut[]): { id: LeftOutReason; count: number }[] {
  const counts = new Map<LeftOutReason, number>();
  for (const { reason } of leftOut) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([id, count]) => ({ id, count }));
}

const BIN_WORDS = {
  lines: 'binLines',
  takenOut: 'binTakenOut',
  notMatched: 'binNotMatched',
  ambiguous: 'binAmbiguous',
  duplicate: 'binDuplicate',
  accountGone: 'binAccountGone',
  notAnswered: 'binNotAnswered',
  groupGone: 'binGroupGone',
  managedExternally: 'binManagedExternally',
  protected: 'binProtected',
} as const satisfies Record<Exclude<Bin['id'], 'make' | 'unchanged'>, string>;

const MAKE_WORDS = {
  remove: 'binRemove',
  add: 'binAdd',
  addBack: 'binAddBack',
  changes: 'binChanges',
} as const satisfies Record<RunKind, string>;

const TOTAL_WORDS = {
  lines: 'lineCount',
  people: 'personCount',
  changes: 'changeCount',
} as const satisfies Record<Reckoning['of'], string>;

/** "242 lines → 240 to remove · 1 not matched · 1 listed twice" */
export function reckoningText({ of, total, bins }: Reckoning, kind: RunKind): string {
  const parts = bins.map((bin) => binText(bin, kind));
  return planMessages.text('bins', {
    total: planMessages.text(TOTAL_WORDS[of], { count: total }),
    parts: parts.reduce((before, next) => planMessages.text('nextBin', { before, next })),
  });
}

function binText({ id, count }: Bin, kind: RunKind): string {
  switch (id) {
    case 'make':
      return planMessages.text(MAKE_WORDS[kind], { count });
    case 'unchanged':
      return planMessages.text('binUnchanged', { count, action: kind === 'addBack' ? 'add' : kind });
    case 'lines':
    case 'takenOut':
    case 'notMatched':
    case 'ambiguous':
    case 'duplicate':
    case 'accountGone':
    case 'notAnswered':
    case 'groupGone':
    case 'managedExternally':
    case 'protected':
      return planMessages.text(BIN_WORDS[id], { count });
  }
}

/** What the button says that has the changes made. */
export function actionText({ kind, changes: count }: Pick<PlanSummary, 'kind' | 'changes'>): string {
  switch (kind) {
    case 'remove':
      return planMessages.text('removePeople', { count });
    case 'add':
      return planMessages.text('addPeople', { count });
    case 'addBack':
      return planMessages.text('addPeopleBack', { count });
    case 'changes':
      return planMessages.text('makeChanges', { count });
  }
}
