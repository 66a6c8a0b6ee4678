import type { ReactNode } from 'react';
import { formatNumber } from '../i18n/formatText';
import type { ComparedGroups } from './changesOf';
import type { ComparedPart, PartName, SideName } from './compareMembers';
import { compareMessages as messages } from './compareMessages';

/** Whose people a part has; undefined where they are on both sides. */
function sideOf(part: PartName): SideName | undefined {
  switch (part) {
    case 'onlyA':
      return 'a';
    case 'onlyB':
      return 'b';
    case 'both':
      return undefined;
  }
}

/** What a part is called. */
export function partTitle(part: PartName, groups: ComparedGroups): ReactNode {
  const side = sideOf(part);
  if (side === undefined) return messages.text('inBoth');
  const group = groups[side];
  return group ? messages.node('onlyIn', { group: <bdi>{group.name}</bdi> }) : messages.text('onlyInList');
}

/** The same as text. */
export function partText(part: PartName, groups: ComparedGroups): string {
  const side = sideOf(part);
  if (side === undefined) return messages.text('inBoth');
  const group = groups[side];
  return group ? messages.text('onlyIn', { group: group.name }) : messages.text('onlyInList');
}

/** Tells a part from the others, whichever side is which. */
export function partIdOf(part: PartName, groups: ComparedGroups): string {
  const side = sideOf(part);
  if (side === undefined) return 'both';
  const group = groups[side];
  return group ? `only ${group.id}` : 'list';
}

/** How many are in it: exactly, at least, or nothing where no one is known yet. */
export function countText({ count, people }: ComparedPart): string {
  if (count !== undefined) return formatNumber(count);
  return people.length > 0 ? messages.text('atLeast', { count: people.length }) : '';
}

/** That a part has no rows, and what that says. */
export function emptyText(
  part: PartName,
  { isWhole, count }: ComparedPart,
  groups: ComparedGroups,
): ReactNode {
  if (!isWhole) return count === undefined ? messages.text('nobodyYet') : messages.text('notByName');
  const side = sideOf(part);
  if (side === undefined) return messages.text('nobodyInBoth');
  const group = groups[side];
  return group
    ? messages.node('nobodyOnlyIn', { group: <bdi>{group.name}</bdi> })
    : messages.text('nobodyOnlyInList');
}
