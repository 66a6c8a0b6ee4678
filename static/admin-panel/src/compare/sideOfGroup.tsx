import { useMemo, type ReactNode } from 'react';
import type { MemberList } from '../members/memberList';
import type { ComparedSide, Comparison } from './compareMembers';
import { compareMessages as messages } from './compareMessages';
import type { ReadSide } from './sideAskedAbout';
import type { AskedOfSide } from './useAskedMembers';
import type { ComparedGroup } from './useComparedGroup';

export interface SideState {
  side: ComparedGroup;
  /** Who was asked about, whether they are in this group. */
  asked: AskedOfSide;
}

/** How far the comparison goes by now. */
export function sayHowFar(comparison: Comparison, sides: readonly SideState[]): ReactNode {
  const asking = sides.find(({ asked }) => asked.isAsking);
  if (asking) {
    const { group } = asking.side;
    const { asked: count, answered } = asking.asked;
    return messages.node('asking', { count, answered, group: <bdi>{group.name}</bdi> });
  }
  return messages.text(comparison.parts.both.isWhole ? 'asListed' : 'soFar');
}

/** How far a group is read. */
export function readSideOf({ list, isAutomatic, requests }: ComparedGroup): ReadSide {
  return { ...{ isAutomatic, requests }, isComplete: list.isComplete, size: list.size };
}

/** The people of a list by now; the same until the list or what was asked changes. @param isInDoubt as in `ComparedSide` */
export function useComparedSide(
  list: MemberList,
  asked: ReadonlyMap<string, boolean>,
  isInDoubt: boolean,
): ComparedSide {
  const { isComplete, total } = list;
  const people = list.loaded();
  return useMemo(
    () => ({ ...{ people, isComplete, total, asked, isInDoubt }, has: (accountId) => list.has(accountId) }),
    [list, people, isComplete, total, asked, isInDoubt],
  );
}
