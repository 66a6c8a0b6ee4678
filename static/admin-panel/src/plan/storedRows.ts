/** One line of a plan: a change, or what was left out. */
export interface StoredRow {
  /** What a change does, or why something was left out. */
  kind: string;
  groupId?: string;
  accountId?: string;
  /** Line, counted from 1. */
  line?: number;
}

/** Rows of one kind in one group, of people who follow each other among `accountIds`, from lines that follow each other. */
type Stretch = [group: number, kind: string, person: number, count: number, line: number];

/**
 * Rows, each id written once: 50,000 people of one group are a few MB less than as objects, and stay within what a browser
 * keeps for a tab (5 MB).
 */
export interface Stretches {
  groupIds: string[];
  accountIds: string[];
  stretches: Stretch[];
}

/** In place of the number of a group or person where there is none, and of a line. */
const NO_ID = -1;
const NO_LINE = 0;
/** More rows than any plan has: what claims more is no plan. */
const MOST_ROWS = 1_000_000;

export function toStretches(rows: readonly StoredRow[]): Stretches {
  const groups = new Map<string, number>();
  const people = new Map<string, number>();
  const stretches: Stretch[] = [];
  for (const { kind, groupId, accountId, line = NO_LINE } of rows) {
    const group = numberOf(groups, groupId);
    const person = numberOf(people, accountId);
    const last = stretches.at(-1);
    if (last?.[0] === group && last[1] === kind && follows(last, person, line)) last[3] += 1;
    else stretches.push([group, kind, person, 1, line]);
  }
  return { groupIds: [...groups.keys()], accountIds: [...people.keys()], stretches };
}

/** The rows in their order. */
export function fromStretches({ groupIds, accountIds, stretches }: Stretches): StoredRow[] {
  const rows: StoredRow[] = [];
  for (const [group, kind, person, count, line] of stretches) {
    const groupId = groupIds[group];
    for (let n = 0; n < count; n += 1) {
      const accountId = person === NO_ID ? undefined : accountIds[person + n];
      const row: StoredRow = { kind };
      if (groupId !== undefined) row.groupId = groupId;
      if (accountId !== undefined) row.accountId = accountId;
      if (line !== NO_LINE) row.line = line + n;
      rows.push(row);
    }
  }
  return rows;
}

/** Whether a value is what `toStretches` makes. */
export function isStretches(value: unknown): value is Stretches {
  if (typeof value !== 'object' || value === null) return false;
  if (!('groupIds' in value && 'accountIds' in value && 'stretches' in value)) return false;
  const { groupIds, accountIds, stretches } = value;
  if (!areTexts(groupIds) || !areTexts(accountIds) || !Array.isArray(stretches)) return false;
  let rows = 0;
  return stretches.every((stretch: unknown) => {
    if (!isStretch(stretch)) return false;
    const [group, , person, count] = stretch;
    rows += count;
    const isOfPeople = person === NO_ID || person + count <= accountIds.length;
    return rows <= MOST_ROWS && group < groupIds.length && isOfPeople;
  });
}

function follows([, , first, count, firstLine]: Stretch, person: number, line: number): boolean {
  const isNextPerson = person === NO_ID ? first === NO_ID : first !== NO_ID && person === first + count;
  const isNextLine =
    line === NO_LINE ? firstLine === NO_LINE : firstLine !== NO_LINE && line === firstLine + count;
  return isNextPerson && isNextLine;
}

function numberOf(ids: Map<string, number>, id: string | undefined): number {
  if (id === undefined) return NO_ID;
  const known = ids.get(id);
  if (known !== undefined) return known;
  ids.set(id, ids.size);
  return ids.size - 1;
}

function areTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isStretch(value: unknown): value is Stretch {
  if (!Array.isArray(value) || value.length !== 5) return false;
  const [group, kind, person, count, line] = value as unknown[];
  return (
    typeof kind === 'string' &&
    [group, person].every((id) => isWhole(id) && id >= NO_ID) &&
    [count, line].every((number) => isWhole(number) && number >= 0)
  );
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
