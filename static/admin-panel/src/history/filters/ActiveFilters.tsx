import CrossIcon from '@atlaskit/icon/core/cross';
import type { Group } from '../../../../../src/contract';
import type { Chosen } from '../../directory/chosen';
import { displayNameOf } from '../../directory/displayName';
import type { ChangeFilters } from '../../host/place';
import { Button } from '../../ui/Button';
import { dayText } from '../../ui/timeText';
import { historyMessages } from '../historyMessages';
import { isFiltered } from './filters';
import styles from './Filters.module.css';

interface Props {
  filters: ChangeFilters;
  /** What the chosen ones are called; absent while that is not known. */
  group: Group | undefined;
  person: Chosen | undefined;
  admin: Chosen | undefined;
  onRemove: (name: keyof ChangeFilters) => void;
  onClear: () => void;
}

/** A filter in use, in words. */
interface ActiveFilter {
  name: keyof ChangeFilters;
  label: string;
  value: string;
}

/** The filters in use, each to be taken away. */
export function ActiveFilters({ filters, group, person, admin, onRemove, onClear }: Props) {
  if (!isFiltered(filters)) return null;
  const active = describeFilters(filters, { group, person, admin });
  return (
    <ul className={styles.active} aria-label={historyMessages.text('filtersInUse')}>
      {active.map(({ name, label, value }) => (
        <li key={name} className={styles.chip}>
          <span>{historyMessages.node('filterInUse', { label, value: <bdi>{value}</bdi> })}</span>
          <button
            type="button"
            className={styles.remove}
            aria-label={historyMessages.text('removeFilter', { label, value })}
            onClick={() => onRemove(name)}
          >
            <CrossIcon label="" size="small" />
          </button>
        </li>
      ))}
      <li>
        <Button appearance="subtle" spacing="compact" onClick={onClear}>
          {historyMessages.text('clearFilters')}
        </Button>
      </li>
    </ul>
  );
}

function describeFilters(
  filters: ChangeFilters,
  { group, person, admin }: Pick<Props, 'group' | 'person' | 'admin'>,
): ActiveFilter[] {
  const { personId, groupId, actorId, action, outcome, from, to } = filters;
  const all: (ActiveFilter | false)[] = [
    personId !== undefined && {
      name: 'personId',
      label: historyMessages.text('person'),
      value: person ? displayNameOf(person) : personId,
    },
    groupId !== undefined && {
      name: 'groupId',
      label: historyMessages.text('group'),
      value: group?.name ?? groupId,
    },
    actorId !== undefined && {
      name: 'actorId',
      label: historyMessages.text('admin'),
      value: admin ? displayNameOf(admin) : actorId,
    },
    action !== undefined && {
      name: 'action',
      label: historyMessages.text('action'),
      value: historyMessages.text('actionName', { action }),
    },
    outcome !== undefined && {
      name: 'outcome',
      label: historyMessages.text('outcome'),
      value: historyMessages.text('outcomeName', { outcome }),
    },
    from !== undefined && { name: 'from', label: historyMessages.text('from'), value: dayText(from) },
    to !== undefined && { name: 'to', label: historyMessages.text('to'), value: dayText(to) },
  ];
  return all.filter((filter) => filter !== false);
}
