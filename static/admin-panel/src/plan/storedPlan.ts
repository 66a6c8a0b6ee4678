import type { Action, Change } from '../../../../src/contract';
import type { Pause } from '../host/createPause';
import { isDay, pathOf, placeIn } from '../host/place';
import { forEachOf, forEachWithPauses, type Work } from '../host/work';
import type { LeftOut, LeftOutReason, ListChange, Plan, PlannedPerson, PlanSource } from './plan';
import { rowsIn, StretchWriter, type StoredRow, type Stretches } from './storedRows';

/** A plan without names, emails and the text of lines: what may lie in a browser's storage. */
interface StoredSource {
  chosen?: { changes: Stretches };
  /** `rows`: people, and lines that name none. */
  list?: { rows: Stretches; lines: number; change: ListChange };
  undo?: { runId: string; places: 'all' | number[] };
  rest?: { runId: string; which: 'left' | 'failed' | 'both' };
  offboarding?: { accountIds: string[] };
}

/** Version of the format: what another version wrote is dropped. */
const VERSION = 2;
/** In place of a reason, in the row of a person of a list. */
const PERSON = 'person';

/**
 * A plan as text, but for what the admin edits.
 * @param owner site and admin: no other gets to see it in this browser tab
 */
export async function storedPlanOf(
  { id, source, openedFrom }: Plan,
  owner: string,
  pause: Pause,
): Promise<string> {
  const stored = await toStored(source, pause);
  return JSON.stringify({ v: VERSION, owner, id, openedFrom: pathOf(openedFrom), source: stored });
}

/** What the admin took out, why they do it, and until when, as text. It is written at every letter, and short. */
export function storedEditsOf({ id, takenOut, reason, until }: Plan): string {
  const writer = new StretchWriter();
  for (const key of takenOut) {
    const row = rowOfKey(key);
    if (row) writer.add(row);
  }
  return JSON.stringify({ id, reason, until, takenOut: writer.written() });
}

/** The plan in these texts; undefined where they are none, of another version, or of another admin. */
export function* readStoredPlan(
  plan: string | null,
  edits: string | null,
  owner: string,
): Work<Plan | undefined> {
  const stored = parseObject(plan);
  if (stored?.v !== VERSION || stored.owner !== owner) return undefined;
  const { id, openedFrom } = stored;
  // Reading the text takes a task of its own.
  yield;
  const source = isObject(stored.source) ? yield* sourceIn(stored.source) : undefined;
  if (!isText(id) || !isText(openedFrom) || !source) return undefined;
  return {
    ...{ id, source, openedFrom: placeIn(openedFrom) },
    ...(yield* editsIn(parseObject(edits), id)),
    ...{ people: new Map(), groups: new Map(), openedAt: 0, listed: new Map(), files: [] },
  };
}

async function toStored(source: PlanSource, pause: Pause): Promise<StoredSource> {
  switch (source.kind) {
    case 'chosen':
      return { chosen: { changes: await writeRows(rowsOfChanges(source.changes), pause) } };
    case 'list': {
      const { lines, change } = source;
      return { list: { rows: await writeRows(rowsOfList(source), pause), lines, change } };
    }
    case 'undo':
      return {
        undo: { runId: source.runId, places: source.places === 'all' ? 'all' : [...source.places] },
      };
    case 'rest':
      return { rest: { runId: source.runId, which: source.which } };
    case 'offboarding':
      return { offboarding: { accountIds: [...source.accountIds] } };
  }
}

async function writeRows(rows: Iterable<StoredRow>, pause: Pause): Promise<Stretches> {
  const writer = new StretchWriter();
  await forEachWithPauses(rows, pause, writer.add);
  return writer.written();
}

function* rowsOfChanges(changes: readonly Change[]): Generator<StoredRow> {
  for (const { action, groupId, accountId } of changes) yield { kind: action, groupId, accountId };
}

/** People and what was left out in one list, for their ids are the same in part. */
function* rowsOfList({ people, leftOut }: Extract<PlanSource, { kind: 'list' }>): Generator<StoredRow> {
  for (const person of people) yield { kind: PERSON, ...person };
  for (const { reason, file, line, accountId, groupId, action } of leftOut) {
    yield {
      kind: reason,
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
      ...(accountId !== undefined && { accountId }),
      ...(groupId !== undefined && { groupId }),
      ...(action !== undefined && { action }),
    };
  }
}

