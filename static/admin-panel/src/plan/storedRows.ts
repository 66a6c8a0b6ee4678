import type { Work } from '../host/work';

/** One line of a plan: a change, a person, or what was left out. */
export interface StoredRow {
  /** What a change does, or why something was left out. */
  kind: string;
  groupId?: string;
  accountId?: string;
  /** Number of the file, counted from 0. */
  file?: number;
  /** Line, counted from 1. */
  line?: number;
  /** What was to be done, where the kind does not say it. */
  action?: string;
}

/** What rows have in common. */
type Manner = [kind: string, file: number, action: string];

/** Rows of one manner in one group, of people who follow each other among `accountIds`, from lines that follow each other. */
type Stretch = [group: number, manner: number, person: number, count: number, line: number];

/** Rows, each id written once. */
export interface Stretches {
  groupIds: string[];
  accountIds: string[];
  manners: Manner[];
  stretches: Stretch[];
}

/** In place of the number of a group, a person or a file where there is none; of a line; and of an action. */
const NONE = -1;
const NO_LINE = 0;
const NO_ACTION = '';
/** More rows than any plan has: what claims more is no plan. */
const MOST_ROWS = 1_000_000;
/** Rows that are read between two steps. */
const ROWS_IN_STEP = 500;

/**
 * Writes each id once: 50,000 people of one group are a few MB less than as objects, and stay within what a browser keeps for
 * a tab (5 MB).
 */
export class StretchWriter {
  readonly #groups = new Map<string, number>();
  readonly #people = new Map<string, number>();
  readonly #numbers = new Map<string, number>();
  readonly #manners: Manner[] = [];
  readonly #stretches: Stretch[] = [];

  readonly add = (row: StoredRow): void => {
    const { kind, groupId, accountId, file = NONE, line = NO_LINE, action = NO_ACTION } = row;
    const group = numberOf(this.#groups, groupId);
    const person = numberOf(this.#people, accountId);
    const manner = numberOf(this.#numbers, `${kind} ${file} ${action}`);
    if (manner === this.#manners.length) this.#manners.push([kind, file, action]);
    const last = this.#stretches.at(-1);
    if (last?.[0] === group && last[1] === manner && follows(last, person, line)) last[3] += 1;
    else this.#stretches.push([group, manner, person, 1, line]);
  };

  /** The rows that were added, in their order. */
  written(): Stretches {
    return {
      ...{ groupIds: [...this.#groups.keys()], accountIds: [...this.#people.keys()] },
      ...{ manners: this.#manners, stretches: this.#stretches },
    };
  }
}

/** The rows that `StretchWriter` has written, in their order; undefined where a value is no such thing. */
export function* rowsIn(value: unknown): Work<StoredRow[] | undefined> {
  const written = stretchesIn(value);
  if (!written) return undefined;
  const { groupIds, accountIds, manners, stretches } = written;
  const rows: StoredRow[] = [];
  for (const stretch of stretches) {
    if (!isStretch(stretch)) return undefined;
    const [group, manner, person, count, line] = stretch;
    const isOfPeople = person === NONE || person + count <= accountIds.length;
    if (group >= groupIds.length || manner >= manners.length || !isOfPeople) return undefined;
    if (rows.length + count > MOST_ROWS) return undefined;
    const groupId = groupIds[group];
    const [kind, file, action] = manners[manner] ?? NO_MANNER;
    for (let n = 0; n < count; n += 1) {
      const accountId = person === NONE ? undefined : accountIds[person + n];
      const row: StoredRow = { kind };
      if (groupId !== undefined) row.groupId = groupId;
      if (accountId !== undefined) row.accountId = accountId;
      if (file !== NONE) row.file = file;
      if (line !== NO_LINE) row.line = line + n;
      if (action !== NO_ACTION) row.action = action;
      rows.push(row);
      if (rows.length % ROWS_IN_STEP === 0) yield;
    }
  }
  return rows;
}

const NO_MANNER: Manner = ['', NONE, NO_ACTION];

/** Stretches that are not looked at yet. */
type UnreadStretches = Omit<Stretches, 'stretches'> & { stretches: unknown[] };

function stretchesIn(value: unknown): UnreadStretches | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('groupIds' in value && 'accountIds' in value && 'manners' in value && 'stretches' in value)) {
    return undefined;
  }
  const { groupIds, accountIds, manners, stretches } = value;
  if (!areTexts(groupIds) || !areTexts(accountIds) || !areManners(manners)) return undefined;
  return Array.isArray(stretches) ? { groupIds, accountIds, manners, stretches } : undefined;
}

function follows([, , first, count, firstLine]: Stretch, person: number, line: number): boolean {
  const isNextPerson = person === NONE ? first === NONE : first !== NONE && person === first + count;
  const isNextLine =
    line === NO_LINE ? firstLine === NO_LINE : firstLine !== NO_LINE && line === firstLine + count;
  return isNextPerson && isNextLine;
}

function numberOf(ids: Map<string, number>, id: string | undefined): number {
  if (id === undefined) return NONE;
  const known = ids.get(id);
  if (known !== undefined) return known;
  ids.set(id, ids.size);
  return ids.size - 1;
}

function areTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function areManners(value: unknown): value is Manner[] {
  return Array.isArray(value) && value.every(isManner);
}

function isManner(value: unknown): value is Manner {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [kind, file, action] = value as unknown[];
  return typeof kind === 'string' && typeof action === 'string' && isWhole(file) && file >= NONE;
}

function isStretch(value: unknown): value is Stretch {
  if (!Array.isArray(value) || value.length !== 5) return false;
  const [group, manner, person, count, line] = value as unknown[];
  return (
    [group, person].every((id) => isWhole(id) && id >= NONE) &&
    [manner, count, line].every((number) => isWhole(number) && number >= 0)
  );
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
