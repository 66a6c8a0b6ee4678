import { useMemo } from 'react';
import type { MemberList } from '../../members/memberList';
import { countStatuses, type MemberStatus } from '../../members/status';
import { Button } from '../../ui/Button';
import { groupPageMessages as messages } from './groupPageMessages';
import styles from './StatusFilters.module.css';

interface Props {
  list: MemberList;
  /** The rest of the list is about to be there. */
  isComing: boolean;
  /** Everyone is shown where it is absent. */
  selected: MemberStatus | undefined;
  onSelect: (status: MemberStatus | undefined) => void;
}

const FILTERS: readonly MemberStatus[] = ['active', 'guest', 'noAccess', 'app'];

/** Which members are shown: everyone, or those of one status. With counts where everyone is there to be counted. */
export function StatusFilters({ list, isComing, selected, onSelect }: Props) {
  const { isComplete } = list;
  const people = list.loaded();
  const counts = useMemo(() => countStatuses(people), [people]);
  // Those that come with the rest come at once, and push none of the others aside later.
  const offered = FILTERS.filter((status) => status === selected || (counts[status] > 0 && !isComing));
  const labelOf = (status: MemberStatus | 'all', count: number) =>
    isComplete ? messages.text('filterWithCount', { status, count }) : messages.text('filter', { status });
  return (
    <div role="group" aria-label={messages.text('show')} className={styles.filters}>
      <Filter
        label={labelOf('all', list.size)}
        isPressed={selected === undefined}
        onPress={() => onSelect(undefined)}
      />
      {offered.map((status) => (
        <Filter
          key={status}
          label={labelOf(status, counts[status])}
          isPressed={status === selected}
          onPress={() => onSelect(status)}
        />
      ))}
    </div>
  );
}

function Filter({ label, isPressed, onPress }: { label: string; isPressed: boolean; onPress: () => void }) {
  return (
    <Button appearance="subtle" spacing="compact" aria-pressed={isPressed} onClick={onPress}>
      {label}
    </Button>
  );
}
