import { useMemo } from 'react';
import type { Action, Change, Group } from '../../../../src/contract';
import { SaveCsv } from '../csv/SaveCsv';
import { nameOrId } from '../ui/visibleText';
import { entraAddressOf } from './entraAddress';
import { GroupList } from './GroupList';
import styles from './LeftOutList.module.css';
import type { LeftOut } from './plan';
import { planMessages } from './planMessages';
import type { PlanPeople } from './usePlanPeople';

interface Props {
  /** What was left out because an identity provider owns the group. */
  leftOut: readonly LeftOut[];
  people: PlanPeople;
  /** By id, as far as they are known. */
  groups: ReadonlyMap<string, Group>;
  files: readonly string[];
}

/** Changes of one kind in one group of an identity provider. */
interface ManagedChanges {
  group: Group;
  action: Action;
  changes: readonly Change[];
}

/** What is left for an identity provider to change, group by group, as files for it. */
export function ProviderFiles({ leftOut, people, groups, files }: Props) {
  const managed = useMemo(() => changesByGroup(leftOut, groups), [leftOut, groups]);
  const owned = useMemo(
    () => [...new Map(managed.map(({ group }) => [group.id, group])).values()],
    [managed],
  );
  if (managed.length === 0) return null;
  return (
    <>
      <p className={styles.note}>
        {planMessages.node('managedThere', { count: owned.length, groups: <GroupList groups={owned} /> })}
      </p>
      <ul className={styles.provider}>
        {managed.map((one) => (
          <li key={`${one.group.id} ${one.action}`}>
            <FilesOfGroup {...one} {...{ people, groups, files }} isOnly={managed.length === 1} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface FilesProps extends ManagedChanges, Omit<Props, 'leftOut'> {
  isOnly: boolean;
}

function FilesOfGroup({ group, action, changes, people, groups, files, isOnly }: FilesProps) {
  const { personOf, isAsking } = people;
  const withAddress = useMemo(
    () =>
      isAsking
        ? 0
        : changes.filter(({ accountId }) => entraAddressOf(personOf(accountId)) !== undefined).length,
    [changes, personOf, isAsking],
  );
  const name = nameOrId(group);
  const make = async (kind: 'entraFile' | 'addressesFile') => {
    const made = await import('./planFiles');
    return made[kind](changes, { personOf, groups, files, now: new Date() });
  };
  const hasEntra = withAddress >= FEWEST_IN_ENTRA[action];
  return (
    <>
      <p className={styles.owned}>
        {planMessages.node('inManagedGroup', { action, count: changes.length, group: <bdi>{name}</bdi> })}
      </p>
      <div className={styles.files}>
        {(hasEntra || isAsking) && (
          <SaveCsv
            label={planMessages.text('forEntra')}
            {...(!isOnly && { accessibleName: planMessages.text('forEntraOf', { group: name }) })}
            make={() => make('entraFile')}
            isDisabled={isAsking}
          />
        )}
        <SaveCsv
          label={planMessages.text('addressesAndIds')}
          {...(!isOnly && { accessibleName: planMessages.text('addressesAndIdsOf', { group: name }) })}
          make={() => make('addressesFile')}
          isDisabled={isAsking}
        />
      </div>
      <p className={styles.note}>
        {isAsking
          ? planMessages.text('askingForAddresses')
          : people.error === undefined && aboutEntra(action, changes.length, withAddress)}
      </p>
    </>
  );
}

/** People that a file for Microsoft Entra has at least. Source: its page on adding members in bulk, "More guidance". */
const FEWEST_IN_ENTRA: Record<Action, number> = { remove: 1, add: 2 };

/** Who is not in the file for Microsoft Entra, or why there is none. */
function aboutEntra(action: Action, count: number, withAddress: number): string | undefined {
  if (withAddress === 0) return planMessages.text('nobodyForEntra');
  if (withAddress < FEWEST_IN_ENTRA[action]) return planMessages.text('twoForEntra');
  return withAddress < count ? planMessages.text('notForEntra', { count: count - withAddress }) : undefined;
}

function changesByGroup(leftOut: readonly LeftOut[], groups: Props['groups']): ManagedChanges[] {
  const managed = new Map<string, { group: Group; action: Action; changes: Change[] }>();
  for (const { accountId, groupId, action } of leftOut) {
    if (accountId === undefined || groupId === undefined || action === undefined) continue;
    const key = `${action} ${groupId}`;
    const group = groups.get(groupId) ?? { id: groupId, name: groupId };
    const one = managed.get(key) ?? { group, action, changes: [] };
    managed.set(key, one);
    one.changes.push({ accountId, groupId, action });
  }
  return [...managed.values()];
}