function* sourceIn({
  chosen,
  list,
  undo,
  rest,
  offboarding,
}: Record<string, unknown>): Work<PlanSource | undefined> {
  if (isObject(chosen)) return yield* chosenIn(chosen);
  if (isObject(list)) return yield* listIn(list);
  if (isObject(undo)) {
    const { runId, places } = undo;
    const isPlaces = places === 'all' || isListOf(places, isCount);
    return isText(runId) && isPlaces ? { kind: 'undo', runId, places } : undefined;
  }
  if (isObject(rest)) {
    const { runId, which } = rest;
    return isText(runId) && isKeyOf(WHICH, which) ? { kind: 'rest', runId, which } : undefined;
  }
  if (isObject(offboarding)) {
    const { accountIds } = offboarding;
    return isListOf(accountIds, isText) ? { kind: 'offboarding', accountIds } : undefined;
  }
  return undefined;
}

function* chosenIn({ changes: stored }: Record<string, unknown>): Work<PlanSource | undefined> {
  const rows = yield* rowsIn(stored);
  if (!rows) return undefined;
  const changes: Change[] = [];
  yield* forEachOf(rows, ({ kind, groupId, accountId }) => {
    if (isKeyOf(ACTIONS, kind) && groupId !== undefined && accountId !== undefined) {
      changes.push({ action: kind, groupId, accountId });
    }
  });
  return { kind: 'chosen', changes };
}

function* listIn({ rows: stored, lines, change }: Record<string, unknown>): Work<PlanSource | undefined> {
  const listChange = isObject(change) ? listChangeIn(change) : undefined;
  if (!isCount(lines) || !listChange) return undefined;
  const rows = yield* rowsIn(stored);
  if (!rows) return undefined;
  const people: PlannedPerson[] = [];
  const leftOut: LeftOut[] = [];
  yield* forEachOf(rows, ({ kind, action, file, line, accountId, ...row }) => {
    const given = { ...row, ...(isKeyOf(ACTIONS, action) && { action }) };
    if (isKeyOf(REASONS, kind)) {
      leftOut.push({
        ...{ reason: kind, ...given },
        ...(file !== undefined && { file }),
        ...(line !== undefined && { line }),
        ...(accountId !== undefined && { accountId }),
      });
    } else if (kind === PERSON && accountId !== undefined && file !== undefined && line !== undefined) {
      people.push({ ...given, accountId, file, line });
    }
  });
  return { kind: 'list', people, leftOut, lines, change: listChange };
}

function listChangeIn({ kind, action, groupIds, groupId }: Record<string, unknown>): ListChange | undefined {
  switch (kind) {
    case 'groups':
      return isKeyOf(ACTIONS, action) && isListOf(groupIds, isText) ? { kind, action, groupIds } : undefined;
    case 'allGroups':
      return { kind };
    case 'equal':
      return isText(groupId) ? { kind, groupId } : undefined;
    case 'rows':
      return isKeyOf(ACTIONS, action) ? { kind, action } : undefined;
    default:
      return undefined;
  }
}

/** Nothing was edited where the text is none, or belongs to another plan. */
function* editsIn(
  stored: Record<string, unknown> | undefined,
  id: string,
): Work<Pick<Plan, 'takenOut' | 'reason' | 'until'>> {
  const isOfPlan = stored?.id === id;
  const reason = isOfPlan && isText(stored.reason) ? stored.reason : '';
  const until = isOfPlan && isText(stored.until) && isDay(stored.until) ? stored.until : '';
  const rows = (isOfPlan ? yield* rowsIn(stored.takenOut) : undefined) ?? [];
  const keys = rows.flatMap(({ kind, groupId, accountId }) =>
    groupId !== undefined && accountId !== undefined ? [`${kind} ${groupId} ${accountId}`] : [],
  );
  return { reason, until, takenOut: new Set(keys) };
}

/** A change's key in parts. Ids have no blanks. */
function rowOfKey(key: string): StoredRow | undefined {
  const [kind, groupId, accountId] = key.split(' ');
  return kind !== undefined && groupId !== undefined && accountId !== undefined
    ? { kind, groupId, accountId }
    : undefined;
}

const ACTIONS: Record<Action, true> = { add: true, remove: true };
const WHICH: Record<'left' | 'failed' | 'both', true> = { left: true, failed: true, both: true };
const REASONS: Record<LeftOutReason, true> = {
  notMatched: true,
  ambiguous: true,
  unreadable: true,
  otherProduct: true,
  otherRole: true,
  notAPerson: true,
  otherGroup: true,
  actionUnclear: true,
  filtered: true,
  duplicate: true,
  unchanged: true,
  accountGone: true,
  notAnswered: true,
  notAsked: true,
  groupGone: true,
  managedExternally: true,
  protected: true,
};

function parseObject(text: string | null): Record<string, unknown> | undefined {
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined; // Cut off, or something else's: there is no plan in it.
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(isItem);
}

function isKeyOf<Key extends string>(table: Record<Key, true>, value: unknown): value is Key {
  return typeof value === 'string' && Object.hasOwn(table, value);
}
