import { Suspense } from 'react';
import { PickerOutline } from '../../groups/PickerOutline';
import { displayNameOf } from '../../members/displayName';
import { deferred } from '../../ui/deferred';
import { useLatest } from '../../ui/useLatest';
import type { Known } from '../../people/usePeopleById';
import { ActiveFilters } from './ActiveFilters';
import styles from './Filters.module.css';
import type { Filters } from './filters';
import { PersonField } from './PersonField';

const GroupPicker = deferred(() => import('../../groups/GroupPicker'));
const GROUP_LABEL = 'Filter by group';

interface Props {
  filters: Filters;
  personOf: (accountId: string) => Known;
  onChange: (filters: Filters) => void;
}

/** Which runs to show: of a group, about a person, by an admin; and what is chosen now. */
export function FilterBar({ filters, personOf, onChange }: Props) {
  const nameOf = (accountId: string) => {
    const person = personOf(accountId);
    return person ? displayNameOf(person) : accountId;
  };
  // The directory may answer long after it was asked, when other filters have been chosen.
  const choose = useLatest((chosen: Filters) => onChange({ ...filters, ...chosen }));
  return (
    <div className={styles.bar}>
      <div className={styles.fields} role="group" aria-label="Filters">
        <Suspense fallback={<PickerOutline label={GROUP_LABEL} name={filters.group?.name ?? ''} />}>
          <GroupPicker label={GROUP_LABEL} selected={filters.group} onSelect={(group) => choose({ group })} />
        </Suspense>
        <PersonField label="Filter by person" what="person" onChoose={(personId) => choose({ personId })} />
        <PersonField label="Filter by admin" what="admin" onChoose={(actorId) => choose({ actorId })} />
      </div>
      <ActiveFilters filters={filters} nameOf={nameOf} onChange={onChange} />
    </div>
  );
}
