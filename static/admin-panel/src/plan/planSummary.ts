import type { Action, Change, Group } from '../../../../src/contract';
import { forEachOf, type Work } from '../host/work';
import { countActions } from '../run/activeRun';
import { kindOfChanges, type RunKind } from '../run/runKind';
import { binsOfLines, sortLines } from './lineBins';
import type { LeftOut, LeftOutReason, PlanSource } from './plan';
import { planMessages } from './planMessages';
import type { PlanEntry } from './preparedPlan';

/** What becomes of one line or change: exactly one of these. */
export interface ReckoningBin {
  /** `make`: it is made. `lines`: the line has changes, which are counted apart. */
  id: 'make' | 'lines' | 'takenOut' | LeftOutReason;
  count: number;
}

/** Lines or changes, and what becomes of them: the bins add up to the total. */
export interface Reckoning {
  of: 'lines' | 'people' | 'changes';
  total: number;
  bins: readonly ReckoningBin[];
  /** What was asked for in all of those that are so already, in the one group of the plan; undefined where that differs. */
  unchanged: Action | undefined;
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
export interface PlanParts {
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

/** Goes through everything a few times, and looks at no person twice. */
export function* summarize(parts: PlanParts): Work<PlanSummary> {
  const { active, groups, isUndo } = parts;
  const shown = changesShown(parts);
  const groupIds = new Set<string>();
  yield* forEachOf(shown, ({ groupId }) => groupIds.add(groupId));
  const [groupId] = groupIds;
  const kind = kindOfChanges(countActions(shown), groupIds.size, isUndo);
  return {
    kind,
    group: groupId !== undefined && groupIds.size === 1 ? groups.get(groupId) : undefined,
    changes: active.length,
    people: kind === 'changes' ? yield* countPeople(active) : active.length,
    groups: active.length > 0 ? groupIds.size : 0,
    reckonings: yield* reckon(parts, kind),
  };
}

/** Where nothing is left, what it was about still has a name. */
function changesShown({ active, entries, leftOut }: PlanParts): readonly Change[] {
  if (active.length > 0) return active;
  return entries.length > 0 ? entries : leftOut.flatMap((one) => changeIn(one) ?? []);
}

function changeIn({ accountId, groupId, action }: LeftOut): Change | undefined {
  return accountId !== undefined && groupId !== undefined && action !== undefined
    ? { accountId, groupId, action }
    : undefined;
}

/** A line without a person, and a person without a group, is no change. */
function isOfChange({ accountId, groupId }: LeftOut): boolean {
  return accountId !== undefined && groupId !== undefined;
}

function* countPeople(changes: readonly Change[]): Work<number> {
  const people = new Set<string>();
  yield* forEachOf(changes, ({ accountId }) => people.add(accountId));
  return people.size;
}

/** Each line in one bin where each is one change; else lines and changes apart. */
function* reckon(parts: PlanParts, kind: RunKind): Work<Reckoning[]> {
  const { source, active, takenOut, leftOut } = parts;
  const made: ReckoningBin[] = [
    { id: 'make', count: active.length },
    { id: 'takenOut', count: takenOut },
  ];
  const isInOneGroup = yield* isOfOneGroup(parts);
  const unchanged = isInOneGroup ? actionUnchanged(leftOut, kind) : undefined;
  const reckoningOf = (of: Reckoning['of'], bins: readonly ReckoningBin[]): Reckoning => ({
    ...{ of, unchanged, total: bins.reduce((sum, { count }) => sum + count, 0) },
    bins: bins.filter(({ count }, n) => n === 0 || count > 0),
  });
  const lines = source.kind === 'list' ? yield* sortLines(parts) : undefined;
  const ofLines =
    lines && source.kind === 'list' && lines.count === source.lines ? binsOfLines(lines) : undefined;
  if (ofLines && lines?.areChanges === true) {
    return [reckoningOf('lines', [...made, ...binsOf(leftOut)])];
  }
  const ofChanges = reckoningOf(kind === 'changes' || !isInOneGroup ? 'changes' : 'people', [
    ...made,
    ...binsOf(leftOut, isOfChange),
  ]);
  return [
    ...(ofLines ? [reckoningOf('lines', ofLines)] : []),
    ...(ofChanges.total > active.length ? [ofChanges] : []),
  ];
}

/** Whether everything that was asked for is about one group: a person of several is counted there more than once. */
function* isOfOneGroup({ entries, leftOut }: PlanParts): Work<boolean> {
  const groupIds = new Set<string>();
  const note = ({ groupId }: Pick<LeftOut, 'groupId'>) => groupId !== undefined && groupIds.add(groupId);
  yield* forEachOf(entries, note);
  yield* forEachOf(leftOut, note);
  return groupIds.size <= 1;
}

/** The one action of those that are so already; undefined where there are both, as in a group made equal to a list. */
function actionUnchanged(leftOut: readonly LeftOut[], kind: RunKind): Action | undefined {
  const actions = new Set<Action | undefined>();
  for (const { reason, action } of leftOut) if (reason === 'unchanged') actions.add(action ?? actionOf(kind));
  const [action] = actions;
  return actions.size === 1 ? action : undefined;
}

function actionOf(kind: RunKind): Action | undefined {
  switch (kind) {
    case 'remove':
    case 'add':
      return kind;
    case 'addBack':
      return 'add';
    case 'changes':
      return undefined;
  }
}

/** How many are left out for each reason, in the order in which the reasons come first. @param counts whether one is counted */
function binsOf(
  leftOut: readonly LeftOut[],
  counts: (one: LeftOut) => boolean = () => true,
): { id: LeftOutReason; count: number }[] {
  const bins = new Map<LeftOutReason, number>();
  for (const one of leftOut) if (counts(one)) bins.set(one.reason, (bins.get(one.reason) ?? 0) + 1);
  return [...bins].map(([id, count]) => ({ id, count }));
}

const BIN_WORDS = {
  lines: 'binLines',
  takenOut: 'binTakenOut',
  notMatched: 'binNotMatched',
  ambiguous: 'binAmbiguous',
  unreadable: 'binUnreadable',
  otherProduct: 'binOtherProduct',
  otherRole: 'binOtherRole',
  notAPerson: 'binNotAPerson',
  otherGroup: 'binOtherGroup',
  actionUnclear: 'binActionUnclear',
  filtered: 'binFiltered',
  duplicate: 'binDuplicate',
  accountGone: 'binAccountGone',
  notAnswered: 'binNotAnswered',
  notAsked: 'binNotAsked',
  groupGone: 'binGroupGone',
  managedExternally: 'binManagedExternally',
  protected: 'binProtected',
} as const satisfies Record<Exclude<ReckoningBin['id'], 'make' | 'unchanged'>, string>;

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
export function reckoningText({ of, total, bins, unchanged }: Reckoning, kind: RunKind): string {
  const parts = bins.map((bin) => binText(bin, kind, unchanged));
  return planMessages.text('bins', {
    total: planMessages.text(TOTAL_WORDS[of], { count: total }),
    parts: parts.reduce((before, next) => planMessages.text('nextBin', { before, next })),
  });
}

function binText({ id, count }: ReckoningBin, kind: RunKind, unchanged: Action | undefined): string {
  switch (id) {
    case 'make':
      return planMessages.text(MAKE_WORDS[kind], { count });
    case 'unchanged':
      return planMessages.text('binUnchanged', { count, action: unchanged ?? 'several' });
    case 'lines':
    case 'takenOut':
    case 'notMatched':
    case 'ambiguous':
    case 'unreadable':
    case 'otherProduct':
    case 'otherRole':
    case 'notAPerson':
    case 'otherGroup':
    case 'actionUnclear':
    case 'filtered':
    case 'duplicate':
    case 'accountGone':
    case 'notAnswered':
    case 'notAsked':
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
