import { Suspense } from 'react';
import type { Action, Group, OutcomeName } from '../../../../../src/contract';
import { knownById, type Chosen } from '../../directory/chosen';
import { PickerOutline } from '../../directory/PickerOutline';
import { useRememberGroup } from '../../directory/useGroup';
import type { Known } from '../../directory/usePeopleById';
import type { ChangeFilters } from '../../host/place';
import { deferred } from '../../ui/deferred';
import { useLatest } from '../../ui/useLatest';
import { historyMessages } from '../historyMessages';
import { ActiveFilters } from './ActiveFilters';
import { ChoiceField } from './ChoiceField';
import { DayField } from './DayField';
import { withoutFilter } from './filters';
import styles from './Filters.module.css';

const GroupPicker = deferred(() => import('../../directory/GroupPicker'));
const PersonCombobox = deferred(() => import('../../directory/PersonCombobox'));

const ACTIONS: readonly Action[] = ['add', 'remove'];
const OUTCOMES: readonly OutcomeName[] = ['done', 'unchanged', 'failed', 'unconfirmed', 'notAttempted'];

interface Props {
  filters: ChangeFilters;
  /** The group that the filter is of, once it is known what it is called. */
  group: Group | undefined;
  /** The admins of what is shown, to choose from. */
  admins: readonly Chosen[];
  personOf: (accountId: string) => Known;
  onChange: (filters: ChangeFilters) => void;
}

/** The fields that narrow the history down, and the filters in use. */
export function FilterBar({ filters, group, admins, personOf, onChange }: Props) {
  const remember = useRememberGroup();
  // The directory may answer long after it was asked, when other filters have been chosen.
  const choose = useLatest((chosen: ChangeFilters) => onChange({ ...filters, ...chosen }));
  const drop = (name: keyof ChangeFilters) => onChange(withoutFilter(filters, name));
  // Absent while it is looked up: a field that had an ID is not filled with a name.
  const chosenBy = (accountId: string | undefined): Chosen | undefined => {
    const known = accountId === undefined ? undefined : personOf(accountId);
    return known === null && accountId !== undefined ? knownById(accountId) : (known ?? undefined);
  };
  const person = chosenBy(filters.personId);
  const admin = chosenBy(filters.actorId);
  const labels = {
    person: historyMessages.text('person'),
    group: historyMessages.text('group'),
    admin: historyMessages.text('admin'),
  };
  return (
    <div className={styles.bar}>
      <div className={styles.fields} role="group" aria-label={historyMessages.text('filters')}>
        <div className={styles.wide}>
          <Suspense fallback={<PickerOutline label={labels.person} name="" />}>
            <PersonCombobox
              label={labels.person}
              selected={person}
              onSelect={({ accountId }) => choose({ personId: accountId })}
            />
          </Suspense>
        </div>
        <div className={styles.wide}>
          <Suspense fallback={<PickerOutline label={labels.group} name={group?.name ?? ''} />}>
            <GroupPicker
              label={labels.group}
              selected={group}
              onSelect={(chosen) => {
                remember(chosen);
                choose({ groupId: chosen.id });
              }}
            />
          </Suspense>
        </div>
        <div className={styles.wide}>
          <Suspense fallback={<PickerOutline label={labels.admin} name="" />}>
            <PersonCombobox
              label={labels.admin}
              selected={admin}
              suggested={admins}
              onSelect={({ accountId }) => choose({ actorId: accountId })}
            />
          </Suspense>
        </div>
        <ChoiceField
          label={historyMessages.text('action')}
          all={historyMessages.text('anyAction')}
          choices={ACTIONS.map((action) => ({
            value: action,
            title: historyMessages.text('actionName', { action }),
          }))}
          selected={filters.action}
          onSelect={(action) => (action === undefined ? drop('action') : choose({ action }))}
        />
        <ChoiceField
          label={historyMessages.text('outcome')}
          all={historyMessages.text('anyOutcome')}
          choices={OUTCOMES.map((outcome) => ({
            value: outcome,
            title: historyMessages.text('outcomeName', { outcome }),
          }))}
          selected={filters.outcome}
          onSelect={(outcome) => (outcome === undefined ? drop('outcome') : choose({ outcome }))}
        />
        <DayField
          label={historyMessages.text('from')}
          day={filters.from}
          onChange={(from) => (from === undefined ? drop('from') : choose({ from }))}
        />
        <DayField
          label={historyMessages.text('to')}
          day={filters.to}
          onChange={(to) => (to === undefined ? drop('to') : choose({ to }))}
        />
      </div>
      <ActiveFilters {...{ filters, group, person, admin }} onRemove={drop} onClear={() => onChange({})} />
    </div>
  );
}
