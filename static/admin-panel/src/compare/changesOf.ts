import type { Action, Change, Group, Person } from '../../../../src/contract';
import { isManagedExternally } from '../../../../src/membership/isManagedExternally';
import type { Comparison, PartName, SideName } from './compareMembers';

/** What can be done with people of a part. */
export type Step = 'addToA' | 'addToB' | 'moveToA' | 'moveToB' | 'removeFromA' | 'removeFromB';

/** The groups of a comparison; a list is none, and nothing is changed in it. */
export type ComparedGroups = { a: Group } & Partial<Record<SideName, Group>>;

interface ChangeOfSide {
  action: Action;
  side: SideName;
}

/** The changes of each person, in the order they are made. */
const CHANGES: Record<Step, readonly ChangeOfSide[]> = {
  addToA: [{ action: 'add', side: 'a' }],
  addToB: [{ action: 'add', side: 'b' }],
  moveToA: [
    { action: 'add', side: 'a' },
    { action: 'remove', side: 'b' },
  ],
  moveToB: [
    { action: 'add', side: 'b' },
    { action: 'remove', side: 'a' },
  ],
  removeFromA: [{ action: 'remove', side: 'a' }],
  removeFromB: [{ action: 'remove', side: 'b' }],
};

const STEPS: Record<PartName, readonly Step[]> = {
  onlyA: ['addToB', 'moveToB', 'removeFromA'],
  both: ['removeFromA', 'removeFromB'],
  onlyB: ['addToA', 'moveToA', 'removeFromB'],
};

/**
 * What can be done with the people of a part, where these are the groups. A move is not offered where an identity provider
 * owns one of them: only half of it could be made here, and would leave the people in neither group, or in both.
 */
export function stepsOf(part: PartName, groups: ComparedGroups): readonly Step[] {
  return STEPS[part].filter((step) => {
    const changed = CHANGES[step].flatMap(({ side }) => groups[side] ?? []);
    if (changed.length < CHANGES[step].length) return false;
    return changed.length === 1 || !changed.some(isManagedExternally);
  });
}

/** The changes that a step makes of these people. */
export function changesOf(step: Step, people: readonly Person[], groups: ComparedGroups): Change[] {
  return people.flatMap(({ accountId }) =>
    CHANGES[step].flatMap(({ action, side }) => {
      const groupId = groups[side]?.id;
      return groupId === undefined ? [] : [{ action, groupId, accountId }];
    }),
  );
}

/** Who is added to a group and who is removed from it so that it has the people of the other side, and no others. */
export interface Equaling {
  added: readonly Person[];
  removed: readonly Person[];
}

/** What makes a side equal the other; undefined where it is not known who is on one alone. */
export function equalingOf(side: SideName, { parts: { onlyA, onlyB } }: Comparison): Equaling | undefined {
  if (!onlyA.isWhole || !onlyB.isWhole) return undefined;
  const [own, other] = side === 'a' ? [onlyA, onlyB] : [onlyB, onlyA];
  return { added: other.people, removed: own.people };
}

/** The changes that make a side equal the other. */
export function equalChanges(side: SideName, { added, removed }: Equaling, groups: ComparedGroups): Change[] {
  const [add, remove] =
    side === 'a' ? (['addToA', 'removeFromA'] as const) : (['addToB', 'removeFromB'] as const);
  return [...changesOf(add, added, groups), ...changesOf(remove, removed, groups)];
}
