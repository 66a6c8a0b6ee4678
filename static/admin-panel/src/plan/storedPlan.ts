import type { Action } from '../../../../src/contract';
import { pathOf, placeIn } from '../host/place';
import type { LeftOut, LeftOutReason, Plan, PlanSource } from './plan';
import { fromStretches, isStretches, toStretches, type StoredRow, type Stretches } from './storedRows';

/** A plan without names, emails and the text of lines: what may lie in a browser's storage. */
interface StoredSource {
  chosen?: { changes: Stretches; leftOut: Stretches; lines?: number };
  undo?: { runId: string; places: 'all' | number[] };
  rest?: { runId: string; which: 'left' | 'failed' | 'both' };
  offboarding?: { accountIds: string[] };
}

/** Version of the format: what another version wrote is dropped. */
const VERSION = 1;

/**
 * A plan as text, but for what the admin edits.
 * @param owner site and admin: nobody else gets to see it in this browser tab
 */
export function storedPlanOf({ id, source, openedFrom }: Plan, owner: string): string {
  return JSON.stringify({ v: VERSION, owner, id, openedFrom: pathOf(openedFrom), source: toStored(source) });
}

/** What the admin took out and why they do it, as text. It is written at every letter, and short. */
export function storedEditsOf({ id, takenOut, reason }: Plan): string {
  const rows = [...takenOut].flatMap((key) => rowOfKey(key) ?? []);
  return JSON.stringify({ id, reason, takenOut: toStretches(rows) });
}

/** The plan in these texts; undefined where they are none, of another version, or of another admin. */
export function readStoredPlan(plan: string | null, edits: string | null, owner: string): Plan | undefined {
  const stored = parseObject(plan);
  if (stored?.v !== VERSION || stored.owner !== owner) return undefined;
  const { id, openedFrom } = stored;
  const source = isObject(stored.source) ? sourceIn(stored.source) : undefined;
  if (!isText(id) || !isText(openedFrom) || !source) return undefined;
  return {
    ...{ id, source, openedFrom: placeIn(openedFrom) },
    ...editsIn(parseObject(edits), id),
    ...{ people: new Map(), groups: new Map() },
  };
}

function toStored(source: PlanSource): StoredSource {
  switch (source.kind) {
    case 'chosen': {
      const { changes, leftOut, lines } = source;
      return {
        chosen: {
          changes: toStretches(changes.map(({ action, ...row }) => ({ kind: action, ...row }))),
          leftOut: toStretches(leftOut.map(rowOfLeftOut)),
          ...(lines !== undefined && { lines }),
        },
      };
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

function rowOfLeftOut({ reason, line, accountId, groupId }: LeftOut): StoredRow {
  return {
    kind: reason,
    ...(line !== undefined && { line }),
    ...(accountId !== undefined && { accountId }),
    ...(groupId !== undefined && { groupId }),
  };
}

function sourceIn({ chosen, undo, rest, offboarding }: Record<string, unknown>): PlanSource | undefined {
  if (isObject(chosen)) return chosenIn(chosen);
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

function chosenIn({ changes, leftOut, lines }: Record<string, unknown>): PlanSource | undefined {
  if (!isStretches(changes) || !isStretches(leftOut)) return undefined;
  if (lines !== undefined && !isCount(lines)) return undefined;
  return {
    kind: 'chosen',
    changes: fromStretches(changes).flatMap(({ kind, groupId, accountId, line }) =>
      isKeyOf(ACTIONS, kind) && groupId !== undefined && accountId !== undefined
        ? [{ action: kind, groupId, accountId, ...(line !== undefined && { line }) }]
        : [],
    ),
    leftOut: fromStretches(leftOut).flatMap(({ kind, ...row }) =>
      isKeyOf(REASONS, kind) ? [{ reason: kind, ...row }] : [],
    ),
    ...(lines !== undefined && { lines }),
  };
}

/** Nothing was edited where the text is none, or belongs to another plan. */
function editsIn(stored: Record<string, unknown> | undefined, id: string): Pick<Plan, 'takenOut' | 'reason'> {
  const isOfPlan = stored?.id === id;
  const reason = isOfPlan && isText(stored.reason) ? stored.reason : '';
  const rows = isOfPlan && isStretches(stored.takenOut) ? fromStretches(stored.takenOut) : [];
  const keys = rows.flatMap(({ kind, groupId, accountId }) =>
    groupId !== undefined && accountId !== undefined ? [`${kind} ${groupId} ${accountId}`] : [],
  );
  return { reason, takenOut: new Set(keys) };
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
  duplicate: true,
  unchanged: true,
  accountGone: true,
  notAnswered: true,
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
