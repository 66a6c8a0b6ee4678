import type { Person } from '../../../../src/contract';

/** The two sides of a comparison. */
export type SideName = 'a' | 'b';
/** The parts that a comparison has. */
export type PartName = 'onlyA' | 'both' | 'onlyB';

export const PART_NAMES: readonly PartName[] = ['onlyA', 'both', 'onlyB'];

/** The people of one side, as far as they are known. */
export interface ComparedSide {
  /** Distinct. */
  people: readonly Person[];
  has: (accountId: string) => boolean;
  /** All who are listed there are among them. */
  isComplete: boolean;
  /** How many there are, where that is known. */
  total: number | undefined;
  /** What was asked person by person: whether an account is on this side. */
  asked: ReadonlyMap<string, boolean>;
  /** Confluence counts more people than it lists: others may be there, and are asked about. */
  isInDoubt: boolean;
}

/** The people of one part. */
export interface ComparedPart {
  /** As far as they are known. */
  people: readonly Person[];
  /** It has no others. */
  isWhole: boolean;
  /** How many there are in all; undefined where that is not known. */
  count: number | undefined;
}

/** Who is on one side only, and who is on both. */
export interface Comparison {
  parts: Record<PartName, ComparedPart>;
  /** People of each side who may or may not be on the other: that is not known. */
  undecided: Record<SideName, number>;
  /** Of each side, accounts listed without an id, which cannot be found on the other. */
  unidentified: Record<SideName, number>;
}

/** Sorts the people of two sides into those on one alone and those on both. About 10 ms for 2 × 50,000 people. */
export function compareMembers(a: ComparedSide, b: ComparedSide): Comparison {
  const ofA = sortSide(a, b);
  const ofB = sortSide(b, a);
  const both = [...ofA.shared, ...ofB.shared.filter(({ accountId }) => !a.has(accountId))];
  const isBothWhole = isDecided(a, ofA) || isDecided(b, ofB);
  const oneOnly = (side: ComparedSide, sorted: SortedSide): ComparedPart => {
    const isWhole = isDecided(side, sorted);
    const known = sorted.alone.length;
    const counted = isBothWhole && side.total !== undefined ? side.total - both.length : undefined;
    return {
      ...{ people: sorted.alone, isWhole },
      count: isWhole ? known : counted === undefined ? undefined : Math.max(known, counted),
    };
  };
  return {
    parts: {
      onlyA: oneOnly(a, ofA),
      both: { people: both, isWhole: isBothWhole, count: isBothWhole ? both.length : undefined },
      onlyB: oneOnly(b, ofB),
    },
    undecided: { a: ofA.undecided, b: ofB.undecided },
    unidentified: { a: ofA.unidentified, b: ofB.unidentified },
  };
}

interface SortedSide {
  alone: Person[];
  shared: Person[];
  undecided: number;
  unidentified: number;
}

function sortSide({ people }: ComparedSide, other: ComparedSide): SortedSide {
  const sorted: SortedSide = { alone: [], shared: [], undecided: 0, unidentified: 0 };
  for (const person of people) {
    if (person.isUnidentified) {
      sorted.unidentified += 1;
      continue;
    }
    const isThere = isOn(other, person.accountId);
    if (isThere === undefined) sorted.undecided += 1;
    else (isThere ? sorted.shared : sorted.alone).push(person);
  }
  return sorted;
}

/** Whether an account is on a side; undefined where that is not known. What Confluence says of one person goes before what it lists. */
function isOn(side: ComparedSide, accountId: string): boolean | undefined {
  const { has, isComplete, asked, isInDoubt } = side;
  const answer = asked.get(accountId);
  if (has(accountId) || answer === true) return true;
  return (isComplete && !isInDoubt) || answer === false ? false : undefined;
}

function isDecided({ isComplete }: ComparedSide, { undecided }: SortedSide): boolean {
  return isComplete && undecided === 0;
}
