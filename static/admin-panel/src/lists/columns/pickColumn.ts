import { isNameFor, isOthersName, isWeakName, type ColumnMeaning } from './columnNames';

/** A column that may name the person of each row. */
export interface ColumnCandidate {
  column: number;
  title: string;
  /** The people that it names, by row of a sample; undefined where a row has none. Compared as they are. */
  people: readonly (string | undefined)[];
}

/** Which of several columns names the person of each row. */
export type ColumnPick =
  | { is: 'clear'; column: number }
  /** They name different people, and nothing says which are meant. In order. */
  | { is: 'open'; columns: readonly number[] }
  /** All there are name another person, by what they are called. */
  | { is: 'others'; columns: readonly number[] }
  | { is: 'none' };

interface ColumnRating extends ColumnCandidate {
  filled: number;
  isConstant: boolean;
  /** By its name: it is the person's, it may be, or it is another's. */
  claim: 'strong' | 'weak' | 'unknown' | 'others';
}

/** Columns count for one where so many of the rows that both fill name the same person. */
const SAME_SHARE = 0.9;

/**
 * Chooses among columns for one role. Those that name the same people count for one, constant ones (a group's own address
 * in every row) give way to those that vary, and a column called after another person (a manager) gives way to one that is
 * called after the person.
 * @param meaning what the column's name is to say
 */
export function pickColumn(candidates: readonly ColumnCandidate[], meaning: ColumnMeaning): ColumnPick {
  const rated = candidates.map((candidate) => rate(candidate, meaning));
  const kept = rated.filter((one) => !one.isConstant || !rated.some((other) => isBetter(other, one)));
  const different = mergeSame(kept);
  const own = different.filter(({ claim }) => claim !== 'others');
  const [first] = own;
  if (!first) {
    return different.length === 0 ? { is: 'none' } : { is: 'others', columns: columnsOf(different) };
  }
  if (different.length === 1) return { is: 'clear', column: first.column };
  const clear = clearest(own);
  return clear ? { is: 'clear', column: clear.column } : { is: 'open', columns: columnsOf(different) };
}

/** The only one that is called after the person, where all others are called so less surely; undefined otherwise. */
function clearest(own: readonly ColumnRating[]): ColumnRating | undefined {
  if (own.some(({ claim }) => claim === 'unknown')) return undefined;
  const strong = own.filter(({ claim }) => claim === 'strong');
  if (strong.length === 1) return strong[0];
  return own.length === 1 ? own[0] : undefined;
}

/** Whether a constant column gives way to another: one that varies, unless the constant alone is called after the person. */
function isBetter(other: ColumnRating, constant: ColumnRating): boolean {
  if (other.claim === 'others') return false;
  if (constant.claim === 'others') return true;
  return !other.isConstant && (constant.claim !== 'strong' || other.claim === 'strong');
}

function rate(candidate: ColumnCandidate, meaning: ColumnMeaning): ColumnRating {
  const { title, people } = candidate;
  const named = people.filter((person) => person !== undefined);
  const isConstant = named.length > 1 && new Set(named).size === 1;
  return { ...candidate, filled: named.length, isConstant, claim: claimOf(title, meaning) };
}

function claimOf(title: string, meaning: ColumnMeaning): ColumnRating['claim'] {
  if (isNameFor(meaning, title)) return isWeakName(title) ? 'weak' : 'strong';
  return isOthersName(title) ? 'others' : 'unknown';
}

/** One of each set of columns that name the same people: the one called after the person, of those the fullest. */
function mergeSame(rated: readonly ColumnRating[]): readonly ColumnRating[] {
  const sets: ColumnRating[][] = [];
  for (const one of rated) {
    const same = sets.find(([first]) => first !== undefined && areSame(first, one));
    if (same) same.push(one);
    else sets.push([one]);
  }
  return sets.flatMap((set) => [...set].sort(byWorth).slice(0, 1));
}

function areSame(a: ColumnRating, b: ColumnRating): boolean {
  let both = 0;
  let same = 0;
  for (const [n, person] of a.people.entries()) {
    const other = b.people[n];
    if (person === undefined || other === undefined) continue;
    both += 1;
    if (person === other) same += 1;
  }
  return both > 0 && same >= SAME_SHARE * both;
}

const WORTH: Readonly<Record<ColumnRating['claim'], number>> = { strong: 0, weak: 1, unknown: 2, others: 3 };

function byWorth(a: ColumnRating, b: ColumnRating): number {
  const isOthers = Number(a.claim === 'others') - Number(b.claim === 'others');
  if (isOthers !== 0) return isOthers;
  const [much, more] = [a.filled, b.filled].sort((x, y) => x - y);
  // A column that leaves a tenth of the people out is worse, whatever it is called.
  if (much !== undefined && more !== undefined && much < SAME_SHARE * more) return b.filled - a.filled;
  return WORTH[a.claim] - WORTH[b.claim] || a.column - b.column;
}

function columnsOf(rated: readonly ColumnRating[]): number[] {
  return rated.map(({ column }) => column).sort((a, b) => a - b);
}
