import { Suspense } from 'react';
import type { Group } from '../../../../../src/contract';
import { PickerOutline } from '../../groups/PickerOutline';
import { useRememberGroup } from '../../groups/queries';
import type { RunFilters } from '../../host/place';
import { displayNameOf } from '../../members/displayName';
import { deferred } from '../../ui/deferred';
import { useLatest } from '../../ui/useLatest';
import type { Known } from '../../people/usePeopleById';
import { ActiveFilters } from './ActiveFilters';
import styles from './Filters.module.css';
import { PersonField } from './PersonField';

const GroupPicker = deferred(() => import('../../groups/GroupPicker'));
const GROUP_LABEL = 'Filter by group';

interface Props {
  filters: RunFilters;
  /** The group that the filter is of, once it is known what it is called. */
  group: Group | undefined;
  personOf: (accountId: string) => Known;
  onChange: (filters: RunFilters) => void;
}

/** Which runs to show: of a group, about a person, by an admin; and what is chosen now. */
export function FilterBar({ filters, group, personOf, onChange }: Props) {
  const nameOf = (accountId: string) => {
    const person = personOf(accountId);
    return person ? displayNameOf(person) : accountId;
  };
  const remember = useRememberGroup();
  // The directory may answer long after it was asked, when other filters have been chosen.
  const choose = useLatest((chosen: RunFilters) => onChange({ ...filters, ...chosen }));
  return (
    <div className={styles.bar}>
      <div className={styles.fields} role="group" aria-label="Filters">
        <Suspense fallback={<PickerOutline label={GROUP_LABEL} name={group?.name ?? ''} />}>
          <GroupPicker
            label={GROUP_LABEL}
            selected={group}
            onSelect={(chosen) => {
              remember(chosen);
              choose({ groupId: chosen.id });
            }}
          />
        </Suspense>
        <PersonField label="Filter by person" what="person" onChoose={(personId) => choose({ personId })} />
        <PersonField label="Filter by admin" what="admin" onChoose={(actorId) => choose({ actorId })} />
      </div>
      <ActiveFilters filters={filters} groupName={group?.name} nameOf={nameOf} onChange={onChange} />
    </div>
  );
}
