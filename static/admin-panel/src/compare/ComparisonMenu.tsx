import type { ReactNode } from 'react';
import type { Change, Group, Person } from '../../../../src/contract';
import { useRuns } from '../run/RunProvider';
import { Menu } from '../ui/Menu';
import { equalChanges, equalingOf, type ComparedGroups, type Equaling } from './changesOf';
import type { Comparison, SideName } from './compareMembers';
import { compareMessages as messages } from './compareMessages';
import type { ReloadOfSides } from './useReloadSides';

interface Props {
  groups: ComparedGroups;
  comparison: Comparison;
  /** Lines of a list that may mean people who would be removed. */
  uncertain: number;
  reload: ReloadOfSides;
  /** No changes are offered. */
  isReadOnly: boolean;
  onMake: (changes: readonly Change[], people: readonly Person[]) => void;
}

const SIDES: readonly { side: SideName; other: SideName }[] = [
  { side: 'b', other: 'a' },
  { side: 'a', other: 'b' },
];

/** Menu ⋯ of a comparison: *Make B equal A*, *Make A equal B* or *the list*, and what that takes; *Reload*. */
export function ComparisonMenu({ groups, comparison, uncertain, reload, isReadOnly, onMake }: Props) {
  const { isUnderWay } = useRuns();
  const equalItems = SIDES.flatMap(({ side, other }) => {
    const group = groups[side];
    if (!group) return [];
    const equaling = equalingOf(side, comparison);
    const changes = equaling ? equalChanges(side, equaling, groups) : [];
    const another = groups[other];
    return [
      {
        id: side,
        label: another ? labelOf(equaling, group, another) : labelForList(equaling, group, uncertain),
        isDisabled: isUnderWay || reload.isUnderWay || uncertain > 0 || changes.length === 0,
        onSelect: () => equaling && onMake(changes, [...equaling.added, ...equaling.removed]),
      },
    ];
  });
  const items = [
    ...(isReadOnly ? [] : equalItems),
    {
      id: 'reload',
      label: messages.text('reload'),
      isDisabled: reload.isUnderWay,
      onSelect: reload.start,
    },
  ];
  return <Menu label={messages.text('moreActions')} items={items} />;
}

function labelOf(equaling: Equaling | undefined, one: Group, another: Group): ReactNode {
  const names = { group: <bdi>{one.name}</bdi>, other: <bdi>{another.name}</bdi> };
  if (!equaling) return messages.node('equalNotYet', names);
  const counts = countsOf(equaling);
  return counts ? messages.node('makeEqual', { ...names, ...counts }) : messages.node('isEqual', names);
}

function labelForList(equaling: Equaling | undefined, { name }: Group, uncertain: number): ReactNode {
  const group = <bdi>{name}</bdi>;
  if (!equaling) return messages.node('equalListNotYet', { group });
  if (uncertain > 0) return messages.node('equalListUncertain', { group, count: uncertain });
  const counts = countsOf(equaling);
  return counts
    ? messages.node('makeEqualList', { group, ...counts })
    : messages.node('isEqualList', { group });
}

/** Nothing where they are equal. */
function countsOf({ added, removed }: Equaling): { added: number; removed: number } | undefined {
  const counts = { added: added.length, removed: removed.length };
  return counts.added + counts.removed > 0 ? counts : undefined;
}
