import type { SideName } from './compareMembers';

/** So many people are asked about one by one, however few requests the other side takes. */
export const FEW_ASKED = 200;

/** How far a group is read, and what is left of it. */
export interface ReadSide {
  isComplete: boolean;
  /** Its rest is read by itself, without being asked for. */
  isAutomatic: boolean;
  /** People who are listed. */
  size: number;
  /** That the rest takes. */
  requests: number;
}

/**
 * Whose people are asked about one by one, whether they are in the other group: those of a small group that is read, beside a
 * large one that would take more requests or has to be asked for. Undefined where both are read.
 */
export function sideAskedAbout(a: ReadSide, b: ReadSide): SideName | undefined {
  if (isSmallBeside(a, b)) return 'a';
  return isSmallBeside(b, a) ? 'b' : undefined;
}

function isSmallBeside(small: ReadSide, large: ReadSide): boolean {
  if (!small.isComplete || large.isComplete || large.isAutomatic) return false;
  return small.size <= Math.max(FEW_ASKED, large.requests);
}
