import type { Group } from '../../../../src/contract';
import { isManagedExternally } from '../../../../src/membership/isManagedExternally';
import { groupLabels, type GroupLabel } from '../directory/groupLabels';
import { GroupMarks } from '../directory/GroupMarks';
import { accessOf, type AccessGroups } from '../directory/useAccessGroups';
import { useNavigation } from '../host/navigation';
import { kindOfChange } from '../run/activeRun';
import { useRuns, useStanding } from '../run/RunProvider';
import { standingTitle } from '../run/standingTitle';
import { Checkbox } from '../ui/Checkbox';
import { nameOrId } from '../ui/visibleText';
import styles from './People.module.css';
import { peopleMessages } from './peopleMessages';

interface Props {
  accountId: string;
  /** The id of the heading that names the table. */
  labelledBy: string;
  groups: readonly Group[];
  /** What groups give; absent while that is not known. */
  access: AccessGroups | undefined;
  /** Those that are ticked; absent where nothing can be changed. */
  chosen: readonly Group[] | undefined;
  onChoose: (groups: readonly Group[]) => void;
}

/** Table *Groups of NAME*. A group that an identity provider owns cannot be ticked. */
export function PersonGroupsTable({ accountId, labelledBy, groups, access, chosen, onChoose }: Props) {
  const labels = groupLabels(groups);
  const changeable = groups.filter((group) => !isManagedExternally(group));
  const count = chosen?.length ?? 0;
  return (
    <div className={styles.rows}>
      <table role="table" className={styles.table} aria-labelledby={labelledBy}>
        <thead role="rowgroup">
          <tr role="row">
            {chosen && (
              <td role="cell" className={styles.choice}>
                {changeable.length > 0 && (
                  <Checkbox
                    label={peopleMessages.text('selectAll')}
                    checked={count > 0 && count === changeable.length}
                    indeterminate={count > 0 && count < changeable.length}
                    onChange={(isAll) => onChoose(isAll ? changeable : [])}
                  />
                )}
              </td>
            )}
            {(['group', 'gives'] as const).map((column) => (
              <th key={column} role="columnheader" scope="col" data-column={column}>
                {peopleMessages.text(column)}
              </th>
            ))}
            {/* Empty but for the time of a run: its name would be all there is to see of it. */}
            <th role="columnheader" scope="col" data-column="outcome">
              <span className={styles.words}>{peopleMessages.text('outcome')}</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {groups.map((group, index) => {
            const label = labels[index] ?? { name: nameOrId(group) };
            return (
              <tr key={group.id} role="row" data-group-id={group.id}>
                {chosen && (
                  <td role="cell" className={styles.choice}>
                    {!isManagedExternally(group) && (
                      <Checkbox
                        label={choiceText(label)}
                        checked={chosen.includes(group)}
                        onChange={(isChosen) => onChoose(withGroup(chosen, group, isChosen))}
                      />
                    )}
                  </td>
                )}
                <th role="rowheader" scope="row">
                  <GroupLink groupId={group.id} label={label} />
                </th>
                <td role="cell">
                  <GroupMarks group={group} access={access && accessOf(access, group.id)} />
                </td>
                <td role="cell" className={styles.outcome}>
                  <Standing groupId={group.id} accountId={accountId} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function GroupLink({ groupId, label: { name, id } }: { groupId: string; label: GroupLabel }) {
  const { go } = useNavigation();
  return (
    <>
      <button type="button" className={styles.link} onClick={() => go({ page: 'groups', groupId })}>
        <bdi>{name}</bdi>
      </button>
      {id !== undefined && <code>{id}</code>}
    </>
  );
}

/** Where the page's run stands with a membership; nothing where it is not about it. */
function Standing({ groupId, accountId }: { groupId: string; accountId: string }) {
  const { active } = useRuns();
  const found = useStanding({ groupId, accountId });
  return active && found ? standingTitle(found.standing, kindOfChange(active, found.change)) : null;
}

function choiceText({ name, id }: GroupLabel): string {
  return id === undefined
    ? peopleMessages.text('selectGroup', { group: name })
    : peopleMessages.text('selectAlike', { group: name, id });
}

function withGroup(chosen: readonly Group[], group: Group, isChosen: boolean): readonly Group[] {
  const others = chosen.filter(({ id }) => id !== group.id);
  return isChosen ? [...others, group] : others;
}
