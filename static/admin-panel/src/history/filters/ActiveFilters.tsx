import Button from '@atlaskit/button/default/button';
import CrossIcon from '@atlaskit/icon/core/cross';
import type { RunFilters } from '../../host/place';
import styles from './Filters.module.css';
import { without } from './filters';

interface Props {
  filters: RunFilters;
  /** Its id stands for it where that is not known. */
  groupName: string | undefined;
  nameOf: (accountId: string) => string;
  onChange: (filters: RunFilters) => void;
}

/** The filters in use, each to be taken away. */
export function ActiveFilters({ filters, groupName, nameOf, onChange }: Props) {
  const { groupId, personId, actorId } = filters;
  const active = [
    groupId !== undefined && ({ name: 'groupId', label: 'Group', value: groupName ?? groupId } as const),
    personId !== undefined && ({ name: 'personId', label: 'Person', value: nameOf(personId) } as const),
    actorId !== undefined && ({ name: 'actorId', label: 'Admin', value: nameOf(actorId) } as const),
  ].filter((filter) => typeof filter === 'object');
  if (active.length === 0) return null;
  return (
    <ul className={styles.active} aria-label="Filters in use">
      {active.map(({ name, label, value }) => (
        <li key={name} className={styles.filter}>
          <span>
            {label}: <bdi>{value}</bdi>
          </span>
          <button
            type="button"
            className={styles.remove}
            aria-label={`Remove filter: ${label} ${value}`}
            onClick={() => onChange(without(filters, name))}
          >
            <CrossIcon label="" size="small" />
          </button>
        </li>
      ))}
      {active.length > 1 && (
        <li>
          <Button appearance="subtle" spacing="compact" onClick={() => onChange({})}>
            Clear filters
          </Button>
        </li>
      )}
    </ul>
  );
}
